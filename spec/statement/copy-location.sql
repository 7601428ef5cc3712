-- Rows of a table become a gzip file, which loads again
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-location
CREATE STAGE s;
CREATE TABLE t (id INT, name VARCHAR(20), amount NUMBER(10,2), at DATE);
INSERT INTO t VALUES (1, 'apple, red', 1.5, '2026-01-05'), (2, NULL, NULL, NULL);
COPY INTO @s/unload/ FROM t;
SELECT "rows_unloaded", "input_bytes" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> rows_unloaded NUMBER(38,0) | input_bytes NUMBER(38,0)
--> 2 | 41
LIST @s;
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> s/unload/data_0_0_0.csv.gz
CREATE TABLE back LIKE t;
COPY INTO back FROM @s/unload/;
SELECT * FROM back ORDER BY id;
--> ID NUMBER(38,0) | NAME VARCHAR(20) | AMOUNT NUMBER(10,2) | AT DATE
--> 1 | apple, red | 1.50 | 2026-01-05
--> 2 | NULL | NULL | NULL

-- The lines of a CSV file, read as one field each
-- https://docs.snowflake.com/en/user-guide/data-unload-considerations
CREATE STAGE s;
CREATE FILE FORMAT line TYPE = CSV FIELD_DELIMITER = NONE COMPRESSION = NONE ESCAPE_UNENCLOSED_FIELD = NONE NULL_IF = ();
CREATE TABLE null_empty (i INT, v VARCHAR, d VARCHAR);
INSERT INTO null_empty VALUES (1, NULL, 'NULL value'), (2, '', 'Empty string');
CREATE FILE FORMAT quoted FIELD_OPTIONALLY_ENCLOSED_BY = '0x27' NULL_IF = ('null');
COPY INTO @s/quoted FROM null_empty FILE_FORMAT = (FORMAT_NAME = 'quoted' COMPRESSION = 'NONE');
SELECT $1 AS line FROM @s/quoted (FILE_FORMAT => line);
--> LINE VARCHAR(16777216)
--> 1,'null','NULL value'
--> 2,'','Empty string'
COPY INTO @s/bare FROM null_empty FILE_FORMAT = (TYPE = CSV EMPTY_FIELD_AS_NULL = FALSE NULL_IF = ('null') COMPRESSION = NONE) HEADER = TRUE;
SELECT $1 AS line FROM @s/bare (FILE_FORMAT => line);
--> LINE VARCHAR(16777216)
--> I,V,D
--> 1,null,NULL value
--> 2,,Empty string
COPY INTO @s/none FROM null_empty;
--> error 390908 (22000)
COPY INTO @s/dates FROM (SELECT '2026-01-05'::DATE, '2026-01-05 10:00:00'::TIMESTAMP_NTZ, 3.14159265358979::FLOAT, TO_BINARY('616263'))
  FILE_FORMAT = (COMPRESSION = NONE DATE_FORMAT = 'DD.MM.YYYY' TIMESTAMP_FORMAT = 'YYYY/MM/DD HH24:MI' BINARY_FORMAT = BASE64) SINGLE = TRUE;
SELECT $1 AS line FROM @s/dates (FILE_FORMAT => line);
--> LINE VARCHAR(16777216)
--> 05.01.2026,2026/01/05 10:00,3.141592654,YWJj

-- JSON takes one semi-structured column, and writes its documents as lines
-- https://docs.snowflake.com/en/user-guide/data-unload-considerations#unload-a-relational-table-to-json
CREATE STAGE s;
CREATE TABLE mytable (id NUMBER(8), first_name VARCHAR, city VARCHAR);
INSERT INTO mytable VALUES (1, 'Ryan', 'Salt Lake City'), (2, 'Upton', 'Birmingham');
COPY INTO @s FROM (SELECT OBJECT_CONSTRUCT('id', id, 'first_name', first_name, 'city', city) FROM mytable) FILE_FORMAT = (TYPE = JSON);
SELECT METADATA$FILENAME AS file, $1 AS doc FROM @s (FILE_FORMAT => (TYPE = JSON)) ORDER BY $1:id;
--> FILE VARCHAR(16777216) | DOC VARIANT
--> data_0_0_0.json.gz | {"city":"Salt Lake City","first_name":"Ryan","id":1}
--> data_0_0_0.json.gz | {"city":"Birmingham","first_name":"Upton","id":2}
COPY INTO @s FROM mytable FILE_FORMAT = (TYPE = JSON);
--> error 390976 (22023)

