-- A new schema is used at once
-- https://docs.snowflake.com/en/sql-reference/sql/create-schema
CREATE SCHEMA one COMMENT = 'first';
--> status VARCHAR(16777216)
--> Schema ONE successfully created.
SELECT CURRENT_SCHEMA() AS s;
--> S VARCHAR(16777216)
--> ONE
CREATE SCHEMA one;
--> error 002002 (42710) at 1:15
CREATE SCHEMA IF NOT EXISTS one;
CREATE OR REPLACE TRANSIENT SCHEMA one WITH MANAGED ACCESS DATA_RETENTION_TIME_IN_DAYS = 0;
SHOW SCHEMAS LIKE 'ONE';
SELECT "name", "options", "retention_time" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | options VARCHAR(16777216) | retention_time VARCHAR(16777216)
--> ONE | TRANSIENT, MANAGED ACCESS | 0
CREATE SCHEMA no_database.one;
--> error 002003 (02000)
CREATE SCHEMA two COLOUR = 'red';
--> error 001420 (22023)
