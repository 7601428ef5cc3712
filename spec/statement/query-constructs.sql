-- CONNECT BY
-- https://docs.snowflake.com/en/sql-reference/constructs/connect-by
CREATE TABLE employees (title VARCHAR, employee_id INTEGER, manager_id INTEGER);
INSERT INTO employees VALUES ('President', 1, NULL), ('Vice President Engineering', 10, 1), ('Programmer', 100, 10), ('Vice President HR', 20, 1);
SELECT employee_id, manager_id, title FROM employees START WITH title = 'President' CONNECT BY manager_id = PRIOR employee_id ORDER BY employee_id;
--> EMPLOYEE_ID NUMBER(38,0) | MANAGER_ID NUMBER(38,0) | TITLE VARCHAR(16777216)
--> 1 | NULL | President
--> 10 | 1 | Vice President Engineering
--> 20 | 1 | Vice President HR
--> 100 | 10 | Programmer
SELECT LEVEL, SYS_CONNECT_BY_PATH(employee_id, '/') AS path, CONNECT_BY_ROOT title AS root, PRIOR title AS boss FROM employees START WITH title = 'President' CONNECT BY PRIOR employee_id = manager_id ORDER BY path;
--> LEVEL NUMBER(38,0) | PATH VARCHAR(16777216) | ROOT VARCHAR(16777216) | BOSS VARCHAR(16777216)
--> 1 | /1 | President | NULL
--> 2 | /1/10 | President | President
--> 3 | /1/10/100 | President | Vice President Engineering
--> 2 | /1/20 | President | President
SELECT level, COUNT(*) AS n FROM employees WHERE employee_id <> 100 START WITH manager_id IS NULL CONNECT BY manager_id = PRIOR employee_id GROUP BY level ORDER BY level;
--> LEVEL NUMBER(38,0) | N NUMBER(38,0)
--> 1 | 1
--> 2 | 2
SELECT SYS_CONNECT_BY_PATH(title, '/') FROM employees;
--> error 002140 (42601) at 1:8
SELECT title FROM employees CONNECT BY NOCYCLE manager_id = PRIOR employee_id;
--> error 000002 (0A000) at 1:40

-- What the recursive clause cannot contain
-- https://docs.snowflake.com/en/sql-reference/constructs/with#recursive-clause
WITH r (n) AS (SELECT 1 UNION ALL SELECT MAX(n) + 1 FROM r WHERE n < 3) SELECT * FROM r;
--> error 390974 (42601) at 1:35
WITH r (n) AS (SELECT 1 UNION ALL SELECT DISTINCT n + 1 FROM r WHERE n < 3) SELECT * FROM r;
--> error 390974 (42601) at 1:35
WITH r (n) AS (SELECT 1 UNION ALL SELECT ROW_NUMBER() OVER (ORDER BY n) FROM r WHERE n < 3) SELECT * FROM r;
--> error 390974 (42601) at 1:35

-- SAMPLE
-- https://docs.snowflake.com/en/sql-reference/constructs/sample
CREATE TABLE t (a INT) AS SELECT * FROM VALUES (1), (2), (3);
SELECT COUNT(*) AS n FROM t SAMPLE (100);
--> N NUMBER(38,0)
--> 3
SELECT COUNT(*) AS n FROM t AS x TABLESAMPLE BERNOULLI (0);
--> N NUMBER(38,0)
--> 0
SELECT COUNT(*) AS n FROM t SAMPLE ROW (2 ROWS);
--> N NUMBER(38,0)
--> 2
SELECT COUNT(*) AS n FROM t SAMPLE (10 ROWS) JOIN t b SAMPLE (100.0);
--> N NUMBER(38,0)
--> 9
SELECT (SELECT SUM(a) FROM t SAMPLE SYSTEM (50) SEED (82)) IS NOT DISTINCT FROM (SELECT SUM(a) FROM t SAMPLE BLOCK (50) REPEATABLE (82)) AS same;
--> SAME BOOLEAN
--> true
SELECT * FROM t SAMPLE SYSTEM (10 ROWS);
--> error 000002 (0A000) at 1:15
SELECT * FROM t SAMPLE ROW (10 ROWS) SEED (99);
--> error 000002 (0A000) at 1:15
SELECT * FROM (SELECT * FROM t) SAMPLE (1) SEED (99);
--> error 000002 (0A000) at 1:15
SELECT * FROM t SAMPLE (101);
--> error 001008 (22023) at 1:25

