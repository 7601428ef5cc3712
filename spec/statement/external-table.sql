-- Columns are computed from VALUE, which is an object of the fields of a CSV row by position
-- https://docs.snowflake.com/en/sql-reference/sql/create-external-table
CREATE STAGE st URL = 's3://landing/orders/';
CREATE EXTERNAL TABLE et (
  id INT AS (VALUE:c1::INT),
  name VARCHAR AS (value:c2::varchar) NOT NULL COMMENT 'of the fruit',
  file VARCHAR AS SPLIT_PART(METADATA$FILENAME, '/', 2)
) WITH LOCATION = @st PATTERN = '.*first[.]csv' AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1) COMMENT = 'orders';
--> status VARCHAR(16777216)
--> External table ET successfully created.
SELECT * FROM et ORDER BY id;
--> VALUE VARIANT | ID NUMBER(38,0) | NAME VARCHAR(16777216) | FILE VARCHAR(16777216)
--> {"c1":"1","c2":"apple","c3":"1.50"} | 1 | apple | first.csv
--> {"c1":"2","c2":"pear","c3":"2.25"} | 2 | pear | first.csv
SELECT name, METADATA$FILENAME AS f, METADATA$FILE_ROW_NUMBER AS n FROM et WHERE VALUE:c3::NUMBER(5,2) > 2;
--> NAME VARCHAR(16777216) | F VARCHAR(16777216) | N NUMBER(38,0)
--> pear | orders/first.csv | 2
DESCRIBE EXTERNAL TABLE et;
SELECT "name", "type", "kind", "null?", "expression", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) LIMIT 3;
--> name VARCHAR(16777216) | type VARCHAR(16777216) | kind VARCHAR(16777216) | null? VARCHAR(16777216) | expression VARCHAR(16777216) | comment VARCHAR(16777216)
--> VALUE | VARIANT | COLUMN | Y | NULL | The value of this row
--> ID | NUMBER(38,0) | VIRTUAL | Y | (VALUE:c1::INT) | NULL
--> NAME | VARCHAR(16777216) | VIRTUAL | N | (value:c2::varchar) | of the fruit
SHOW EXTERNAL TABLES LIKE 'e%';
SELECT "name", "stage", "location", "file_format_type", "invalid", "table_format", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | stage VARCHAR(16777216) | location VARCHAR(16777216) | file_format_type VARCHAR(16777216) | invalid VARCHAR(16777216) | table_format VARCHAR(16777216) | comment VARCHAR(16777216)
--> ET | SPEC.PUBLIC.ST | @SPEC.PUBLIC.ST/ | CSV | false | UNSPECIFIED | orders
SELECT TABLE_NAME, LOCATION, FILE_FORMAT_TYPE FROM INFORMATION_SCHEMA.EXTERNAL_TABLES;
--> TABLE_NAME VARCHAR(16777216) | LOCATION VARCHAR(16777216) | FILE_FORMAT_TYPE VARCHAR(16777216)
--> ET | @SPEC.PUBLIC.ST/ | CSV
CREATE EXTERNAL TABLE IF NOT EXISTS et LOCATION = @st;
CREATE TABLE et (a INT);
--> error 002002 (42710)
DROP EXTERNAL TABLE et;
--> status VARCHAR(16777216)
--> ET successfully dropped.
DROP EXTERNAL TABLE IF EXISTS et;
--> status VARCHAR(16777216)
--> Drop statement executed successfully (ET already dropped).
UNDROP EXTERNAL TABLE et;
--> error 000002 (0A000)

-- REFRESH, ADD FILES and REMOVE FILES tell what they did with which file, and belong to their transaction
-- https://docs.snowflake.com/en/sql-reference/sql/alter-external-table
CREATE STAGE st URL = 's3://landing/';
CREATE EXTERNAL TABLE et (id VARCHAR AS (VALUE:c1::VARCHAR)) LOCATION = @st/orders REFRESH_ON_CREATE = FALSE AUTO_REFRESH = FALSE
  FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1);
