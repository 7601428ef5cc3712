-- Lake to Bronze: nothing is cleaned here, so that every row can be traced to its file and line.
USE SCHEMA shop.bronze;

CREATE FILE FORMAT IF NOT EXISTS csv_with_header
  TYPE = CSV
  SKIP_HEADER = 1
  FIELD_OPTIONALLY_ENCLOSED_BY = '"'
  NULL_IF = ('', 'NULL')
  EMPTY_FIELD_AS_NULL = TRUE;
CREATE FILE FORMAT IF NOT EXISTS json_array TYPE = JSON STRIP_OUTER_ARRAY = TRUE;
CREATE FILE FORMAT IF NOT EXISTS parquet TYPE = PARQUET;

CREATE STAGE IF NOT EXISTS lake
  URL = 's3://shop-lake/'
  STORAGE_INTEGRATION = shop_lake;

CREATE TABLE IF NOT EXISTS customers (
  customer_id       INT,
  name              STRING,
  email             STRING,
  country           STRING,
  customer_type     STRING,
  age               INT,
  registered_on     DATE,
  lifetime_spend    NUMBER(12, 2),
  updated_at        TIMESTAMP_NTZ,
  source_file       STRING,
  source_row        INT
);
CREATE TABLE IF NOT EXISTS products (
  product_id        INT,
  name              STRING,
  category          STRING,
  price             NUMBER(10, 2),
  stock             INT,
  document          VARIANT,
  source_file       STRING,
  source_row        INT
);
CREATE TABLE IF NOT EXISTS orders (
  order_id          INT,
  customer_id       INT,
  product_id        INT,
  quantity          INT,
  amount            NUMBER(12, 2),
  ordered_on        DATE,
  status            STRING,
  source_file       STRING,
  source_row        INT
);

CREATE PIPE IF NOT EXISTS customers_pipe
  AUTO_INGEST = TRUE
  ERROR_INTEGRATION = shop_errors
AS
COPY INTO customers (
  customer_id, name, email, country, customer_type, age, registered_on, lifetime_spend, updated_at, source_file, source_row)
FROM (
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER
  FROM @lake/customers/
)
FILE_FORMAT = (FORMAT_NAME = csv_with_header)
ON_ERROR = CONTINUE;

CREATE PIPE IF NOT EXISTS products_pipe
  AUTO_INGEST = TRUE
  ERROR_INTEGRATION = shop_errors
AS
COPY INTO products (product_id, name, category, price, stock, document, source_file, source_row)
FROM (
  SELECT
    $1:product_id::INT, $1:name::STRING, $1:category::STRING, $1:price::NUMBER(10, 2), $1:stock::INT, $1,
    METADATA$FILENAME, METADATA$FILE_ROW_NUMBER
  FROM @lake/products/
)
FILE_FORMAT = (FORMAT_NAME = json_array)
ON_ERROR = CONTINUE;

CREATE PIPE IF NOT EXISTS orders_pipe
  AUTO_INGEST = TRUE
  ERROR_INTEGRATION = shop_errors
AS
COPY INTO orders (order_id, customer_id, product_id, quantity, amount, ordered_on, status, source_file, source_row)
FROM (
  SELECT
    $1:order_id::INT, $1:customer_id::INT, $1:product_id::INT, $1:quantity::INT, $1:amount::NUMBER(12, 2),
    $1:ordered_on::DATE, $1:status::STRING, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER
  FROM @lake/orders/
)
FILE_FORMAT = (FORMAT_NAME = parquet)
ON_ERROR = CONTINUE;

-- The streams stand before the first file is loaded, so they see every row.
CREATE STREAM IF NOT EXISTS customers_stream ON TABLE customers APPEND_ONLY = TRUE;
CREATE STREAM IF NOT EXISTS products_stream ON TABLE products APPEND_ONLY = TRUE;
CREATE STREAM IF NOT EXISTS orders_stream ON TABLE orders;