-- Parquet files have generic column names unless HEADER says otherwise, and no time zones
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-location
CREATE STAGE s FILE_FORMAT = (TYPE = PARQUET);
CREATE TABLE t (id INT, v VARIANT, at TIMESTAMP_NTZ);
INSERT INTO t SELECT 1, PARSE_JSON('{"a":1}'), '2026-01-05 10:00:00.123456';
COPY INTO @s/plain FROM t;
SELECT METADATA$FILENAME AS file, $1:col1::INT AS id, $1:col2::VARCHAR AS v, $1:col3::TIMESTAMP_NTZ AS at FROM @s/plain;
--> FILE VARCHAR(16777216) | ID NUMBER(38,0) | V VARCHAR(16777216) | AT TIMESTAMP_NTZ(9)
--> plain_0_0_0.snappy.parquet | 1 | {"a":1} | 2026-01-05 10:00:00.123
COPY INTO @s/named FROM t HEADER = TRUE;
SELECT $1:ID::INT AS id FROM @s/named;
--> ID NUMBER(38,0)
--> 1
COPY INTO @s/zoned FROM (SELECT CURRENT_TIMESTAMP() AS now);
--> error 390976 (22023)

-- PARTITION BY makes folders, and the query's id makes names of their own
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#partitioning-unloaded-rows-to-parquet-files
CREATE TABLE t1 (dt DATE, ts TIME);
INSERT INTO t1 VALUES ('2020-01-28', '18:05'), ('2020-01-28', '22:57'), ('2020-01-28', NULL), ('2020-01-29', '02:15');
COPY INTO @%t1 FROM t1
  PARTITION BY ('date=' || TO_VARCHAR(dt, 'YYYY-MM-DD') || '/hour=' || TO_VARCHAR(DATE_PART(hour, ts)))
  FILE_FORMAT = (TYPE = PARQUET) MAX_FILE_SIZE = 32000000 HEADER = TRUE;
SET qid = (SELECT LAST_QUERY_ID());
LIST @%t1;
SELECT SPLIT_PART("name", '/data_' || $qid, 1) AS folder FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> FOLDER VARCHAR(16777216)
--> __NULL__
--> date=2020-01-28/hour=18
--> date=2020-01-28/hour=22
--> date=2020-01-29/hour=2

-- What excludes each other, what is there already, and what only shows the rows
-- https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#copy-options-copyoptions
CREATE STAGE s;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (2);
COPY INTO @s/a.csv FROM t SINGLE = TRUE DETAILED_OUTPUT = TRUE FILE_FORMAT = (COMPRESSION = NONE);
--> FILE_NAME VARCHAR(16777216) | FILE_SIZE NUMBER(38,0) | ROW_COUNT NUMBER(38,0)
--> a.csv | 4 | 2
COPY INTO @s/a.csv FROM t SINGLE = TRUE;
--> error 390909 (22000)
COPY INTO @s/a.csv FROM (SELECT a FROM t WHERE a > 1) SINGLE = TRUE OVERWRITE = TRUE FILE_FORMAT = (COMPRESSION = NONE);
--> rows_unloaded NUMBER(38,0) | input_bytes NUMBER(38,0) | output_bytes NUMBER(38,0)
--> 1 | 2 | 2
COPY INTO @s/big FROM t SINGLE = TRUE MAX_FILE_SIZE = 3 FILE_FORMAT = (COMPRESSION = NONE);
--> error 390928 (22000)
COPY INTO @s/none FROM (SELECT a FROM t WHERE a > 5);
--> rows_unloaded NUMBER(38,0) | input_bytes NUMBER(38,0) | output_bytes NUMBER(38,0)
--> 0 | 0 | 0
COPY INTO @s FROM (SELECT a, a + 1 AS b FROM t ORDER BY a) VALIDATION_MODE = 'RETURN_ROWS';
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 1 | 2
--> 2 | 3
COPY INTO @s FROM t PARTITION BY (a::VARCHAR) SINGLE = TRUE;
--> error 390984 (42601)
COPY INTO @s FROM t INCLUDE_QUERY_ID = TRUE OVERWRITE = TRUE;
--> error 390984 (42601)
COPY INTO @s FROM t FILE_FORMAT = (TYPE = CSV COMPRESSION = BZ2);
--> error 000002 (0A000)
COPY INTO @s FROM t COLOUR = 'red';
--> error 001420 (22023)
COPY INTO 's3://elsewhere/' FROM t STORAGE_INTEGRATION = no_int;
--> error 002003 (02000)
LIST @s;
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> s/a.csv
