-- Bronze to Silver: clean, keep the newest image of each key, and touch only what changed.
USE SCHEMA shop.silver;

CREATE TABLE IF NOT EXISTS customers (
  customer_id       INT NOT NULL PRIMARY KEY,
  name              STRING,
  email             STRING,
  country           STRING,
  customer_type     STRING,
  age               INT,
  registered_on     DATE,
  lifetime_spend    NUMBER(12, 2),
  updated_at        TIMESTAMP_NTZ,
  row_hash          STRING,
  loaded_at         TIMESTAMP_NTZ
);
-- Overwritten each night and read by nobody else: its past is worth nothing.
CREATE TRANSIENT TABLE IF NOT EXISTS customers_work LIKE customers DATA_RETENTION_TIME_IN_DAYS = 0;
CREATE TABLE IF NOT EXISTS products (
  product_id        INT NOT NULL PRIMARY KEY,
  name              STRING,
  category          STRING,
  price             NUMBER(10, 2),
  stock             INT
);
CREATE TABLE IF NOT EXISTS orders (
  order_id          INT NOT NULL PRIMARY KEY,
  customer_id       INT,
  product_id        INT,
  quantity          INT,
  amount            NUMBER(12, 2),
  ordered_on        DATE,
  status            STRING
);

CREATE OR REPLACE PROCEDURE load_customers()
  RETURNS STRING
  LANGUAGE JAVASCRIPT
  EXECUTE AS CALLER
AS
$$
  const run = (sqlText) => snowflake.createStatement({ sqlText }).execute()

  run('BEGIN')
  try {
    run(`
      INSERT OVERWRITE INTO shop.silver.customers_work
      WITH cleaned AS (
        SELECT
          customer_id,
          NULLIF(TRIM(name), '') AS name,
          IFF(LOWER(TRIM(email)) RLIKE '[a-z0-9._+-]+@[a-z0-9-]+([.][a-z0-9-]+)+', LOWER(TRIM(email)), NULL) AS email,
          UPPER(TRIM(country)) AS country,
          CASE UPPER(TRIM(customer_type))
            WHEN 'R' THEN 'Regular' WHEN 'REG' THEN 'Regular' WHEN 'REGULAR' THEN 'Regular'
            WHEN 'P' THEN 'Premium' WHEN 'PREM' THEN 'Premium' WHEN 'PREMIUM' THEN 'Premium'
            WHEN 'V' THEN 'VIP' WHEN 'VIP' THEN 'VIP'
            ELSE 'Unknown'
          END AS customer_type,
          IFF(age BETWEEN 18 AND 110, age, NULL) AS age,
          registered_on,
          IFF(lifetime_spend < 0, NULL, lifetime_spend) AS lifetime_spend,
          updated_at
        FROM shop.bronze.customers_stream
        -- A line with too few fields loads with NULLs at its end (a COPY that transforms does not count columns).
        WHERE customer_id IS NOT NULL AND updated_at IS NOT NULL
        QUALIFY ROW_NUMBER() OVER (
          PARTITION BY customer_id ORDER BY updated_at DESC, source_file DESC, source_row DESC) = 1
      )
      SELECT
        customer_id, name, email, country, customer_type, age, registered_on, lifetime_spend, updated_at,
        MD5(CONCAT_WS('|',
          NVL(name, ''), NVL(email, ''), NVL(country, ''), customer_type, NVL(age::STRING, ''),
          NVL(registered_on::STRING, ''), NVL(lifetime_spend::STRING, ''))) AS row_hash,
        CURRENT_TIMESTAMP()::TIMESTAMP_NTZ AS loaded_at
      FROM cleaned`)
    const merged = run(`
      MERGE INTO shop.silver.customers AS target
      USING shop.silver.customers_work AS source
      ON target.customer_id = source.customer_id
      WHEN MATCHED AND source.row_hash <> target.row_hash AND source.updated_at >= target.updated_at THEN UPDATE SET
        name = source.name, email = source.email, country = source.country, customer_type = source.customer_type,
        age = source.age, registered_on = source.registered_on, lifetime_spend = source.lifetime_spend,
        updated_at = source.updated_at, row_hash = source.row_hash, loaded_at = source.loaded_at
      WHEN NOT MATCHED THEN INSERT
        (customer_id, name, email, country, customer_type, age, registered_on, lifetime_spend, updated_at, row_hash, loaded_at)
      VALUES
        (source.customer_id, source.name, source.email, source.country, source.customer_type, source.age,
         source.registered_on, source.lifetime_spend, source.updated_at, source.row_hash, source.loaded_at)`)
    merged.next()
    const inserted = merged.getColumnValue(1)
    const updated = merged.getColumnValue(2)
    run('COMMIT')
    return inserted + ' inserted, ' + updated + ' updated'
  } catch (error) {
    run('ROLLBACK')
    throw error
  }
$$;

-- At midnight in New York: customers change slowly and are cleaned as one batch a day.
CREATE TASK IF NOT EXISTS load_customers_nightly
  WAREHOUSE = shop_wh
  SCHEDULE = 'USING CRON 0 0 * * * America/New_York'
  ERROR_INTEGRATION = shop_errors
  WHEN SYSTEM$STREAM_HAS_DATA('shop.bronze.customers_stream')
AS
  CALL shop.silver.load_customers();

-- Every minute: products and orders must be fresh.
CREATE TASK IF NOT EXISTS merge_products
  WAREHOUSE = shop_wh
  SCHEDULE = '1 MINUTE'
  ERROR_INTEGRATION = shop_errors
  WHEN SYSTEM$STREAM_HAS_DATA('shop.bronze.products_stream')
AS
  MERGE INTO shop.silver.products AS target
  USING (
    SELECT product_id, TRIM(name) AS name, LOWER(category) AS category, IFF(price < 0, NULL, price) AS price, stock
    FROM shop.bronze.products_stream
    WHERE product_id IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (PARTITION BY product_id ORDER BY source_file DESC, source_row DESC) = 1
  ) AS source
  ON target.product_id = source.product_id
  WHEN MATCHED THEN UPDATE SET
    name = source.name, category = source.category, price = source.price, stock = source.stock
  WHEN NOT MATCHED THEN INSERT (product_id, name, category, price, stock)
    VALUES (source.product_id, source.name, source.category, source.price, source.stock);

CREATE TASK IF NOT EXISTS merge_orders
  WAREHOUSE = shop_wh
  SCHEDULE = '1 MINUTE'
  ERROR_INTEGRATION = shop_errors
  WHEN SYSTEM$STREAM_HAS_DATA('shop.bronze.orders_stream')
AS
  MERGE INTO shop.silver.orders AS target
  USING (
    SELECT order_id, customer_id, product_id, quantity, amount, ordered_on, LOWER(status) AS status
    FROM shop.bronze.orders_stream
    WHERE METADATA$ACTION = 'INSERT' AND order_id IS NOT NULL AND amount >= 0
    QUALIFY ROW_NUMBER() OVER (PARTITION BY order_id ORDER BY source_file DESC, source_row DESC) = 1
  ) AS source
  ON target.order_id = source.order_id
  WHEN MATCHED THEN UPDATE SET
    customer_id = source.customer_id, product_id = source.product_id, quantity = source.quantity,
    amount = source.amount, ordered_on = source.ordered_on, status = source.status
  WHEN NOT MATCHED THEN INSERT (order_id, customer_id, product_id, quantity, amount, ordered_on, status)
    VALUES (source.order_id, source.customer_id, source.product_id, source.quantity, source.amount, source.ordered_on,
            source.status);
