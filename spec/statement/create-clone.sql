-- A clone of a schema has its tables, and goes its own way
-- https://docs.snowflake.com/en/sql-reference/sql/create-clone
CREATE SEQUENCE sq START 10;
CREATE TABLE t (a INT, b INT DEFAULT sq.NEXTVAL);
INSERT INTO t (a) VALUES (1);
CREATE VIEW v AS SELECT a FROM t;
CREATE STREAM st ON TABLE t;
CREATE TASK tk SCHEDULE = '1 MINUTE' AS SELECT 1;
INSERT INTO t (a) VALUES (2);
CREATE SCHEMA copied CLONE public;
--> status VARCHAR(16777216)
--> Schema COPIED successfully created.
INSERT INTO t (a) VALUES (3);
SELECT a, b FROM copied.t ORDER BY a;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 1 | 10
--> 2 | 11
--> 3 | 12
SELECT COUNT(*) AS n FROM public.t;
--> N NUMBER(38,0)
--> 2
SELECT a FROM copied.v ORDER BY a;
--> A NUMBER(38,0)
--> 1
--> 2
--> 3
SELECT a FROM copied.st;
--> A NUMBER(38,0)
--> 3

-- Single objects
-- https://docs.snowflake.com/en/sql-reference/sql/create-clone
CREATE FILE FORMAT ff TYPE = CSV SKIP_HEADER = 1;
CREATE FILE FORMAT ff2 CLONE ff;
CREATE STAGE st URL = 's3://landing/a/';
CREATE STAGE st2 CLONE st;
CREATE STAGE inner_st;
CREATE STAGE inner_st2 CLONE inner_st;
--> error 000002 (0A000)
CREATE TASK tk SCHEDULE = '1 MINUTE' AS SELECT 1;
CREATE TASK tk2 CLONE tk;
CREATE TABLE t (a INT);
CREATE STREAM s1 ON TABLE t;
INSERT INTO t VALUES (1);
CREATE STREAM s2 CLONE s1;
SELECT a FROM s2;
--> A NUMBER(38,0)
--> 1
CREATE SEQUENCE q1 START 5;
CREATE SEQUENCE q2 CLONE q1;
SELECT q2.NEXTVAL AS n;
--> N NUMBER(19,0)
--> 5
CREATE DATABASE cloned CLONE spec IGNORE TABLES WITH INSUFFICIENT DATA RETENTION;
SELECT a FROM cloned.public.t;
--> A NUMBER(38,0)
--> 1
DROP DATABASE cloned;

-- A clone of a table in the past
-- https://docs.snowflake.com/en/sql-reference/sql/create-clone#notes-for-cloning-with-time-travel
CREATE TABLE orders (id INT);
INSERT INTO orders VALUES (1), (2);
DELETE FROM orders WHERE id = 1;
CREATE TABLE orders_restored CLONE orders BEFORE (STATEMENT => LAST_QUERY_ID());
SELECT id FROM orders_restored ORDER BY id;
--> ID NUMBER(38,0)
--> 1
--> 2
