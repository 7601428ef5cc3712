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

-- SHOW COLUMNS gives the type of each column as JSON
-- https://docs.snowflake.com/en/sql-reference/sql/show-columns
CREATE OR REPLACE TABLE test_show_columns (
  n1 NUMBER DEFAULT 5,
  n3_bigint BIGINT AUTOINCREMENT,
  n4_dec DECIMAL IDENTITY (1,10),
  f3_real REAL,
  s2_var VARCHAR,
  s3_char CHAR,
  "s5_case_sensitive" VARCHAR,
  b1 BINARY,
  bool1 BOOLEAN,
  d1 DATE,
  t1 TIME,
  ts2_ltz TIMESTAMP_LTZ);
SHOW COLUMNS IN TABLE test_show_columns;
SELECT "column_name", "data_type", "null?", "default", "kind", "autoincrement" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> column_name VARCHAR(16777216) | data_type VARCHAR(16777216) | null? VARCHAR(16777216) | default VARCHAR(16777216) | kind VARCHAR(16777216) | autoincrement VARCHAR(16777216)
--> N1 | {"type":"FIXED","precision":38,"scale":0,"nullable":true} | true | 5 | COLUMN | ''
--> N3_BIGINT | {"type":"FIXED","precision":38,"scale":0,"nullable":true} | true | '' | COLUMN | IDENTITY START 1 INCREMENT 1 NOORDER
--> N4_DEC | {"type":"FIXED","precision":38,"scale":0,"nullable":true} | true | '' | COLUMN | IDENTITY START 1 INCREMENT 10 NOORDER
--> F3_REAL | {"type":"REAL","nullable":true} | true | '' | COLUMN | ''
--> S2_VAR | {"type":"TEXT","length":16777216,"byteLength":16777216,"nullable":true,"fixed":false} | true | '' | COLUMN | ''
--> S3_CHAR | {"type":"TEXT","length":1,"byteLength":4,"nullable":true,"fixed":false} | true | '' | COLUMN | ''
--> s5_case_sensitive | {"type":"TEXT","length":16777216,"byteLength":16777216,"nullable":true,"fixed":false} | true | '' | COLUMN | ''
--> B1 | {"type":"BINARY","length":8388608,"byteLength":8388608,"nullable":true,"fixed":true} | true | '' | COLUMN | ''
--> BOOL1 | {"type":"BOOLEAN","nullable":true} | true | '' | COLUMN | ''
--> D1 | {"type":"DATE","nullable":true} | true | '' | COLUMN | ''
--> T1 | {"type":"TIME","precision":0,"scale":9,"nullable":true} | true | '' | COLUMN | ''
--> TS2_LTZ | {"type":"TIMESTAMP_LTZ","precision":0,"scale":9,"nullable":true} | true | '' | COLUMN | ''
SHOW COLUMNS LIKE 'n1';
SELECT "table_name", "schema_name", "database_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> table_name VARCHAR(16777216) | schema_name VARCHAR(16777216) | database_name VARCHAR(16777216)
--> TEST_SHOW_COLUMNS | PUBLIC | SPEC
SHOW COLUMNS IN no_such_table;
--> error 002003 (42S02)

