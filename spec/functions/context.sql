-- CURRENT_DATE, CURRENT_TIME and CURRENT_TIMESTAMP are in the session's time zone
-- https://docs.snowflake.com/en/sql-reference/functions/current_timestamp
SELECT CURRENT_DATE() AS a, CURRENT_TIME() AS b, CURRENT_TIMESTAMP() AS c, CURRENT_DATE AS d;
--> A DATE | B TIME(9) | C TIMESTAMP_LTZ(9) | D DATE
--> 2026-01-04 | 16:00:00 | 2026-01-04 16:00:00.000 -0800 | 2026-01-04

-- GETDATE, LOCALTIME, LOCALTIMESTAMP and SYSTIMESTAMP are the time of the session's zone
-- https://docs.snowflake.com/en/sql-reference/functions/localtimestamp
SELECT GETDATE() AS a, LOCALTIME() AS b, LOCALTIMESTAMP() AS c, SYSTIMESTAMP() AS d;
--> A TIMESTAMP_LTZ(9) | B TIME(9) | C TIMESTAMP_LTZ(9) | D TIMESTAMP_LTZ(9)
--> 2026-01-04 16:00:00.000 -0800 | 16:00:00 | 2026-01-04 16:00:00.000 -0800 | 2026-01-04 16:00:00.000 -0800

-- SYSDATE is UTC
-- https://docs.snowflake.com/en/sql-reference/functions/sysdate
SELECT SYSDATE() AS a;
--> A TIMESTAMP_NTZ(9)
--> 2026-01-05 00:00:00.000

-- CURRENT_ROLE, CURRENT_WAREHOUSE, CURRENT_DATABASE and CURRENT_SCHEMA follow USE
-- https://docs.snowflake.com/en/sql-reference/functions/current_database
CREATE WAREHOUSE wh;
SELECT CURRENT_ROLE() AS a, CURRENT_WAREHOUSE() AS b, CURRENT_DATABASE() AS c, CURRENT_SCHEMA() AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> ACCOUNTADMIN | WH | SPEC | PUBLIC
CREATE SCHEMA other;
SELECT CURRENT_SCHEMA() AS d;
--> D VARCHAR(16777216)
--> OTHER

-- CURRENT_USER, CURRENT_ACCOUNT, CURRENT_REGION and CURRENT_SESSION are known
-- https://docs.snowflake.com/en/sql-reference/functions/current_user
SELECT CURRENT_USER() IS NULL AS a, CURRENT_ACCOUNT() IS NULL AS b, CURRENT_REGION() IS NULL AS c, CURRENT_SESSION() IS NULL AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> false | false | false | false

-- CURRENT_TRANSACTION is NULL outside of one
-- https://docs.snowflake.com/en/sql-reference/functions/current_transaction
SELECT CURRENT_TRANSACTION() AS a;
--> A VARCHAR(16777216)
--> NULL
BEGIN;
SELECT CURRENT_TRANSACTION() IS NULL AS a;
--> A BOOLEAN
--> false
COMMIT;

-- LAST_TRANSACTION is the one that was ended last
-- https://docs.snowflake.com/en/sql-reference/functions/last_transaction
SELECT LAST_TRANSACTION() AS a;
BEGIN;
SET last_id = CURRENT_TRANSACTION();
ROLLBACK;
SELECT LAST_TRANSACTION() = $last_id AS a;
--> A BOOLEAN
--> true

-- CURRENT_SECONDARY_ROLES
-- https://docs.snowflake.com/en/sql-reference/functions/current_secondary_roles
USE SECONDARY ROLES NONE;
SELECT CURRENT_SECONDARY_ROLES() AS a;
--> A VARCHAR(16777216)
--> {"roles":"","value":"NONE"}

-- LAST_QUERY_ID names a result that can be read again
-- https://docs.snowflake.com/en/sql-reference/functions/last_query_id
SELECT 7 AS n;
SELECT n FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> N NUMBER(1,0)
--> 7

