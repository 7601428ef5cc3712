-- Privileges of a table
-- https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
CREATE ROLE IF NOT EXISTS grant_reader;
CREATE TABLE t (a INT);
GRANT SELECT, INSERT ON TABLE t TO ROLE grant_reader;
--> status VARCHAR(16777216)
--> Statement executed successfully.
SHOW GRANTS ON TABLE t;
SELECT "privilege", "granted_on", "name", "grantee_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> privilege VARCHAR(16777216) | granted_on VARCHAR(16777216) | name VARCHAR(16777216) | grantee_name VARCHAR(16777216)
--> INSERT | TABLE | SPEC.PUBLIC.T | GRANT_READER
--> OWNERSHIP | TABLE | SPEC.PUBLIC.T | ACCOUNTADMIN
--> SELECT | TABLE | SPEC.PUBLIC.T | GRANT_READER
REVOKE INSERT ON TABLE t FROM ROLE grant_reader;
SHOW GRANTS TO ROLE grant_reader;
SELECT "privilege" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> privilege VARCHAR(16777216)
--> SELECT
REVOKE ALL ON TABLE t FROM ROLE grant_reader;
GRANT USAGE ON SCHEMA public TO ROLE grant_reader WITH GRANT OPTION;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO ROLE grant_reader;
GRANT CREATE DATABASE ON ACCOUNT TO ROLE grant_reader;

-- Roles of roles
-- https://docs.snowflake.com/en/sql-reference/sql/grant-role
CREATE ROLE IF NOT EXISTS grant_child;
CREATE ROLE IF NOT EXISTS grant_parent;
GRANT ROLE grant_child TO ROLE grant_parent;
SHOW GRANTS OF ROLE grant_child;
SELECT "role", "granted_to", "grantee_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "grantee_name" = 'GRANT_PARENT';
--> role VARCHAR(16777216) | granted_to VARCHAR(16777216) | grantee_name VARCHAR(16777216)
--> GRANT_CHILD | ROLE | GRANT_PARENT
REVOKE ROLE grant_child FROM ROLE grant_parent;

-- What cannot be granted
-- https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
CREATE TABLE t (a INT);
CREATE ROLE IF NOT EXISTS grant_reader;
GRANT SELECT ON TABLE no_table TO ROLE grant_reader;
--> error 002003 (42S02)
GRANT SELECT ON TABLE t TO ROLE no_role;
--> error 002003 (02000)
GRANT FLY ON TABLE t TO ROLE grant_reader;
--> error 391001 (42601)
GRANT SELECT ON TABLE t;
--> error 001003 (42000)
