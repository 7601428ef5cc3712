-- A storage integration allows locations
-- https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
CREATE STORAGE INTEGRATION si TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt'
  STORAGE_ALLOWED_LOCATIONS = ('s3://landing/', 's3://archive/') STORAGE_BLOCKED_LOCATIONS = ('s3://landing/secret/');
--> status VARCHAR(16777216)
--> Integration SI successfully created.
DESC INTEGRATION si;
SELECT "property", "property_value" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))
WHERE "property" IN ('ENABLED', 'STORAGE_ALLOWED_LOCATIONS', 'STORAGE_BLOCKED_LOCATIONS') ORDER BY 1;
--> property VARCHAR(16777216) | property_value VARCHAR(16777216)
--> ENABLED | true
--> STORAGE_ALLOWED_LOCATIONS | s3://landing/,s3://archive/
--> STORAGE_BLOCKED_LOCATIONS | s3://landing/secret/
CREATE STAGE s URL = 's3://landing/secret/' STORAGE_INTEGRATION = si;
--> error 390981 (42501)

-- A notification integration of a queue
-- https://docs.snowflake.com/en/sql-reference/sql/create-notification-integration
CREATE NOTIFICATION INTEGRATION ni ENABLED = TRUE TYPE = QUEUE NOTIFICATION_PROVIDER = AWS_SNS DIRECTION = OUTBOUND
  AWS_SNS_TOPIC_ARN = 'arn:aws:sns:us-east-2:001234567890:errors' AWS_SNS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt';
SHOW INTEGRATIONS LIKE 'NI';
SELECT "name", "type", "enabled" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | type VARCHAR(16777216) | enabled VARCHAR(16777216)
--> NI | QUEUE - AWS_SNS | true

-- What an integration must have
-- https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
CREATE STORAGE INTEGRATION si2 TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt';
--> error 390983 (22023)
CREATE STORAGE INTEGRATION si2 TYPE = EXTERNAL_STAGE COLOUR = 'red';
--> error 390983 (22023)
