-- Roles
-- https://docs.snowflake.com/en/sql-reference/sql/create-role
CREATE OR REPLACE ROLE role_one COMMENT = 'first';
--> status VARCHAR(16777216)
--> Role ROLE_ONE successfully created.
CREATE ROLE role_one;
--> error 002002 (42710) at 1:13
CREATE ROLE IF NOT EXISTS role_one;
SHOW ROLES LIKE 'ROLE_ONE';
SELECT "name", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | comment VARCHAR(16777216)
--> ROLE_ONE | first
CREATE ROLE role_two COLOUR = 'red';
--> error 001420 (22023)
DROP ROLE role_one;
--> status VARCHAR(16777216)
--> ROLE_ONE successfully dropped.