-- ORDER BY ALL
-- https://docs.snowflake.com/en/sql-reference/constructs/order-by#sorting-by-all-columns-in-the-select-list
CREATE TABLE t (a NUMBER, s VARCHAR) AS SELECT * FROM VALUES (0, 'abc'), (0, NULL), (1, 'xyz'), (NULL, 'xyz');
SELECT * FROM t ORDER BY ALL;
--> A NUMBER(38,0) | S VARCHAR(16777216)
--> 0 | abc
--> 0 | NULL
--> 1 | xyz
--> NULL | xyz
SELECT s, a FROM t ORDER BY ALL DESC NULLS LAST LIMIT 2;
--> S VARCHAR(16777216) | A NUMBER(38,0)
--> xyz | 1
--> xyz | NULL
SELECT a FROM t UNION SELECT 5 ORDER BY ALL;
--> A NUMBER(38,0)
--> 0
--> 1
--> 5
--> NULL
SELECT a, COUNT(*) FROM t GROUP BY a ORDER BY ALL;
--> error 000002 (0A000) at 1:50

-- What stars select, and what limits count
-- https://docs.snowflake.com/en/sql-reference/sql/select#parameters
CREATE TABLE t (a INT, b INT) AS SELECT 1, 2;
SELECT * ILIKE 'z%' FROM t;
--> error 001080 (42601) at 1:8
SELECT * ILIKE 'a' RENAME b AS x FROM t;
--> error 000904 (42000) at 1:27
SELECT * EXCLUDE b RENAME b AS x FROM t;
--> error 000904 (42000) at 1:27
SELECT * REPLACE (1 AS b, 2 AS b) FROM t;
--> error 002025 (42S21) at 1:32
SELECT * REPLACE (1 AS a) FROM t JOIN t u ON t.a = u.a;
--> error 002028 (42601) at 1:24
SELECT $9 FROM t;
--> error 000904 (42000) at 1:8
SELECT a FROM t LIMIT 1.5;
--> error 390906 (42601) at 1:23
SELECT a FROM t QUALIFY a > 0;
--> error 390907 (42601) at 1:25
SELECT a FROM t FOR UPDATE;
--> error 000002 (0A000) at 1:17
SELECT a FROM t WHERE (a, b) = (1, 2);
--> A NUMBER(38,0)
--> 1
SELECT a FROM t WHERE (a, b) < (1, 2);
--> error 000002 (0A000) at 1:23
SELECT IDENTIFIER('t.a'), IDENTIFIER('b') FROM TABLE('t');
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 1 | 2
SELECT 'ABC' COLLATE 'upper' LIKE 'a%' AS l;
--> L BOOLEAN
--> true
SELECT 'ABC' COLLATE 'en-ci' LIKE 'a%';
--> error 000002 (0A000) at 1:8

-- Window frames that an interval bounds
-- https://docs.snowflake.com/en/sql-reference/functions-window-syntax
CREATE TABLE t (a INT, d DATE) AS SELECT column1, column2::DATE FROM VALUES (1, '2024-01-01'), (2, '2024-01-05'), (3, '2024-01-10');
SELECT a, SUM(a) OVER (ORDER BY d RANGE BETWEEN INTERVAL '4 days' PRECEDING AND CURRENT ROW) AS s FROM t ORDER BY a;
--> A NUMBER(38,0) | S NUMBER(38,0)
--> 1 | 1
--> 2 | 3
--> 3 | 3
SELECT a, COUNT(*) OVER (ORDER BY a RANGE BETWEEN INTERVAL '1 hour' PRECEDING AND CURRENT ROW) FROM t;
--> error 000002 (0A000) at 1:51

-- A collation of the statement counts before those of columns; two of the same level must be the same
-- https://docs.snowflake.com/en/sql-reference/collation#collation-precedence-in-multi-string-operations
CREATE TABLE collation_precedence_example (col1 VARCHAR, col2_fr VARCHAR COLLATE 'fr', col3_de VARCHAR COLLATE 'de');
INSERT INTO collation_precedence_example VALUES ('a', 'a', 'a');
SELECT col1 = col2_fr AS a, col1 COLLATE 'en' = col2_fr AS b, col2_fr COLLATE '' = col3_de AS c FROM collation_precedence_example;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | true | true
SELECT col2_fr = col3_de FROM collation_precedence_example;
--> error 390984 (42601)
SELECT col2_fr COLLATE 'en' = col3_de COLLATE 'de' FROM collation_precedence_example;
--> error 390984 (42601)
SELECT 'abc' COLLATE 'bin' = 'abc' COLLATE 'utf8';
--> error 390984 (42601)
