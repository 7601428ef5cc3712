-- A new database has the schema PUBLIC and is used at once
-- https://docs.snowflake.com/en/sql-reference/sql/create-database
CREATE DATABASE first_db COMMENT = 'one' DATA_RETENTION_TIME_IN_DAYS = 1;
--> status VARCHAR(16777216)
--> Database FIRST_DB successfully created.
SELECT CURRENT_DATABASE() AS d, CURRENT_SCHEMA() AS s;
--> D VARCHAR(16777216) | S VARCHAR(16777216)
--> FIRST_DB | PUBLIC
CREATE DATABASE first_db;
--> error 002002 (42710) at 1:17
CREATE DATABASE IF NOT EXISTS first_db;
CREATE OR REPLACE TRANSIENT DATABASE first_db;
SHOW DATABASES LIKE 'FIRST%';
SELECT "name", "options", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | options VARCHAR(16777216) | comment VARCHAR(16777216)
--> FIRST_DB | TRANSIENT | ''
DROP DATABASE first_db;
--> status VARCHAR(16777216)
--> FIRST_DB successfully dropped.
CREATE DATABASE second_db COLOUR = 'red';
--> error 001420 (22023)
