import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The shop pipeline as somebody would write it by hand for DuckDB alone: the same files, the same Bronze, Silver and Gold tables,
 * no row ledger, no history, no streams. This is the limit that the pipeline's ratio is measured against.
 *
 * node --import tsx bench/baseline.ts LAKE DATABASE WAVE
 */
const [lake = '', database = '', wave = '1'] = process.argv.slice(2)
const files = join(lake, 'shop-lake')

const schema = `
CREATE SCHEMA IF NOT EXISTS bronze; CREATE SCHEMA IF NOT EXISTS silver; CREATE SCHEMA IF NOT EXISTS gold;
CREATE TABLE IF NOT EXISTS bronze.customers (customer_id BIGINT, name VARCHAR, email VARCHAR, country VARCHAR,
  customer_type VARCHAR, age BIGINT, registered_on DATE, lifetime_spend DECIMAL(12,2), updated_at TIMESTAMP, source_file VARCHAR,
  source_row BIGINT);
CREATE TABLE IF NOT EXISTS bronze.products (product_id BIGINT, name VARCHAR, category VARCHAR, price DECIMAL(10,2), stock BIGINT,
  document JSON, source_file VARCHAR, source_row BIGINT);
CREATE TABLE IF NOT EXISTS bronze.orders (order_id BIGINT, customer_id BIGINT, product_id BIGINT, quantity BIGINT,
  amount DECIMAL(12,2), ordered_on DATE, status VARCHAR, source_file VARCHAR, source_row BIGINT);
CREATE TABLE IF NOT EXISTS silver.customers (customer_id BIGINT, name VARCHAR, email VARCHAR, country VARCHAR,
  customer_type VARCHAR, age BIGINT, registered_on DATE, lifetime_spend DECIMAL(12,2), updated_at TIMESTAMP, row_hash VARCHAR,
  loaded_at TIMESTAMP);
CREATE TABLE IF NOT EXISTS silver.products (product_id BIGINT, name VARCHAR, category VARCHAR, price DECIMAL(10,2), stock BIGINT);
CREATE TABLE IF NOT EXISTS silver.orders (order_id BIGINT, customer_id BIGINT, product_id BIGINT, quantity BIGINT,
  amount DECIMAL(12,2), ordered_on DATE, status VARCHAR);
CREATE TABLE IF NOT EXISTS gold.monthly_sales (month DATE, orders BIGINT, revenue DECIMAL(38,2), cancelled BIGINT);
`

/** Files of a wave; the one that was cut off is left out, as a person would after the first failure. */
const wholeFiles: Readonly<
  Record<string, { customers: string; products: string; orders: readonly string[] }>
> = {
  '1': {
    customers: 'customers/customers_1_*.csv',
    products: 'products/products_1.json',
    orders: ['orders/orders_1_?.parquet'],
  },
  '2': {
    customers: 'customers/customers_2.csv',
    products: 'products/products_2.json',
    orders: ['orders/orders_2.parquet', 'orders/orders_1_last_again.parquet'],
  },
}

