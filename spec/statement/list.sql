-- LIST gives the files of a stage, by path and pattern
-- https://docs.snowflake.com/en/sql-reference/sql/list
CREATE OR REPLACE STORAGE INTEGRATION list_int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/');
CREATE STAGE s URL = 's3://landing/' STORAGE_INTEGRATION = list_int;
LIST @s;
SELECT "name", "size" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> name VARCHAR(16777216) | size NUMBER(38,0)
--> s3://landing/events/events.json | 52
--> s3://landing/orders/first.csv | 40
--> s3://landing/orders/second.csv | 38
LS @s/orders/ PATTERN = '.*first.*';
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> s3://landing/orders/first.csv
LIST @no_stage;
--> error 002003 (02000)
LIST;
--> error 001003 (42000) at 1:5