SELECT COUNT(*) AS n FROM et;
--> N NUMBER(38,0)
--> 0
BEGIN;
ALTER EXTERNAL TABLE et ADD FILES ('first.csv', 'none.csv');
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> landing/orders/first.csv | REGISTERED_NEW | File registered successfully.
--> landing/orders/none.csv | REGISTER_FAILED | File not found.
SELECT COUNT(*) AS n FROM et;
--> N NUMBER(38,0)
--> 2
ROLLBACK;
SELECT COUNT(*) AS n FROM et;
--> N NUMBER(38,0)
--> 0
ALTER EXTERNAL TABLE et REFRESH 'sec';
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> landing/orders/second.csv | REGISTERED_NEW | File registered successfully.
ALTER EXTERNAL TABLE IF EXISTS et REFRESH;
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> landing/orders/first.csv | REGISTERED_NEW | File registered successfully.
ALTER EXTERNAL TABLE et REMOVE FILES ('second.csv');
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> landing/orders/second.csv | UNREGISTERED | File unregistered successfully.
SELECT FILE_NAME, FILE_SIZE FROM TABLE(INFORMATION_SCHEMA.EXTERNAL_TABLE_FILES(TABLE_NAME => 'ET'));
--> FILE_NAME VARCHAR(16777216) | FILE_SIZE NUMBER(38,0)
--> orders/first.csv | 40
SELECT FILE_NAME, OPERATION_STATUS FROM TABLE(INFORMATION_SCHEMA.EXTERNAL_TABLE_FILE_REGISTRATION_HISTORY(
  TABLE_NAME => 'SPEC.PUBLIC.ET', START_TIME => DATEADD('hour', -1, CURRENT_TIMESTAMP()))) ORDER BY ALL;
--> FILE_NAME VARCHAR(16777216) | OPERATION_STATUS VARCHAR(16777216)
--> orders/first.csv | REGISTERED_NEW
--> orders/second.csv | REGISTERED_NEW
--> orders/second.csv | UNREGISTERED
ALTER EXTERNAL TABLE et SET AUTO_REFRESH = TRUE COMMENT = 'c';
ALTER EXTERNAL TABLE et UNSET COMMENT;
ALTER EXTERNAL TABLE IF EXISTS none REFRESH;
ALTER EXTERNAL TABLE none REFRESH;
--> error 002003 (02000)

-- Columns are added, renamed and dropped by ALTER TABLE
-- https://docs.snowflake.com/en/sql-reference/sql/alter-external-table#usage-notes
CREATE STAGE st URL = 's3://landing/events/';
CREATE EXTERNAL TABLE et LOCATION = @st AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = JSON);
ALTER TABLE et ADD COLUMN a1 INT AS (value:id::INT), a2 ARRAY AS (value:tags::ARRAY);
ALTER TABLE et RENAME COLUMN a1 TO id;
SELECT id, a2 FROM et ORDER BY id;
--> ID NUMBER(38,0) | A2 ARRAY
--> 1 | ["a","b"]
--> 2 | []
ALTER EXTERNAL TABLE et DROP COLUMN a2;
ALTER TABLE et DROP COLUMN value;
--> error 390925 (42601)
SELECT * FROM et ORDER BY id LIMIT 1;
--> VALUE VARIANT | ID NUMBER(38,0)
--> {"id":1,"tags":["a","b"]} | 1
ALTER TABLE et CLUSTER BY (id);
--> error 000002 (0A000)

-- Partitions that the owner adds give their files the values of the partition columns
-- https://docs.snowflake.com/en/sql-reference/sql/create-external-table#partitions-added-manually
CREATE STAGE s2 URL = 's3://landing/';
CREATE EXTERNAL TABLE et2 (
  col1 DATE AS (PARSE_JSON(METADATA$EXTERNAL_TABLE_PARTITION):COL1::DATE),
  col2 VARCHAR AS (PARSE_JSON(METADATA$EXTERNAL_TABLE_PARTITION):COL2::VARCHAR),
  id VARCHAR AS (VALUE:c1::VARCHAR)
) PARTITION BY (col1, col2) LOCATION = @s2 PARTITION_TYPE = USER_SPECIFIED FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 2);
ALTER EXTERNAL TABLE et2 ADD PARTITION (col1 = '2022-01-24', col2 = 'a') LOCATION 'orders';
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> landing/orders/first.csv | REGISTERED_NEW | File registered successfully.
--> landing/orders/second.csv | REGISTERED_NEW | File registered successfully.
SELECT col1, col2, id FROM et2 WHERE col1 = TO_DATE('2022-01-24') AND col2 = 'a' ORDER BY id;
--> COL1 DATE | COL2 VARCHAR(16777216) | ID VARCHAR(16777216)
--> 2022-01-24 | a | 2
--> 2022-01-24 | a | x
ALTER EXTERNAL TABLE et2 REFRESH;
--> error 391021 (0A000)
ALTER EXTERNAL TABLE et2 SET AUTO_REFRESH = TRUE;
--> error 391021 (0A000)
ALTER EXTERNAL TABLE et2 DROP PARTITION LOCATION 'orders';
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> landing/orders/first.csv | UNREGISTERED | File unregistered successfully.
--> landing/orders/second.csv | UNREGISTERED | File unregistered successfully.
SELECT COUNT(*) AS n FROM et2;
--> N NUMBER(38,0)
--> 0

