-- Columns: names, aliases, stars
-- https://docs.snowflake.com/en/sql-reference/sql/select
CREATE TABLE t (a INT, b VARCHAR(3), "Mixed" INT);
INSERT INTO t VALUES (1, 'x', 5);
SELECT a, T.B, "Mixed", a + 1, a AS "Quoted" FROM t;
--> A NUMBER(38,0) | B VARCHAR(3) | Mixed NUMBER(38,0) | A + 1 NUMBER(38,0) | Quoted NUMBER(38,0)
--> 1 | x | 5 | 2 | 1
SELECT * EXCLUDE (b) RENAME (a AS z) FROM t;
--> Z NUMBER(38,0) | Mixed NUMBER(38,0)
--> 1 | 5
SELECT * REPLACE (a * 10 AS a) FROM t;
--> A NUMBER(38,0) | B VARCHAR(3) | Mixed NUMBER(38,0)
--> 10 | x | 5
SELECT * ILIKE '%mix%' FROM t;
--> Mixed NUMBER(38,0)
--> 5
SELECT x.* FROM t AS x;
--> A NUMBER(38,0) | B VARCHAR(3) | Mixed NUMBER(38,0)
--> 1 | x | 5
SELECT $1, $2 FROM t;
--> $1 NUMBER(38,0) | $2 VARCHAR(3)
--> 1 | x
SELECT a AS one, one + 1 AS two FROM t WHERE one = 1;
--> ONE NUMBER(38,0) | TWO NUMBER(38,0)
--> 1 | 2

-- DISTINCT, LIMIT, OFFSET, FETCH and TOP
-- https://docs.snowflake.com/en/sql-reference/sql/select
SELECT DISTINCT column1 AS a FROM VALUES (2), (1), (2) ORDER BY a;
--> A NUMBER(1,0)
--> 1
--> 2
SELECT column1 AS a FROM VALUES (3), (1), (2) ORDER BY a DESC LIMIT 1 OFFSET 1;
--> A NUMBER(1,0)
--> 2
SELECT column1 AS a FROM VALUES (3), (1), (2) ORDER BY a OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY;
--> A NUMBER(1,0)
--> 2
SELECT TOP 1 column1 AS a FROM VALUES (3), (1), (2) ORDER BY a;
--> A NUMBER(1,0)
--> 1

-- ORDER BY puts NULL last, first when descending, unless it is told
-- https://docs.snowflake.com/en/sql-reference/constructs/order-by
SELECT column1 AS a FROM VALUES (1), (NULL), (2) ORDER BY a;
--> A NUMBER(1,0)
--> 1
--> 2
--> NULL
SELECT column1 AS a FROM VALUES (1), (NULL), (2) ORDER BY 1 DESC;
--> A NUMBER(1,0)
--> NULL
--> 2
--> 1
SELECT column1 AS a FROM VALUES (1), (NULL), (2) ORDER BY a DESC NULLS LAST;
--> A NUMBER(1,0)
--> 2
--> 1
--> NULL
SELECT column1 AS a FROM VALUES (1), (2) ORDER BY ALL DESC;
--> A NUMBER(1,0)
--> 2
--> 1

-- Joins
-- https://docs.snowflake.com/en/sql-reference/constructs/join
CREATE TABLE l (id INT, v VARCHAR);
CREATE TABLE r (id INT, w VARCHAR);
INSERT INTO l VALUES (1, 'l1'), (2, 'l2');
INSERT INTO r VALUES (2, 'r2'), (3, 'r3');
SELECT l.id, v, w FROM l JOIN r ON l.id = r.id;
--> ID NUMBER(38,0) | V VARCHAR(16777216) | W VARCHAR(16777216)
--> 2 | l2 | r2
SELECT id, v, w FROM l LEFT JOIN r USING (id) ORDER BY id;
--> ID NUMBER(38,0) | V VARCHAR(16777216) | W VARCHAR(16777216)
--> 1 | l1 | NULL
--> 2 | l2 | r2
SELECT v, w FROM l FULL OUTER JOIN r ON l.id = r.id ORDER BY v, w;
--> V VARCHAR(16777216) | W VARCHAR(16777216)
--> l1 | NULL
--> l2 | r2
--> NULL | r3
SELECT * FROM l NATURAL JOIN r;
--> ID NUMBER(38,0) | V VARCHAR(16777216) | W VARCHAR(16777216)
--> 2 | l2 | r2
SELECT COUNT(*) AS n FROM l CROSS JOIN r;
--> N NUMBER(38,0)
--> 4
SELECT COUNT(*) AS n FROM l, r WHERE l.id < r.id;
--> N NUMBER(38,0)
--> 3
SELECT id FROM l, r;
--> error 002028 (42601) at 1:8

