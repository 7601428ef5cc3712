-- SHOW in a scope, by pattern, prefix and count
-- https://docs.snowflake.com/en/sql-reference/sql/show-tables
CREATE TABLE alpha (a INT);
CREATE TABLE beta (a INT);
CREATE SCHEMA other;
CREATE TABLE alpha (a INT);
SHOW TABLES LIKE 'al%' IN SCHEMA spec.public;
SELECT "name", "schema_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | schema_name VARCHAR(16777216)
--> ALPHA | PUBLIC
SHOW TABLES IN DATABASE spec;
SELECT "name", "schema_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1, 2;
--> name VARCHAR(16777216) | schema_name VARCHAR(16777216)
--> ALPHA | OTHER
--> ALPHA | PUBLIC
--> BETA | PUBLIC
SHOW TERSE TABLES IN SCHEMA public STARTS WITH 'B';
SELECT "name", "kind", "schema_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | kind VARCHAR(16777216) | schema_name VARCHAR(16777216)
--> BETA | TABLE | PUBLIC
SHOW TABLES IN SCHEMA public LIMIT 1;
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> ALPHA
SHOW TABLES IN SCHEMA public LIMIT 1 FROM 'ALPHA';
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> BETA

-- What SHOW and DESCRIBE do not know
-- https://docs.snowflake.com/en/sql-reference/sql/show
SHOW TABLES IN SCHEMA no_schema;
--> error 002003 (02000)
SHOW NONSENSE;
--> error 001003 (42000) at 1:6
DESC TABLE no_table;
--> error 002003 (42S02) at 1:12
DESCRIBE NONSENSE x;
--> error 001003 (42000)
SHOW PARAMETERS LIKE 'NO_SUCH%';
SELECT COUNT(*) AS n FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> N NUMBER(38,0)
--> 0