-- Keys, a row for each of their columns, are shown for a table, and for all tables of a schema
-- https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys
CREATE TABLE parent (column_x INT, column_y INT, u INT UNIQUE, CONSTRAINT pkey1 PRIMARY KEY (column_x, column_y));
CREATE TABLE child (a INT, b INT, CONSTRAINT fkey1 FOREIGN KEY (a, b) REFERENCES parent (column_x, column_y));
SHOW PRIMARY KEYS IN parent;
SELECT "schema_name", "table_name", "column_name", "key_sequence", "comment", "constraint_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> schema_name VARCHAR(16777216) | table_name VARCHAR(16777216) | column_name VARCHAR(16777216) | key_sequence NUMBER(38,0) | comment VARCHAR(16777216) | constraint_name VARCHAR(16777216)
--> PUBLIC | PARENT | COLUMN_X | 1 | NULL | PKEY1
--> PUBLIC | PARENT | COLUMN_Y | 2 | NULL | PKEY1
SHOW UNIQUE KEYS IN SCHEMA;
SELECT "column_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> column_name VARCHAR(16777216)
--> U
SHOW IMPORTED KEYS IN TABLE child;
SELECT "pk_table_name", "pk_column_name", "fk_table_name", "fk_column_name", "key_sequence", "fk_name", "pk_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> pk_table_name VARCHAR(16777216) | pk_column_name VARCHAR(16777216) | fk_table_name VARCHAR(16777216) | fk_column_name VARCHAR(16777216) | key_sequence NUMBER(38,0) | fk_name VARCHAR(16777216) | pk_name VARCHAR(16777216)
--> PARENT | COLUMN_X | CHILD | A | 1 | FKEY1 | PKEY1
--> PARENT | COLUMN_Y | CHILD | B | 2 | FKEY1 | PKEY1
SHOW EXPORTED KEYS IN TABLE parent;
SELECT "fk_column_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> fk_column_name VARCHAR(16777216)
--> A
--> B
SHOW EXPORTED KEYS IN TABLE child;
SELECT COUNT(*) AS n FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> N NUMBER(38,0)
--> 0
SELECT constraint_name, constraint_type, table_name, enforced FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE constraint_name LIKE '%KEY1' ORDER BY 1;
--> CONSTRAINT_NAME VARCHAR(16777216) | CONSTRAINT_TYPE VARCHAR(16777216) | TABLE_NAME VARCHAR(16777216) | ENFORCED VARCHAR(16777216)
--> FKEY1 | FOREIGN KEY | CHILD | NO
--> PKEY1 | PRIMARY KEY | PARENT | NO
SELECT constraint_name, unique_constraint_name, match_option, update_rule FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS;
--> CONSTRAINT_NAME VARCHAR(16777216) | UNIQUE_CONSTRAINT_NAME VARCHAR(16777216) | MATCH_OPTION VARCHAR(16777216) | UPDATE_RULE VARCHAR(16777216)
--> FKEY1 | PKEY1 | FULL | NO ACTION

-- SHOW OBJECTS lists tables and views together
-- https://docs.snowflake.com/en/sql-reference/sql/show-objects
CREATE TABLE ob_t (a INT);
CREATE VIEW ob_v AS SELECT a FROM ob_t;
SHOW OBJECTS IN DATABASE STARTS WITH 'OB_';
SELECT "name", "kind", "rows", "is_dynamic" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | kind VARCHAR(16777216) | rows NUMBER(38,0) | is_dynamic VARCHAR(16777216)
--> OB_T | TABLE | 0 | N
--> OB_V | VIEW | NULL | N
SHOW TERSE OBJECTS LIKE '%_v' IN SCHEMA public LIMIT 5;
SELECT "name", "kind", "schema_name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | kind VARCHAR(16777216) | schema_name VARCHAR(16777216)
--> OB_V | VIEW | PUBLIC

-- SHOW FUNCTIONS lists those that come with the account
-- https://docs.snowflake.com/en/sql-reference/sql/show-functions
SHOW FUNCTIONS LIKE 'SQUARE';
SELECT "name", "is_builtin", "is_aggregate", "min_num_arguments", "max_num_arguments", "language" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | is_builtin VARCHAR(16777216) | is_aggregate VARCHAR(16777216) | min_num_arguments NUMBER(38,0) | max_num_arguments NUMBER(38,0) | language VARCHAR(16777216)
--> SQUARE | Y | N | 1 | 1 | SQL

-- SHOW TASKS … ROOT ONLY leaves out tasks with predecessors
-- https://docs.snowflake.com/en/sql-reference/sql/show-tasks
CREATE TASK root_t SCHEDULE = '1 MINUTE' AS SELECT 1;
CREATE TASK kid_t AFTER root_t AS SELECT 1;
SHOW TASKS IN spec.public ROOT ONLY;
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> ROOT_T