-- LATERAL FLATTEN
-- https://docs.snowflake.com/en/sql-reference/functions/flatten
SELECT f.index, f.value::VARCHAR AS v FROM (SELECT PARSE_JSON('["a", "b"]') AS j) t, LATERAL FLATTEN(INPUT => t.j) f ORDER BY f.index;
--> INDEX NUMBER(38,0) | V VARCHAR(16777216)
--> 0 | a
--> 1 | b
SELECT key, value FROM TABLE(FLATTEN(PARSE_JSON('{"x": 1, "y": 2}'))) ORDER BY key;
--> KEY VARCHAR(16777216) | VALUE VARIANT
--> x | 1
--> y | 2

-- Subqueries
-- https://docs.snowflake.com/en/user-guide/querying-subqueries
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (2), (3);
SELECT (SELECT MAX(a) FROM t) AS m, EXISTS (SELECT 1 FROM t WHERE a = 3) AS e;
--> M NUMBER(38,0) | E BOOLEAN
--> 3 | true
SELECT a FROM t WHERE a IN (SELECT a + 1 FROM t) ORDER BY a;
--> A NUMBER(38,0)
--> 2
--> 3
SELECT a FROM t AS o WHERE a = (SELECT MIN(i.a) FROM t AS i WHERE i.a > o.a) - 1 ORDER BY a;
--> A NUMBER(38,0)
--> 1
--> 2
SELECT a FROM t WHERE a > ALL (SELECT a FROM t WHERE a < 3);
--> A NUMBER(38,0)
--> 3
SELECT a FROM t WHERE a = (SELECT a FROM t);
--> error 090150 (22000)
SELECT (SELECT a, a FROM t);
--> error 390964 (42601)

-- WITH, and with recursion
-- https://docs.snowflake.com/en/sql-reference/constructs/with
WITH one AS (SELECT 1 AS n), two (m) AS (SELECT n + 1 FROM one) SELECT n, m FROM one, two;
--> N NUMBER(1,0) | M NUMBER(2,0)
--> 1 | 2
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT COUNT(*) AS c FROM r;
--> C NUMBER(38,0)
--> 3
WITH one (a, b) AS (SELECT 1) SELECT * FROM one;
--> error 390966 (42601)

-- Set operators
-- https://docs.snowflake.com/en/sql-reference/operators-query
SELECT 1 AS a UNION ALL SELECT 1 UNION ALL SELECT 2.5 ORDER BY a;
--> A NUMBER(2,1)
--> 1.0
--> 1.0
--> 2.5
SELECT 1 AS a UNION SELECT 1;
--> A NUMBER(1,0)
--> 1
SELECT column1 AS a FROM VALUES (1), (2) INTERSECT SELECT 2;
--> A NUMBER(1,0)
--> 2
SELECT column1 AS a FROM VALUES (1), (2) EXCEPT SELECT 2;
--> A NUMBER(1,0)
--> 1
SELECT column1 AS a FROM VALUES (1), (2) MINUS SELECT 1;
--> A NUMBER(1,0)
--> 2
SELECT 1 AS a, 'x' AS b UNION ALL BY NAME SELECT 'y' AS b, 2 AS a ORDER BY a;
--> A NUMBER(1,0) | B VARCHAR(1)
--> 1 | x
--> 2 | y
SELECT 1 UNION SELECT 1, 2;
--> error 001789 (42601)

-- GROUP BY and HAVING
-- https://docs.snowflake.com/en/sql-reference/constructs/group-by
SELECT column1 AS k, SUM(column2) AS s FROM VALUES ('a', 1), ('a', 2), ('b', 5), (NULL, 1) GROUP BY k ORDER BY k;
--> K VARCHAR(1) | S NUMBER(38,0)
--> a | 3
--> b | 5
--> NULL | 1
SELECT column1 AS k, COUNT(*) AS n FROM VALUES ('a', 1), ('a', 2), ('b', 5) GROUP BY 1 HAVING n > 1;
--> K VARCHAR(1) | N NUMBER(38,0)
--> a | 2
SELECT column1 AS k, COUNT(*) AS n FROM VALUES ('a', 1), ('b', 5) GROUP BY ALL ORDER BY k;
--> K VARCHAR(1) | N NUMBER(38,0)
--> a | 1
--> b | 1
SELECT column1 AS k, SUM(column2) AS s FROM VALUES ('a', 1), ('b', 5) GROUP BY GROUPING SETS ((column1), ()) ORDER BY s;
--> K VARCHAR(1) | S NUMBER(38,0)
--> a | 1
--> b | 5
--> NULL | 6
SELECT column1 AS k, column2 AS l, COUNT(*) AS n FROM VALUES ('a', 1) GROUP BY CUBE (column1, column2) ORDER BY k, l;
--> K VARCHAR(1) | L NUMBER(1,0) | N NUMBER(38,0)
--> a | 1 | 1
--> a | NULL | 1
--> NULL | 1 | 1
--> NULL | NULL | 1
SELECT column1, column2, COUNT(*) FROM VALUES ('a', 1) GROUP BY column1;
--> error 001104 (42601) at 1:17