-- SYSTEM$STREAM_HAS_DATA
-- https://docs.snowflake.com/en/sql-reference/functions/system_stream_has_data
CREATE TABLE t (i INT);
CREATE STREAM s ON TABLE t;
SELECT SYSTEM$STREAM_HAS_DATA('s') AS a;
--> A BOOLEAN
--> false
INSERT INTO t VALUES (1);
SELECT SYSTEM$STREAM_HAS_DATA('s') AS a;
--> A BOOLEAN
--> true

-- HASH is equal for equal values, and counts NULL
-- https://docs.snowflake.com/en/sql-reference/functions/hash
SELECT HASH(10) = HASH(10::NUMBER(5,3)) AS a, HASH(10) = HASH(10::FLOAT) AS b, HASH(10) = HASH('10') AS c, HASH(NULL) IS NULL AS d,
  HASH(NULL) = HASH(NULL, NULL) AS e;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN
--> true | true | false | false | false

-- UUID_STRING without arguments is a random UUID
-- https://docs.snowflake.com/en/sql-reference/functions/uuid_string
SELECT LENGTH(UUID_STRING()) AS a, UUID_STRING() = UUID_STRING() AS b, UUID_STRING() RLIKE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' AS c;
--> A NUMBER(38,0) | B BOOLEAN | C BOOLEAN
--> 36 | false | true

-- RANDOM gives 64-bit numbers, the same ones for the same seed
-- https://docs.snowflake.com/en/sql-reference/functions/random
SELECT RANDOM(42) = RANDOM(42) AS a, RANDOM(1) = RANDOM(2) AS b, RANDOM() BETWEEN -9223372036854775808 AND 9223372036854775807 AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | false | true

-- GET_DDL gives the statement that makes a table anew
-- https://docs.snowflake.com/en/sql-reference/functions/get_ddl
CREATE TABLE books_table (id INT, title VARCHAR(255) NOT NULL DEFAULT 'none', author STRING COMMENT 'who', PRIMARY KEY (id), CONSTRAINT once UNIQUE (title, author)) COMMENT = 'books';
SELECT REPLACE(GET_DDL('TABLE', 'books_table'), '\n', ' ') AS ddl;
--> DDL VARCHAR(16777216)
--> create or replace TABLE BOOKS_TABLE ( 	ID NUMBER(38,0) NOT NULL, 	TITLE VARCHAR(255) NOT NULL DEFAULT 'none', 	AUTHOR VARCHAR(16777216) COMMENT 'who', 	primary key (ID), 	constraint ONCE unique (TITLE, AUTHOR) )COMMENT='books' ;
CREATE VIEW books_view AS select title, author from books_table;
SELECT REPLACE(GET_DDL('TABLE', 'spec.public.books_view', TRUE), '\n', ' ') AS ddl;
--> DDL VARCHAR(16777216)
--> create or replace view SPEC.PUBLIC.BOOKS_VIEW( 	TITLE, 	AUTHOR ) as select title, author from books_table;
SELECT REPLACE(GET_DDL('schema', 'public'), '\n', ' ') LIKE 'create or replace schema PUBLIC;%create or replace TABLE BOOKS_TABLE%create or replace view BOOKS_VIEW%' AS has_all;
--> HAS_ALL BOOLEAN
--> true
SELECT GET_DDL('STAGE', 'x');
--> error 390961 (22023)
SELECT GET_DDL('VIEW', 'no_such');
--> error 002003 (42S02)
SELECT GET_DDL('TABLE', title) FROM books_table;
--> error 000002 (0A000)

