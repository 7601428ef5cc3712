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