-- QUALIFY and windows with frames
-- https://docs.snowflake.com/en/sql-reference/constructs/qualify
CREATE TABLE t (g VARCHAR, o INT, v INT);
INSERT INTO t VALUES ('a', 1, 10), ('a', 2, 20), ('a', 3, 30), ('b', 1, 5);
SELECT g, v FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY g ORDER BY v DESC) = 1 ORDER BY g;
--> G VARCHAR(16777216) | V NUMBER(38,0)
--> a | 30
--> b | 5
SELECT o, SUM(v) OVER (ORDER BY o) AS running, SUM(v) OVER (ORDER BY o ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS pair
FROM t WHERE g = 'a' ORDER BY o;
--> O NUMBER(38,0) | RUNNING NUMBER(38,0) | PAIR NUMBER(38,0)
--> 1 | 10 | 10
--> 2 | 30 | 30
--> 3 | 60 | 50
SELECT g, SUM(v) AS s, RANK() OVER (ORDER BY SUM(v) DESC) AS r FROM t GROUP BY g ORDER BY r;
--> G VARCHAR(16777216) | S NUMBER(38,0) | R NUMBER(38,0)
--> a | 60 | 1
--> b | 5 | 2

-- A clause that is not there is refused by name
-- https://docs.snowflake.com/en/sql-reference/constructs/match_recognize
SELECT * FROM VALUES (1, 2) AS t (a, b) MATCH_RECOGNIZE (ORDER BY a PATTERN (x) DEFINE x AS a > 0);
--> error 000002 (0A000)

-- Expressions: operators and their precedence
-- https://docs.snowflake.com/en/sql-reference/operators
SELECT 2 + 3 * 4 AS a, -2 + 5 AS b, 7 % 4 AS c, 1 / 3 AS d, 1.5 * 1.25 AS e, 'a' || 1 AS f;
--> A NUMBER(3,0) | B NUMBER(2,0) | C NUMBER(1,0) | D NUMBER(7,6) | E NUMBER(5,3) | F VARCHAR(16777216)
--> 14 | 3 | 3 | 0.333333 | 1.875 | a1
SELECT TRUE OR FALSE AND FALSE AS a, NOT TRUE OR TRUE AS b, NULL AND FALSE AS c, 1 BETWEEN 1 AND 2 AS d, 1 IN (1, NULL) AS e, 'abc' LIKE 'a%' AS f;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN | F BOOLEAN
--> true | true | false | true | true | true
SELECT CASE WHEN 1 > 2 THEN 'a' ELSE 'bc' END AS a, CASE 3 WHEN 3 THEN 'three' END AS b, 1 IS NULL AS c, NULL IS NOT DISTINCT FROM NULL AS d;
--> A VARCHAR(2) | B VARCHAR(5) | C BOOLEAN | D BOOLEAN
--> bc | three | false | true
SELECT '2024-01-31'::DATE + 1 AS a, '2024-03-01'::DATE - '2024-02-01'::DATE AS b, '2024-01-31'::DATE + INTERVAL '1 month' AS c;
--> A DATE | B NUMBER(9,0) | C DATE
--> 2024-02-01 | 29 | 2024-02-29

-- Names that do not exist
-- https://docs.snowflake.com/en/sql-reference/sql/select
CREATE TABLE t (a INT);
SELECT nope FROM t;
--> error 000904 (42000) at 1:8
SELECT a FROM t WHERE t.nope = 1;
--> error 000904 (42000) at 1:23
SELECT * FROM no_table;
--> error 002003 (42S02) at 1:15
SELECT * FROM no_schema.t;
--> error 002003 (02000)
SELECT a FROM t ORDER BY nope;
--> error 000904 (42000) at 1:26

-- Text that is no query
-- https://docs.snowflake.com/en/sql-reference/sql/select
SELEC 1;
--> error 001003 (42000) at 1:1
SELECT 1 FROM;
--> error 001003 (42000) at 1:14
SELECT (1;
--> error 001003 (42000) at 1:10
SELECT 'open;
--> error 001003 (42000) at 1:8
SELECT 1 1;
--> error 001003 (42000) at 1:10
SELECT
  a,
  FROM x WHERE;
--> error 001003 (42000) at 3:15
