-- COMMIT keeps, ROLLBACK undoes
-- https://docs.snowflake.com/en/sql-reference/sql/begin
CREATE TABLE t (a INT);
BEGIN TRANSACTION NAME one;
--> status VARCHAR(16777216)
--> Statement executed successfully.
INSERT INTO t VALUES (1);
COMMIT;
--> status VARCHAR(16777216)
--> Statement executed successfully.
START TRANSACTION;
INSERT INTO t VALUES (2);
ROLLBACK WORK;
SELECT a FROM t;
--> A NUMBER(38,0)
--> 1

-- A failed statement undoes only itself
-- https://docs.snowflake.com/en/sql-reference/sql/begin
CREATE TABLE t (a INT);
BEGIN;
INSERT INTO t VALUES (1);
INSERT INTO t VALUES ('x');
--> error 100038 (22018)
COMMIT;
SELECT a FROM t;
--> A NUMBER(38,0)
--> 1

-- A definition commits
-- https://docs.snowflake.com/en/sql-reference/sql/begin
CREATE TABLE t (a INT);
BEGIN;
INSERT INTO t VALUES (1);
CREATE TABLE u (a INT);
ROLLBACK;
SELECT a FROM t;
--> A NUMBER(38,0)
--> 1

-- COMMIT and ROLLBACK outside of a transaction do nothing
-- https://docs.snowflake.com/en/sql-reference/sql/commit
COMMIT WORK;
ROLLBACK;
BEGIN NONSENSE;
--> error 001003 (42000)

-- SHOW TRANSACTIONS has those that run, DESCRIBE TRANSACTION also one that has ended
-- https://docs.snowflake.com/en/sql-reference/sql/show-transactions
CREATE TABLE t (a INT);
BEGIN NAME t1;
BEGIN;
SHOW TRANSACTIONS;
SELECT "name", "state", "scope" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | state VARCHAR(16777216) | scope NUMBER(38,0)
--> T1 | running | 0
UPDATE t SET a = 1;
SHOW LOCKS IN ACCOUNT;
SELECT "type", "status" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> type VARCHAR(16777216) | status VARCHAR(16777216)
--> PARTITIONS | HOLDING
COMMIT;
SHOW LOCKS;
SELECT COUNT(*) AS n FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> N NUMBER(38,0)
--> 0
DESCRIBE TRANSACTION 1;
--> error 002003 (02000)

-- Setting AUTOCOMMIT commits, whatever the value
-- https://docs.snowflake.com/en/sql-reference/transactions#autocommit
CREATE TABLE t (a INT);
ALTER SESSION SET AUTOCOMMIT = FALSE;
INSERT INTO t VALUES (1);
ALTER SESSION SET AUTOCOMMIT = FALSE;
INSERT INTO t VALUES (2);
ROLLBACK;
SELECT a FROM t;
--> A NUMBER(38,0)
--> 1
ALTER SESSION UNSET AUTOCOMMIT;
