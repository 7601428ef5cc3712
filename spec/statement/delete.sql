-- DELETE removes the rows that fit, with USING too
-- https://docs.snowflake.com/en/sql-reference/sql/delete
CREATE TABLE t (a INT, b VARCHAR);
CREATE TABLE gone (a INT);
INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'z');
INSERT INTO gone VALUES (3);
DELETE FROM t WHERE a = 1;
--> number of rows deleted NUMBER(38,0)
--> 1
DELETE FROM t USING gone WHERE t.a = gone.a;
SELECT * FROM t;
--> A NUMBER(38,0) | B VARCHAR(16777216)
--> 2 | y
DELETE FROM t;
SELECT COUNT(*) AS n FROM t;
--> N NUMBER(38,0)
--> 0

-- What DELETE cannot do
-- https://docs.snowflake.com/en/sql-reference/sql/delete
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
DELETE FROM no_table;
--> error 002003 (42S02) at 1:13
DELETE FROM t WHERE c = 1;
--> error 000904 (42000) at 1:21
DELETE t;
--> error 001003 (42000) at 1:8
