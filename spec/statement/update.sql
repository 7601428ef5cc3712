-- UPDATE sees the row as it was
-- https://docs.snowflake.com/en/sql-reference/sql/update
CREATE TABLE t (a INT, b INT);
INSERT INTO t VALUES (1, 10), (2, 20);
UPDATE t SET a = b, b = a WHERE a = 1;
--> number of rows updated NUMBER(38,0) | number of multi-joined rows updated NUMBER(38,0)
--> 1 | 0
SELECT * FROM t ORDER BY a;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 2 | 20
--> 10 | 1

-- UPDATE from another table
-- https://docs.snowflake.com/en/sql-reference/sql/update
CREATE TABLE t (id INT, v VARCHAR);
CREATE TABLE u (id INT, w VARCHAR);
INSERT INTO t VALUES (1, 'a'), (2, 'b');
INSERT INTO u VALUES (2, 'new');
UPDATE t AS x SET v = u.w FROM u WHERE x.id = u.id;
SELECT * FROM t ORDER BY id;
--> ID NUMBER(38,0) | V VARCHAR(16777216)
--> 1 | a
--> 2 | new

-- What UPDATE cannot do
-- https://docs.snowflake.com/en/sql-reference/sql/update
CREATE TABLE t (a INT);
UPDATE no_table SET a = 1;
--> error 002003 (42S02) at 1:8
UPDATE t SET c = 1;
--> error 000904 (42000) at 1:14
UPDATE t WHERE a = 1;
--> error 001003 (42000) at 1:10
UPDATE t SET a = 'x' WHERE TRUE;
SELECT COUNT(*) AS n FROM t;
--> N NUMBER(38,0)
--> 0