-- SHOW TABLES HISTORY lists dropped tables too
-- https://docs.snowflake.com/en/sql-reference/sql/show-tables
CREATE TABLE gone (a INT);
DROP TABLE gone;
CREATE TABLE stays (a INT);
SHOW TABLES HISTORY IN SCHEMA public;
SELECT "name", "dropped_on" IS NULL AS is_live FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | IS_LIVE BOOLEAN
--> GONE | false
--> STAYS | true
SHOW VIEWS HISTORY;
--> error 000002 (0A000)

-- DESCRIBE RESULT gives the columns of an earlier result
-- https://docs.snowflake.com/en/sql-reference/sql/desc-result
SELECT 'MA-Lexington' AS city, 59222::INT AS price;
DESC RESULT LAST_QUERY_ID();
SELECT * FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | type VARCHAR(16777216) | kind VARCHAR(16777216) | null? VARCHAR(16777216) | default VARCHAR(16777216) | primary key VARCHAR(16777216) | unique key VARCHAR(16777216) | check VARCHAR(16777216) | expression VARCHAR(16777216) | comment VARCHAR(16777216)
--> CITY | VARCHAR(12) | COLUMN | N | NULL | N | N | NULL | NULL | NULL
--> PRICE | NUMBER(38,0) | COLUMN | N | NULL | N | N | NULL | NULL | NULL
DESCRIBE RESULT 'no such query';
--> error 000709 (02000)

-- DESCRIBE TABLE … TYPE = STAGE gives the properties of the table's own stage
-- https://docs.snowflake.com/en/sql-reference/sql/desc-table
CREATE TABLE desc_example (c1 INT PRIMARY KEY);
DESCRIBE TABLE desc_example TYPE = STAGE;
SELECT * FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) LIMIT 3;
--> parent_property VARCHAR(16777216) | property VARCHAR(16777216) | property_type VARCHAR(16777216) | property_value VARCHAR(16777216) | property_default VARCHAR(16777216)
--> STAGE_FILE_FORMAT | TYPE | String | CSV | CSV
--> STAGE_FILE_FORMAT | RECORD_DELIMITER | String | \n | \n
--> STAGE_FILE_FORMAT | FIELD_DELIMITER | String | , | ,
DESCRIBE TABLE desc_example TYPE = COLUMNS;

-- SHOW FUTURE GRANTS names the objects that are still to come by their kind
-- https://docs.snowflake.com/en/sql-reference/sql/show-grants
CREATE ROLE future_role;
GRANT SELECT ON FUTURE TABLES IN SCHEMA public TO ROLE future_role;
SHOW FUTURE GRANTS IN SCHEMA spec.public;
SELECT "privilege", "grant_on", "name", "grant_to", "grantee_name", "grant_option" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> privilege VARCHAR(16777216) | grant_on VARCHAR(16777216) | name VARCHAR(16777216) | grant_to VARCHAR(16777216) | grantee_name VARCHAR(16777216) | grant_option VARCHAR(16777216)
--> SELECT | TABLE | SPEC.PUBLIC.<TABLE> | ROLE | FUTURE_ROLE | false
SHOW FUTURE GRANTS TO ROLE future_role LIMIT 1;
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216)
--> SPEC.PUBLIC.<TABLE>
SHOW GRANTS TO ROLE future_role LIMIT 1;

