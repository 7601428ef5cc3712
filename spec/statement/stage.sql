-- An internal stage is made once, unless IF NOT EXISTS or OR REPLACE says so
-- https://docs.snowflake.com/en/sql-reference/sql/create-stage
CREATE STAGE s;
--> status VARCHAR(16777216)
--> Stage area S successfully created.
CREATE STAGE s;
--> error 002002 (42710) at 1:14
CREATE STAGE IF NOT EXISTS s;
--> status VARCHAR(16777216)
--> S already exists, statement succeeded.
CREATE OR REPLACE STAGE s FILE_FORMAT = (TYPE = JSON) COMMENT = 'landing';
CREATE TEMPORARY STAGE tmp;
SHOW STAGES;
SELECT "name", "type", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> name VARCHAR(16777216) | type VARCHAR(16777216) | comment VARCHAR(16777216)
--> S | INTERNAL | landing
--> TMP | INTERNAL TEMPORARY | ''

-- An external stage names a location that its integration allows
-- https://docs.snowflake.com/en/sql-reference/sql/create-stage
CREATE OR REPLACE STORAGE INTEGRATION stage_int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/orders/');
CREATE STAGE s URL = 's3://landing/orders/' STORAGE_INTEGRATION = stage_int DIRECTORY = (ENABLE = TRUE)
  FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1 FIELD_DELIMITER = ',');
SELECT $2 AS name FROM @s/first.csv ORDER BY 1;
--> NAME VARCHAR(16777216)
--> apple
--> pear
CREATE STAGE t URL = 's3://landing/events/' STORAGE_INTEGRATION = stage_int;
--> error 390981 (42501)
CREATE STAGE t URL = 's3://landing/orders/' STORAGE_INTEGRATION = no_int;
--> error 002003 (02000)

-- What a stage cannot have is refused
-- https://docs.snowflake.com/en/sql-reference/sql/create-stage
CREATE STAGE s COLOUR = 'red';
--> error 001420 (22023) at 1:16
CREATE STAGE s URL = 'ftp://x/';
--> error 001008 (22023)
CREATE STAGE s URL;
--> error 001003 (42000) at 1:16
CREATE STAGE s COMMENT = 'one' COMMENT = 'two';
--> error 390900 (42601)
CREATE STAGE s URL = 's3://landing/' CREDENTIALS = (AWS_KEY_ID = 'x');
--> error 390989 (0A000)
CREATE STAGE nowhere.public.s;
--> error 002003 (02000) at 1:14

-- A directory table knows the files that a refresh has seen
-- https://docs.snowflake.com/en/user-guide/data-load-dirtables
CREATE STAGE s DIRECTORY = (ENABLE = TRUE);
CREATE STREAM changes ON STAGE s;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
COPY INTO @s/in/a.csv FROM t SINGLE = TRUE FILE_FORMAT = (COMPRESSION = NONE);
SELECT RELATIVE_PATH FROM DIRECTORY(@s);
--> RELATIVE_PATH VARCHAR(16777216)
ALTER STAGE s REFRESH SUBPATH = 'out';
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
ALTER STAGE s REFRESH;
--> file VARCHAR(16777216) | status VARCHAR(16777216) | description VARCHAR(16777216)
--> in/a.csv | REGISTERED_NEW | File registered successfully.
SELECT RELATIVE_PATH, SIZE, FILE_URL FROM DIRECTORY(@s);
--> RELATIVE_PATH VARCHAR(16777216) | SIZE NUMBER(38,0) | FILE_URL VARCHAR(16777216)
--> in/a.csv | 2 | https://snowmelt.snowflakecomputing.com/api/files/SPEC/PUBLIC/S/in/a.csv
SELECT RELATIVE_PATH, METADATA$ACTION FROM changes;
--> RELATIVE_PATH VARCHAR(16777216) | METADATA$ACTION VARCHAR(6)
--> in/a.csv | INSERT
ALTER STAGE s SET DIRECTORY = (ENABLE = FALSE);
SELECT * FROM DIRECTORY(@s);
--> error 391002 (55000)
ALTER STAGE s REFRESH;
--> error 391002 (55000)