-- Views, materialized views, MERGE and insert-only streams read an external table; DML does not write it
-- https://docs.snowflake.com/en/user-guide/tables-external-intro
CREATE STAGE st URL = 's3://landing/orders/';
CREATE EXTERNAL TABLE et (id VARCHAR AS (VALUE:c1::VARCHAR), name VARCHAR AS (VALUE:c2::VARCHAR)) LOCATION = @st
  AUTO_REFRESH = FALSE PATTERN = '.*second.*' FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1);
CREATE VIEW v AS SELECT name FROM et WHERE id = '3';
CREATE MATERIALIZED VIEW mv AS SELECT name FROM et WHERE id = 'x';
SELECT v.name, mv.name AS other FROM v CROSS JOIN mv;
--> NAME VARCHAR(16777216) | OTHER VARCHAR(16777216)
--> plum | bad
CREATE TABLE t (id VARCHAR, name VARCHAR);
INSERT INTO t VALUES ('3', 'old');
MERGE INTO t USING et ON t.id = et.id WHEN MATCHED THEN UPDATE SET name = et.name WHEN NOT MATCHED THEN INSERT VALUES (et.id, et.name);
SELECT * FROM t ORDER BY id;
--> ID VARCHAR(16777216) | NAME VARCHAR(16777216)
--> 3 | plum
--> x | bad
CREATE STREAM s ON EXTERNAL TABLE et INSERT_ONLY = TRUE;
ALTER EXTERNAL TABLE et REMOVE FILES ('second.csv');
ALTER EXTERNAL TABLE et ADD FILES ('second.csv');
SELECT * FROM s ORDER BY id LIMIT 1;
--> VALUE VARIANT | ID VARCHAR(16777216) | NAME VARCHAR(16777216) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN | METADATA$ROW_ID VARCHAR(40) | METADATA$FILENAME VARCHAR(16777216)
--> {"c1":"3","c2":"plum","c3":"3.00"} | 3 | plum | INSERT | false | '' | orders/second.csv
INSERT INTO t SELECT id, name FROM s;
SELECT COUNT(*) AS n FROM s;
--> N NUMBER(38,0)
--> 0
CREATE STREAM s2 ON TABLE t INSERT_ONLY = TRUE;
--> error 391022 (0A000)
INSERT INTO et VALUES (1);
--> error 002203 (02000)
DELETE FROM et;
--> error 002203 (02000)
CREATE OR REPLACE STAGE st URL = 's3://landing/orders/';
SELECT * FROM et;
--> error 391020 (55000)

-- What an external table cannot be
-- https://docs.snowflake.com/en/sql-reference/sql/create-external-table#usage-notes
CREATE STAGE inside;
CREATE STAGE st URL = 's3://landing/orders/';
CREATE EXTERNAL TABLE et LOCATION = @inside;
--> error 000002 (0A000)
CREATE EXTERNAL TABLE et LOCATION = '@st';
--> error 001008 (22023)
CREATE EXTERNAL TABLE et LOCATION = @st TABLE_FORMAT = DELTA FILE_FORMAT = (TYPE = PARQUET);
--> error 000002 (0A000)
CREATE EXTERNAL TABLE et FILE_FORMAT = (TYPE = CSV);
--> error 390983 (22023)
CREATE EXTERNAL TABLE et (a INT AS (VALUE:c1::VARCHAR)) LOCATION = @st;
--> error 002023 (22000)
CREATE EXTERNAL TABLE et (a INT) LOCATION = @st;
--> error 001003 (42000)
CREATE EXTERNAL TABLE et (a VARCHAR AS (VALUE:c1::VARCHAR)) PARTITION BY (a) LOCATION = @st;
--> error 391021 (0A000)
CREATE EXTERNAL TABLE et (a VARCHAR AS (VALUE:c1::VARCHAR)) PARTITION BY (b) LOCATION = @st;
--> error 390924 (42703)
CREATE EXTERNAL TABLE et (a VARCHAR AS (VALUE:c1::VARCHAR)) LOCATION = @st WITH TAG (x = 'y');
--> error 000002 (0A000)
CREATE EXTERNAL TABLE et (a VARCHAR AS (VALUE:c1::VARCHAR) UNIQUE, b VARCHAR AS (VALUE:c2::VARCHAR), CONSTRAINT pk PRIMARY KEY (b))
  LOCATION = @st AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = CSV);
SELECT * FROM et AT (OFFSET => -1);
--> error 000002 (0A000)
SELECT GET_DDL('TABLE', 'et') AS ddl;
--> DDL VARCHAR(16777216)
--> CREATE OR REPLACE EXTERNAL TABLE ET (A VARCHAR(16777216) AS (CAST(VALUE:c1 AS VARCHAR)), B VARCHAR(16777216) AS (CAST(VALUE:c2 AS VARCHAR)) NOT NULL, UNIQUE (A), CONSTRAINT PK PRIMARY KEY (B)) LOCATION = @SPEC.PUBLIC.ST/ AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = CSV);
