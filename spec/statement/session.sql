-- SET and UNSET of variables
-- https://docs.snowflake.com/en/sql-reference/sql/set
SET v = 40 + 2;
--> status VARCHAR(16777216)
--> Statement executed successfully.
SELECT $v AS v, $v || '!' AS w;
--> V NUMBER(3,0) | W VARCHAR(16777216)
--> 42 | 42!
SET (a, b) = (1, 'two');
SELECT $a AS a, $b AS b;
--> A NUMBER(1,0) | B VARCHAR(3)
--> 1 | two
SHOW VARIABLES LIKE 'B';
SELECT "name", "value", "type" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | value VARCHAR(16777216) | type VARCHAR(16777216)
--> B | two | text
UNSET v;
UNSET (a, b);
SELECT $v;
--> error 002211 (02000) at 1:8
SET (a, b) = (1, 2, 3);
--> error 390902 (42601)

-- USE names what names are looked up in
-- https://docs.snowflake.com/en/sql-reference/sql/use
CREATE SCHEMA one;
CREATE TABLE t (a INT);
USE SCHEMA public;
--> status VARCHAR(16777216)
--> Statement executed successfully.
SELECT * FROM t;
--> error 002003 (42S02) at 1:15
USE SCHEMA spec.one;
SELECT * FROM t;
--> A NUMBER(38,0)
USE DATABASE spec;
SELECT CURRENT_SCHEMA() AS s;
--> S VARCHAR(16777216)
--> PUBLIC
USE ROLE ACCOUNTADMIN;
USE SCHEMA no_schema;
--> error 002003 (02000) at 1:12
USE WAREHOUSE no_warehouse;
--> error 002003 (02000) at 1:15

-- ALTER SESSION sets parameters
-- https://docs.snowflake.com/en/sql-reference/sql/alter-session
ALTER SESSION SET TIMEZONE = 'Asia/Tokyo' DATE_OUTPUT_FORMAT = 'DD.MM.YYYY';
--> status VARCHAR(16777216)
--> Statement executed successfully.
SELECT TO_VARCHAR('2024-04-05'::DATE) AS d, TO_VARCHAR(CURRENT_TIMESTAMP()) AS t;
--> D VARCHAR(16777216) | T VARCHAR(16777216)
--> 05.04.2024 | 2026-01-05 09:00:00.000 +0900
SHOW PARAMETERS LIKE 'TIMEZONE' IN SESSION;
SELECT "key", "value", "default", "level" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> key VARCHAR(16777216) | value VARCHAR(16777216) | default VARCHAR(16777216) | level VARCHAR(16777216)
--> TIMEZONE | Asia/Tokyo | America/Los_Angeles | SESSION
ALTER SESSION UNSET TIMEZONE, DATE_OUTPUT_FORMAT;
SELECT TO_VARCHAR('2024-04-05'::DATE) AS d;
--> D VARCHAR(16777216)
--> 2024-04-05
ALTER SESSION SET NO_SUCH_PARAMETER = 1;
--> error 001006 (22023)
ALTER SESSION SET TIMEZONE = 'Moon/Tranquility';
--> error 001008 (22023)

-- Secondary roles are kept
-- https://docs.snowflake.com/en/sql-reference/sql/use-secondary-roles
CREATE ROLE test_role_1;
CREATE ROLE test_role_2;
SELECT CURRENT_SECONDARY_ROLES() AS r;
--> R VARCHAR(16777216)
--> {"roles":"","value":"ALL"}
GRANT ROLE test_role_1 TO USER snowmelt;
USE SECONDARY ROLES test_role_1, test_role_2;
SELECT CURRENT_SECONDARY_ROLES() AS r;
--> R VARCHAR(16777216)
--> {"roles":"TEST_ROLE_1,TEST_ROLE_2","value":"TEST_ROLE_1,TEST_ROLE_2"}
USE SECONDARY ROLES NONE;
SELECT CURRENT_SECONDARY_ROLES() AS r;
--> R VARCHAR(16777216)
--> {"roles":"","value":"NONE"}
USE SECONDARY ROLES no_such_role;
--> error 002003 (02000)
USE SECONDARY ROLES ALL;
DROP ROLE test_role_1;
DROP ROLE test_role_2;
