-- A pipe keeps its COPY
-- https://docs.snowflake.com/en/sql-reference/sql/create-pipe
CREATE TABLE t (id INT, name VARCHAR, amount NUMBER(10,2));
CREATE STAGE s FILE_FORMAT = (TYPE = CSV);
CREATE PIPE p COMMENT = 'orders' AS COPY INTO t FROM @s;
--> status VARCHAR(16777216)
--> Pipe P successfully created.
CREATE PIPE IF NOT EXISTS p AS COPY INTO t FROM @s;
SHOW PIPES;
SELECT "name", "definition", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | definition VARCHAR(16777216) | comment VARCHAR(16777216)
--> P | COPY INTO t FROM @s | orders

-- REFRESH queues the files of the stage, by prefix
-- https://docs.snowflake.com/en/sql-reference/sql/alter-pipe
CREATE OR REPLACE STORAGE INTEGRATION pipe_int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/');
CREATE STAGE s URL = 's3://landing/orders/' STORAGE_INTEGRATION = pipe_int FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1);
CREATE TABLE t (id INT, name VARCHAR, amount NUMBER(10,2));
CREATE PIPE p AUTO_INGEST = FALSE AS COPY INTO t FROM @s;
ALTER PIPE p REFRESH PREFIX = 'first';
--> File VARCHAR(16777216) | Status VARCHAR(16777216)
--> first.csv | SENT
ALTER PIPE p REFRESH PREFIX = 'none';
--> File VARCHAR(16777216) | Status VARCHAR(16777216)
ALTER PIPE p SET PIPE_EXECUTION_PAUSED = TRUE;
--> status VARCHAR(16777216)
--> Statement executed successfully.
ALTER PIPE p UNSET COMMENT;
ALTER PIPE IF EXISTS no_pipe REFRESH;
ALTER PIPE no_pipe REFRESH;
--> error 002003 (02000) at 1:12

-- A pipe runs a COPY INTO a table, and nothing else
-- https://docs.snowflake.com/en/sql-reference/sql/create-pipe
CREATE TABLE t (a INT);
CREATE PIPE p AS SELECT 1;
--> error 001003 (42000) at 1:18
CREATE PIPE p AS COPY INTO no_table FROM @no_stage;
--> error 002003 (42S02)
CREATE PIPE p COLOUR = 'red' AS COPY INTO t FROM @~;
--> error 001420 (22023) at 1:15
