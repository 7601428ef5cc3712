-- INSERT by position, by column and from a query
-- https://docs.snowflake.com/en/sql-reference/sql/insert
CREATE TABLE t (a INT, b VARCHAR(5) DEFAULT 'x');
INSERT INTO t VALUES (1, 'one'), (2, DEFAULT);
--> number of rows inserted NUMBER(38,0)
--> 2
INSERT INTO t (a) SELECT column1 + 10 FROM VALUES (1), (2);
INSERT INTO t (b, a) VALUES (NULL, '7');
SELECT * FROM t ORDER BY a;
--> A NUMBER(38,0) | B VARCHAR(5)
--> 1 | one
--> 2 | x
--> 7 | NULL
--> 11 | x
--> 12 | x
INSERT OVERWRITE INTO t VALUES (9, 'new');
SELECT * FROM t;
--> A NUMBER(38,0) | B VARCHAR(5)
--> 9 | new

-- INSERT writes all of its rows or none
-- https://docs.snowflake.com/en/sql-reference/sql/insert
CREATE TABLE t (a INT NOT NULL, b VARCHAR(2));
INSERT INTO t VALUES (1, 'ok'), (NULL, 'no');
--> error 100072 (22000)
INSERT INTO t VALUES (1, 'ok'), (2, 'long');
--> error 100078 (22000)
INSERT INTO t VALUES ('one', 'no');
--> error 100038 (22018)
SELECT COUNT(*) AS n FROM t;
--> N NUMBER(38,0)
--> 0

-- What INSERT cannot do
-- https://docs.snowflake.com/en/sql-reference/sql/insert
CREATE TABLE t (a INT, b INT);
INSERT INTO no_table VALUES (1);
--> error 002003 (42S02) at 1:13
INSERT INTO t VALUES (1);
--> error 002020 (21S01)
INSERT INTO t (a, c) VALUES (1, 2);
--> error 000904 (42000) at 1:19
INSERT INTO t (a, b) SELECT 1;
--> error 002020 (21S01)
INSERT t VALUES (1, 2);
--> error 001003 (42000) at 1:8