-- The Information Schema tells of routines, sequences, roles and privileges
-- https://docs.snowflake.com/en/sql-reference/info-schema
CREATE PROCEDURE area(radius FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return RADIUS';
SELECT procedure_name, argument_signature, data_type, procedure_language FROM INFORMATION_SCHEMA.PROCEDURES;
--> PROCEDURE_NAME VARCHAR(16777216) | ARGUMENT_SIGNATURE VARCHAR(16777216) | DATA_TYPE VARCHAR(16777216) | PROCEDURE_LANGUAGE VARCHAR(16777216)
--> AREA | (RADIUS FLOAT) | FLOAT | JAVASCRIPT
CREATE SEQUENCE seq START = 5 INCREMENT = 2;
SELECT sequence_name, data_type, start_value, next_value, "INCREMENT" FROM INFORMATION_SCHEMA.SEQUENCES;
--> SEQUENCE_NAME VARCHAR(16777216) | DATA_TYPE VARCHAR(16777216) | START_VALUE VARCHAR(16777216) | NEXT_VALUE VARCHAR(16777216) | INCREMENT VARCHAR(16777216)
--> SEQ | NUMBER | 5 | 5 | 2
CREATE TABLE owned (a INT);
SELECT grantor, grantee, table_name, privilege_type, is_grantable FROM INFORMATION_SCHEMA.TABLE_PRIVILEGES WHERE table_name = 'OWNED';
--> GRANTOR VARCHAR(16777216) | GRANTEE VARCHAR(16777216) | TABLE_NAME VARCHAR(16777216) | PRIVILEGE_TYPE VARCHAR(16777216) | IS_GRANTABLE VARCHAR(16777216)
--> ACCOUNTADMIN | ACCOUNTADMIN | OWNED | OWNERSHIP | YES
SELECT role_name FROM INFORMATION_SCHEMA.ENABLED_ROLES WHERE role_name = 'PUBLIC';
--> ROLE_NAME VARCHAR(16777216)
--> PUBLIC
SELECT * FROM INFORMATION_SCHEMA.INFORMATION_SCHEMA_CATALOG_NAME;
--> CATALOG_NAME VARCHAR(16777216)
--> SPEC
SELECT * FROM INFORMATION_SCHEMA.TABLE_STORAGE_METRICS;
--> error 000002 (0A000)
SELECT * FROM SNOWFLAKE.ACCOUNT_USAGE.TABLES;
--> error 000002 (0A000)
SELECT * FROM TABLE(INFORMATION_SCHEMA.QUERY_HISTORY());
--> error 000002 (0A000)

-- SHOW PARAMETERS of objects: the nearest level that sets one counts
-- https://docs.snowflake.com/en/sql-reference/sql/show-parameters
CREATE TABLE t (a INT) DATA_RETENTION_TIME_IN_DAYS = 5;
CREATE TABLE u (a INT);
SHOW PARAMETERS LIKE 'data_ret%' IN TABLE t;
--> key VARCHAR(16777216) | value VARCHAR(16777216) | default VARCHAR(16777216) | level VARCHAR(16777216) | description VARCHAR(16777216) | type VARCHAR(16777216)
--> DATA_RETENTION_TIME_IN_DAYS | 5 | 1 | TABLE | '' | NUMBER
ALTER SCHEMA public SET DATA_RETENTION_TIME_IN_DAYS = 7;
SHOW PARAMETERS LIKE 'DATA_RET%' FOR TABLE u ->> SELECT "value", "level" FROM $1;
--> value VARCHAR(16777216) | level VARCHAR(16777216)
--> 7 | SCHEMA
SHOW PARAMETERS LIKE 'DATA_RET%' IN DATABASE ->> SELECT "value", "level" FROM $1;
--> value VARCHAR(16777216) | level VARCHAR(16777216)
--> 1 | ''
CREATE WAREHOUSE parameters_wh STATEMENT_TIMEOUT_IN_SECONDS = 5;
SHOW PARAMETERS IN WAREHOUSE parameters_wh ->> SELECT "key", "value", "level" FROM $1 ORDER BY 1;
--> key VARCHAR(16777216) | value VARCHAR(16777216) | level VARCHAR(16777216)
--> MAX_CONCURRENCY_LEVEL | 8 | ''
--> STATEMENT_QUEUED_TIMEOUT_IN_SECONDS | 0 | ''
--> STATEMENT_TIMEOUT_IN_SECONDS | 5 | WAREHOUSE
CREATE TASK tk TIMEZONE = 'UTC' AS SELECT 1;
SHOW PARAMETERS LIKE 'TIMEZONE' IN TASK tk ->> SELECT "value", "level" FROM $1;
--> value VARCHAR(16777216) | level VARCHAR(16777216)
--> UTC | TASK
SHOW PARAMETERS LIKE 'TIMEZONE' IN ACCOUNT ->> SELECT "value", "level" FROM $1;
--> value VARCHAR(16777216) | level VARCHAR(16777216)
--> America/Los_Angeles | ''
SHOW PARAMETERS IN TABLE no_such;
--> error 002003 (42S02)
