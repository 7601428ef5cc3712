-- UNDROP TABLE restores the version that was dropped last
-- https://docs.snowflake.com/en/user-guide/data-time-travel#example-dropping-and-restoring-a-table-multiple-times
CREATE TABLE loaddata1 (c1 INT);
DROP TABLE loaddata1;
CREATE TABLE loaddata1 (c1 NUMBER);
INSERT INTO loaddata1 VALUES (1111), (2222);
DROP TABLE loaddata1;
CREATE TABLE loaddata1 (c1 VARCHAR);
UNDROP TABLE loaddata1;
--> error 002002 (42710)
ALTER TABLE loaddata1 RENAME TO loaddata3;
UNDROP TABLE loaddata1;
--> status VARCHAR(16777216)
--> Table LOADDATA1 successfully restored.
SELECT COUNT(*) AS n FROM loaddata1;
--> N NUMBER(38,0)
--> 2
ALTER TABLE loaddata1 RENAME TO loaddata2;
UNDROP TABLE loaddata1;
SELECT COUNT(*) AS n FROM loaddata1;
--> N NUMBER(38,0)
--> 0
UNDROP TABLE no_table;
--> error 090025 (02000)

-- A table without retention is gone; CREATE OR REPLACE keeps what it replaces
-- https://docs.snowflake.com/en/user-guide/data-time-travel#enabling-and-deactivating-time-travel
CREATE TABLE t (a INT) DATA_RETENTION_TIME_IN_DAYS = 0;
DROP TABLE t;
UNDROP TABLE t;
--> error 090025 (02000)
CREATE TABLE r AS SELECT 1 AS a;
CREATE OR REPLACE TABLE r AS SELECT 2 AS a;
DROP TABLE r;
UNDROP TABLE r;
SELECT a FROM r;
--> A NUMBER(1,0)
--> 2
ALTER TABLE r RENAME TO r2;
UNDROP TABLE r;
SELECT a FROM r;
--> A NUMBER(1,0)
--> 1
UNDROP TABLE IDENTIFIER(4711);
--> error 090025 (02000)

-- UNDROP SCHEMA and UNDROP DATABASE bring back what was in them
-- https://docs.snowflake.com/en/sql-reference/sql/undrop-schema
CREATE SCHEMA sc;
CREATE TABLE t (id INT);
INSERT INTO t VALUES (5);
CREATE VIEW v AS SELECT id FROM t;
USE SCHEMA public;
DROP SCHEMA sc;
SELECT * FROM sc.v;
--> error 002003 (02000)
UNDROP SCHEMA sc;
--> status VARCHAR(16777216)
--> Schema SC successfully restored.
SELECT * FROM sc.v;
--> ID NUMBER(38,0)
--> 5
CREATE DATABASE gone;
CREATE TABLE t AS SELECT 1 AS a;
DROP DATABASE gone;
UNDROP DATABASE gone;
SELECT a FROM gone.public.t;
--> A NUMBER(1,0)
--> 1
DROP DATABASE gone;
