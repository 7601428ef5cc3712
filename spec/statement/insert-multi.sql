-- Each row goes into every table
-- https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table#unconditional-multi-table-inserts
CREATE TABLE src (n1 INT, n2 INT, n3 INT);
INSERT INTO src VALUES (1, 2, 3);
CREATE TABLE t1 (c1 INT, c2 INT, c3 INT DEFAULT 7);
CREATE TABLE t2 (c1 INT, c2 INT, c3 INT);
INSERT ALL
  INTO t1
  INTO t1 (c1, c2, c3) VALUES (n2, n1, DEFAULT)
  INTO t2 (c1, c2, c3)
  INTO t2 VALUES (n3, n2, NULL)
SELECT n1, n2, n3 FROM src;
--> number of rows inserted into T1 NUMBER(38,0) | number of rows inserted into T2 NUMBER(38,0)
--> 2 | 2
SELECT * FROM t1 ORDER BY c1;
--> C1 NUMBER(38,0) | C2 NUMBER(38,0) | C3 NUMBER(38,0)
--> 1 | 2 | 3
--> 2 | 1 | 7
SELECT * FROM t2 ORDER BY c1;
--> C1 NUMBER(38,0) | C2 NUMBER(38,0) | C3 NUMBER(38,0)
--> 1 | 2 | 3
--> 3 | 2 | NULL
INSERT OVERWRITE ALL INTO t1 VALUES (n1, n1, n1) INTO t1 VALUES (n2, n2, n2) SELECT n1, n2, n3 FROM src;
SELECT * FROM t1 ORDER BY c1;
--> C1 NUMBER(38,0) | C2 NUMBER(38,0) | C3 NUMBER(38,0)
--> 1 | 1 | 1
--> 2 | 2 | 2

-- ALL takes every WHEN that is true, FIRST the first one
-- https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table#conditional-multi-table-inserts
CREATE TABLE src (n1 INT);
INSERT INTO src VALUES (1), (11), (101), (NULL);
CREATE TABLE t1 (n INT);
CREATE TABLE t2 (n INT);
INSERT ALL WHEN n1 > 100 THEN INTO t1 WHEN n1 > 10 THEN INTO t1 INTO t2 ELSE INTO t2 SELECT n1 FROM src;
SELECT n FROM t1 ORDER BY n;
--> N NUMBER(38,0)
--> 11
--> 101
--> 101
SELECT n FROM t2 ORDER BY n;
--> N NUMBER(38,0)
--> 1
--> 11
--> 101
--> NULL
INSERT OVERWRITE FIRST WHEN n1 > 100 THEN INTO t1 WHEN n1 > 10 THEN INTO t1 INTO t2 ELSE INTO t2 SELECT n1 FROM src;
SELECT n FROM t1 ORDER BY n;
--> N NUMBER(38,0)
--> 11
--> 101
SELECT n FROM t2 ORDER BY n;
--> N NUMBER(38,0)
--> 1
--> 11
--> NULL
INSERT FIRST INTO t1 SELECT n1 FROM src;
--> error 001003 (42000)

-- Values name the columns of the query by alias, default name or place
-- https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table#multi-table-inserts-with-aliases-and-references
CREATE TABLE t1 (a INT, b INT, c INT);
INSERT ALL INTO t1 VALUES ($1, an_alias, "10 + 20") SELECT 1, 50 AS an_alias, 10 + 20;
SELECT * FROM t1;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 1 | 50 | 30
INSERT ALL INTO t1 (a) VALUES (t1.a) SELECT a FROM t1;
--> error 000904 (42000)
INSERT ALL WHEN c > 10 THEN INTO t1 (a, b) VALUES (a, b) SELECT a FROM t1;
--> error 000904 (42000)
INSERT ALL INTO t1 (a, b) SELECT a FROM t1;
--> error 002020 (21S01)

-- A sequence of the query gives one value, one of VALUES another
-- https://docs.snowflake.com/en/user-guide/querying-sequences#sequences-as-expressions
CREATE SEQUENCE s;
CREATE TABLE t1 (a INT);
CREATE TABLE t2 (a INT, b INT);
INSERT ALL INTO t1 VALUES (x) INTO t2 VALUES (x, s.NEXTVAL) SELECT s.NEXTVAL AS x;
SELECT t1.a AS a, t2.a AS b, t2.b > t2.a AS c FROM t1, t2;
--> A NUMBER(38,0) | B NUMBER(38,0) | C BOOLEAN
--> 1 | 1 | true