function pipeline(): string {
  const names = wholeFiles[wave]
  if (names === undefined || !existsSync(files)) throw new Error(`there is no wave ${wave} in ${files}`)
  const customers = join(files, names.customers)
  const products = join(files, names.products)
  const orders = names.orders.map((name) => `'${join(files, name)}'`).join(', ')
  return `
CREATE TEMP TABLE new_customers AS
  SELECT TRY_CAST(c1 AS BIGINT) AS customer_id, c2 AS name, c3 AS email, c4 AS country, c5 AS customer_type, TRY_CAST(c6 AS BIGINT) AS age,
    TRY_CAST(c7 AS DATE) AS registered_on, TRY_CAST(c8 AS DECIMAL(12,2)) AS lifetime_spend, TRY_CAST(c9 AS TIMESTAMP) AS updated_at,
    filename AS source_file, row_number() OVER () AS source_row
  FROM read_csv('${customers}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', all_varchar = true, nullstr = ['', 'NULL'],
    filename = true, ignore_errors = true, columns = {c1: 'VARCHAR', c2: 'VARCHAR', c3: 'VARCHAR', c4: 'VARCHAR', c5: 'VARCHAR',
    c6: 'VARCHAR', c7: 'VARCHAR', c8: 'VARCHAR', c9: 'VARCHAR'})
  WHERE (c6 IS NULL OR TRY_CAST(c6 AS BIGINT) IS NOT NULL) AND (c7 IS NULL OR TRY_CAST(c7 AS DATE) IS NOT NULL)
    AND (c8 IS NULL OR TRY_CAST(c8 AS DECIMAL(12,2)) IS NOT NULL);
INSERT INTO bronze.customers SELECT * FROM new_customers;
CREATE TEMP TABLE new_products AS
  SELECT (j->>'product_id')::BIGINT AS product_id, j->>'name' AS name, j->>'category' AS category, (j->>'price')::DECIMAL(10,2) AS price,
    (j->>'stock')::BIGINT AS stock, j AS document, filename AS source_file, row_number() OVER () AS source_row
  FROM (SELECT json AS j, filename FROM read_json_objects('${products}', format = 'array', filename = true));
INSERT INTO bronze.products SELECT * FROM new_products;
CREATE TEMP TABLE new_orders AS
  SELECT order_id::BIGINT AS order_id, customer_id::BIGINT AS customer_id, product_id::BIGINT AS product_id, quantity::BIGINT AS quantity,
    amount::DECIMAL(12,2) AS amount, TRY_CAST(ordered_on AS DATE) AS ordered_on, status, filename AS source_file, file_row_number + 1 AS source_row
  FROM read_parquet([${orders}], filename = true, file_row_number = true) WHERE TRY_CAST(ordered_on AS DATE) IS NOT NULL;
INSERT INTO bronze.orders SELECT * FROM new_orders;

BEGIN;
CREATE TEMP TABLE customers_work AS
  WITH cleaned AS (
    SELECT customer_id, NULLIF(TRIM(name), '') AS name,
      CASE WHEN regexp_full_match(LOWER(TRIM(email)), '[a-z0-9._+-]+@[a-z0-9-]+([.][a-z0-9-]+)+') THEN LOWER(TRIM(email)) END AS email,
      UPPER(TRIM(country)) AS country,
      CASE UPPER(TRIM(customer_type)) WHEN 'R' THEN 'Regular' WHEN 'REG' THEN 'Regular' WHEN 'REGULAR' THEN 'Regular'
        WHEN 'P' THEN 'Premium' WHEN 'PREM' THEN 'Premium' WHEN 'PREMIUM' THEN 'Premium' WHEN 'V' THEN 'VIP' WHEN 'VIP' THEN 'VIP'
        ELSE 'Unknown' END AS customer_type,
      CASE WHEN age BETWEEN 18 AND 110 THEN age END AS age, registered_on,
      CASE WHEN lifetime_spend >= 0 THEN lifetime_spend END AS lifetime_spend, updated_at
    FROM new_customers WHERE customer_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY updated_at DESC, source_file DESC, source_row DESC) = 1)
  SELECT *, md5(concat_ws('|', coalesce(name, ''), coalesce(email, ''), coalesce(country, ''), customer_type, coalesce(age::VARCHAR, ''),
    coalesce(registered_on::VARCHAR, ''), coalesce(lifetime_spend::VARCHAR, ''))) AS row_hash, now()::TIMESTAMP AS loaded_at
  FROM cleaned;
MERGE INTO silver.customers AS t USING customers_work AS s ON t.customer_id = s.customer_id
  WHEN MATCHED AND s.row_hash <> t.row_hash AND s.updated_at >= t.updated_at THEN UPDATE SET name = s.name, email = s.email,
    country = s.country, customer_type = s.customer_type, age = s.age, registered_on = s.registered_on,
    lifetime_spend = s.lifetime_spend, updated_at = s.updated_at, row_hash = s.row_hash, loaded_at = s.loaded_at
  WHEN NOT MATCHED THEN INSERT VALUES (s.customer_id, s.name, s.email, s.country, s.customer_type, s.age, s.registered_on, s.lifetime_spend,
    s.updated_at, s.row_hash, s.loaded_at);
COMMIT;
MERGE INTO silver.products AS t USING (
    SELECT product_id, TRIM(name) AS name, LOWER(category) AS category, CASE WHEN price >= 0 THEN price END AS price, stock FROM new_products
    WHERE product_id IS NOT NULL QUALIFY row_number() OVER (PARTITION BY product_id ORDER BY source_file DESC, source_row DESC) = 1) AS s
  ON t.product_id = s.product_id
  WHEN MATCHED THEN UPDATE SET name = s.name, category = s.category, price = s.price, stock = s.stock
  WHEN NOT MATCHED THEN INSERT VALUES (s.product_id, s.name, s.category, s.price, s.stock);
MERGE INTO silver.orders AS t USING (
    SELECT order_id, customer_id, product_id, quantity, amount, ordered_on, LOWER(status) AS status FROM new_orders
    WHERE order_id IS NOT NULL AND amount >= 0
    QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY source_file DESC, source_row DESC) = 1) AS s
  ON t.order_id = s.order_id
  WHEN MATCHED THEN UPDATE SET customer_id = s.customer_id, product_id = s.product_id, quantity = s.quantity, amount = s.amount,
    ordered_on = s.ordered_on, status = s.status
  WHEN NOT MATCHED THEN INSERT VALUES (s.order_id, s.customer_id, s.product_id, s.quantity, s.amount, s.ordered_on, s.status);
BEGIN;
DELETE FROM gold.monthly_sales;
INSERT INTO gold.monthly_sales SELECT date_trunc('month', ordered_on)::DATE AS month, count(*) FILTER (status <> 'cancelled'),
  sum(CASE WHEN status <> 'cancelled' THEN amount ELSE 0 END), count(*) FILTER (status = 'cancelled') FROM silver.orders GROUP BY 1;
COMMIT;
`
}

/** The same sums that `pipeline.ts` asks of Snowmelt: both sides must agree before a ratio means anything. */
const checkSums = [
  'SELECT count(*), sum(age), sum(lifetime_spend), count(email) FROM silver.customers',
  'SELECT count(*), sum(price), sum(stock) FROM silver.products',
  'SELECT count(*), sum(amount), sum(quantity) FROM silver.orders',
  'SELECT count(*), sum(orders), sum(revenue), sum(cancelled) FROM gold.monthly_sales',
]

const instance = await DuckDBInstance.create(database)
const connection = await instance.connect()
await connection.run(schema)
await connection.run(pipeline())
const sums: string[] = []
for (const sql of checkSums)
  sums.push(
    (await connection.runAndReadAll(sql))
      .getRows()
      .map((row) => row.join(','))
      .join(';'),
  )
connection.closeSync()
instance.closeSync()
console.log(JSON.stringify(sums))