-- GET_DDL of a procedure is asked with the types of its arguments
-- https://docs.snowflake.com/en/sql-reference/functions/get_ddl
CREATE PROCEDURE stproc_1(f FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return F;';
SELECT REPLACE(GET_DDL('procedure', 'stproc_1(float)'), '\n', ' ') AS ddl;
--> DDL VARCHAR(16777216)
--> CREATE OR REPLACE PROCEDURE "STPROC_1"("F" FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT EXECUTE AS OWNER AS 'return F;';
CREATE WAREHOUSE my_wh WAREHOUSE_SIZE=LARGE INITIALLY_SUSPENDED=TRUE;
SELECT REGEXP_REPLACE(GET_DDL('WAREHOUSE', 'my_wh'), '\\s+', ' ') AS ddl;
--> DDL VARCHAR(16777216)
--> create or replace warehouse MY_WH with warehouse_type='STANDARD' warehouse_size='Large' max_cluster_count=1 min_cluster_count=1 scaling_policy=STANDARD auto_suspend=600 auto_resume=TRUE initially_suspended=TRUE enable_query_acceleration=FALSE query_acceleration_max_scale_factor=8 max_concurrency_level=8 statement_queued_timeout_in_seconds=0 statement_timeout_in_seconds=172800 ;

-- SYSTEM$TYPEOF gives the type and how a value is held
-- https://docs.snowflake.com/en/sql-reference/functions/system_typeof
SELECT SYSTEM$TYPEOF(NULL) AS a, SYSTEM$TYPEOF(1) AS b, SYSTEM$TYPEOF(10000) AS c, SYSTEM$TYPEOF('something') AS d, SYSTEM$TYPEOF(CONCAT('every', 'body')) AS e, SYSTEM$TYPEOF(1e10) AS f;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216) | E VARCHAR(16777216) | F VARCHAR(16777216)
--> NULL[LOB] | NUMBER(1,0)[SB1] | NUMBER(5,0)[SB2] | VARCHAR(9)[LOB] | VARCHAR(9)[LOB] | NUMBER(11,0)[SB8]

-- SYSTEM$PIPE_STATUS tells whether a pipe runs, and what waits
-- https://docs.snowflake.com/en/sql-reference/functions/system_pipe_status
CREATE STAGE pipe_stage;
CREATE TABLE pipe_table (a INT);
CREATE PIPE mypipe AS COPY INTO pipe_table FROM @pipe_stage;
SELECT PARSE_JSON(SYSTEM$PIPE_STATUS('spec.public.mypipe')):executionState::VARCHAR AS state, PARSE_JSON(SYSTEM$PIPE_STATUS('mypipe')):pendingFileCount::INT AS n;
--> STATE VARCHAR(16777216) | N NUMBER(38,0)
--> RUNNING | 0
ALTER PIPE mypipe SET PIPE_EXECUTION_PAUSED = TRUE;
SELECT PARSE_JSON(SYSTEM$PIPE_STATUS('mypipe')):executionState::VARCHAR AS state;
--> STATE VARCHAR(16777216)
--> PAUSED
SELECT SYSTEM$PIPE_FORCE_RESUME('mypipe', 'staleness_check_override, ownership_transfer_check_override') IS NOT NULL AS done;
--> DONE BOOLEAN
--> true
SELECT PARSE_JSON(SYSTEM$PIPE_STATUS('mypipe')):executionState::VARCHAR AS state;
--> STATE VARCHAR(16777216)
--> RUNNING
DROP TABLE pipe_table;
SELECT PARSE_JSON(SYSTEM$PIPE_STATUS('mypipe')):executionState::VARCHAR AS state;
--> STATE VARCHAR(16777216)
--> STOPPED_MISSING_TABLE

-- SYSTEM$SET_RETURN_VALUE and SYSTEM$GET_PREDECESSOR_RETURN_VALUE are for tasks
-- https://docs.snowflake.com/en/sql-reference/functions/system_set_return_value
CALL SYSTEM$SET_RETURN_VALUE('The quick brown fox');
--> error 390941 (55000)
SELECT SYSTEM$SET_RETURN_VALUE('The quick brown fox');
--> error 390941 (55000)
SELECT SYSTEM$GET_PREDECESSOR_RETURN_VALUE();
--> error 390941 (55000)

-- SYSTEM$TASK_DEPENDENTS_ENABLE resumes a task and all that runs after it
-- https://docs.snowflake.com/en/sql-reference/functions/system_task_dependents_enable
CREATE WAREHOUSE IF NOT EXISTS dependents_wh;
CREATE TASK root WAREHOUSE = dependents_wh SCHEDULE = '5 MINUTE' AS SELECT 1;
CREATE TASK a WAREHOUSE = dependents_wh AFTER root AS SELECT 1;
CREATE TASK b WAREHOUSE = dependents_wh AFTER a AS SELECT 1;
SELECT SYSTEM$TASK_DEPENDENTS_ENABLE('spec.public.root');
SHOW TASKS IN SCHEMA spec.public;
SELECT "name", "state" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> name VARCHAR(16777216) | state VARCHAR(16777216)
--> A | started
--> B | started
--> ROOT | started

-- CURRENT_STATEMENT is the text of the statement
-- https://docs.snowflake.com/en/sql-reference/functions/current_statement
SELECT CURRENT_STATEMENT() AS a;
--> A VARCHAR(16777216)
--> SELECT CURRENT_STATEMENT() AS a

-- CURRENT_SCHEMAS are those that a name without schema is looked for in
-- https://docs.snowflake.com/en/sql-reference/functions/current_schemas
CREATE SCHEMA billing;
SELECT CURRENT_SCHEMAS() AS a;
--> A VARCHAR(16777216)
--> ["SPEC.BILLING", "SPEC.PUBLIC"]

-- CURRENT_ACCOUNT_NAME, CURRENT_ORGANIZATION_NAME, CURRENT_CLIENT, CURRENT_VERSION, CURRENT_IP_ADDRESS and CURRENT_ROLE_TYPE are known
-- https://docs.snowflake.com/en/sql-reference/functions-context
SELECT CURRENT_ACCOUNT_NAME() IS NULL AS a, CURRENT_ORGANIZATION_NAME() IS NULL AS b, CURRENT_CLIENT() IS NULL AS c,
  CURRENT_VERSION() LIKE '%.%.%' AS d, CURRENT_IP_ADDRESS() IS NULL AS e, CURRENT_ROLE_TYPE() AS f, INVOKER_SHARE() AS g, ALL_USER_NAMES() IS NULL AS h;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN | F VARCHAR(16777216) | G VARCHAR(16777216) | H BOOLEAN
--> false | false | false | true | false | ROLE | NULL | false

-- IS_ROLE_IN_SESSION is true for the roles in use and all below them; the name counts as stored
-- https://docs.snowflake.com/en/sql-reference/functions/is_role_in_session
SELECT IS_ROLE_IN_SESSION('ACCOUNTADMIN') AS a, IS_ROLE_IN_SESSION('USERADMIN') AS b, IS_ROLE_IN_SESSION('PUBLIC') AS c, IS_ROLE_IN_SESSION('sysadmin') AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | true | true | false
CREATE ROLE analyst;
CREATE ROLE junior;
GRANT ROLE junior TO ROLE analyst;
USE ROLE analyst;
SELECT IS_ROLE_IN_SESSION('JUNIOR') AS a, IS_ROLE_IN_SESSION('SYSADMIN') AS b;
--> A BOOLEAN | B BOOLEAN
--> true | false
SELECT x FROM VALUES ('ANALYST'), ('JUNIOR'), ('SYSADMIN') AS v (x) WHERE IS_ROLE_IN_SESSION(v.x) ORDER BY x;
--> X VARCHAR(8)
--> ANALYST
--> JUNIOR

-- INVOKER_ROLE and IS_GRANTED_TO_INVOKER_ROLE are of the owner of the view that they are in
-- https://docs.snowflake.com/en/sql-reference/functions/invoker_role
CREATE ROLE viewer;
USE ROLE viewer;
CREATE VIEW v AS SELECT INVOKER_ROLE() AS i, CURRENT_ROLE() AS c, IS_GRANTED_TO_INVOKER_ROLE('SYSADMIN') AS g;
USE ROLE ACCOUNTADMIN;
SELECT * FROM v;
--> I VARCHAR(16777216) | C VARCHAR(16777216) | G BOOLEAN
--> VIEWER | ACCOUNTADMIN | false
SELECT INVOKER_ROLE() AS i, IS_GRANTED_TO_INVOKER_ROLE('SYSADMIN') AS g;
--> I VARCHAR(16777216) | G BOOLEAN
--> ACCOUNTADMIN | true

-- CURRENT_AVAILABLE_ROLES lists the roles of the user as JSON
-- https://docs.snowflake.com/en/sql-reference/functions/current_available_roles
SELECT ARRAY_CONTAINS('PUBLIC'::VARIANT, PARSE_JSON(CURRENT_AVAILABLE_ROLES())) AS a;
--> A BOOLEAN
--> true
