-- COPY loads each file once
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
CREATE OR REPLACE STORAGE INTEGRATION copy_int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/');
CREATE STAGE s URL = 's3://landing/orders/' STORAGE_INTEGRATION = copy_int;
CREATE TABLE t (id INT, name VARCHAR(20), amount NUMBER(10,2));
COPY INTO t FROM @s/first.csv FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1);
--> file VARCHAR(16777216) | status VARCHAR(16777216) | rows_parsed NUMBER(38,0) | rows_loaded NUMBER(38,0) | error_limit NUMBER(38,0) | errors_seen NUMBER(38,0) | first_error VARCHAR(16777216) | first_error_line NUMBER(38,0) | first_error_character NUMBER(38,0) | first_error_column_name VARCHAR(16777216)
--> s3://landing/orders/first.csv | LOADED | 2 | 2 | 1 | 0 | NULL | NULL | NULL | NULL
SELECT * FROM t ORDER BY id;
--> ID NUMBER(38,0) | NAME VARCHAR(20) | AMOUNT NUMBER(10,2)
--> 1 | apple | 1.50
--> 2 | pear | 2.25
COPY INTO t FROM @s/first.csv FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1);
--> status VARCHAR(16777216)
--> Copy executed with 0 files processed.
COPY INTO t FROM @s/first.csv FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1) FORCE = TRUE;
SELECT COUNT(*) AS n FROM t;
--> N NUMBER(38,0)
--> 4

-- ON_ERROR says what a bad record does
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
CREATE OR REPLACE STORAGE INTEGRATION copy_int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/');
CREATE FILE FORMAT f TYPE = CSV SKIP_HEADER = 1;
CREATE STAGE s URL = 's3://landing/orders/' STORAGE_INTEGRATION = copy_int FILE_FORMAT = (FORMAT_NAME = 'f');
CREATE TABLE t (id INT, name VARCHAR(20), amount NUMBER(10,2));
COPY INTO t FROM @s PATTERN = '.*second[.]csv';
--> error 100038 (22018)
COPY INTO t FROM @s FILES = ('second.csv') ON_ERROR = CONTINUE;
SELECT "status", "rows_parsed", "rows_loaded", "errors_seen", "first_error_line" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> status VARCHAR(16777216) | rows_parsed NUMBER(38,0) | rows_loaded NUMBER(38,0) | errors_seen NUMBER(38,0) | first_error_line NUMBER(38,0)
--> PARTIALLY_LOADED | 2 | 1 | 1 | 3

-- COPY from a query of the stage
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
CREATE OR REPLACE STORAGE INTEGRATION copy_int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/');
CREATE STAGE s URL = 's3://landing/events/' STORAGE_INTEGRATION = copy_int FILE_FORMAT = (TYPE = JSON);
CREATE TABLE t (id INT, tags VARIANT, file VARCHAR, line INT);
COPY INTO t (id, tags, file, line)
FROM (SELECT $1:id, $1:tags, METADATA$FILENAME, METADATA$FILE_ROW_NUMBER FROM @s);
SELECT * FROM t ORDER BY id;
--> ID NUMBER(38,0) | TAGS VARIANT | FILE VARCHAR(16777216) | LINE NUMBER(38,0)
--> 1 | ["a","b"] | events/events.json | 1
--> 2 | [] | events/events.json | 2

-- What COPY cannot do
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
CREATE TABLE t (a INT);
CREATE STAGE s;
COPY INTO no_table FROM @s;
--> error 002003 (42S02) at 1:11
COPY INTO t FROM @no_stage;
--> error 002003 (02000)
COPY INTO t FROM @s COLOUR = 'red';
--> error 001420 (22023)
COPY INTO t FROM @s FILES = ('none.csv');
--> error 391405 (22000)
COPY INTO t FROM;
--> error 001003 (42000) at 1:17
