-- ASOF JOIN finds the closest row to the right for each row to the left
-- https://docs.snowflake.com/en/sql-reference/constructs/asof-join
CREATE TABLE l (c1 VARCHAR(1), c2 INT, c3 TIME);
CREATE TABLE r (c1 VARCHAR(1), c2 INT, c3 TIME);
INSERT INTO l VALUES ('A', 1, '09:15:00'), ('A', 2, '09:16:00'), ('B', 1, '09:17:00'), ('B', 2, '09:18:00');
INSERT INTO r VALUES ('A', 1, '09:14:00'), ('B', 1, '09:16:00');
SELECT * FROM l ASOF JOIN r MATCH_CONDITION (l.c3 >= r.c3) ON (l.c1 = r.c1 AND l.c2 = r.c2) ORDER BY l.c1, l.c2;
--> C1 VARCHAR(1) | C2 NUMBER(38,0) | C3 TIME(9) | C1 VARCHAR(1) | C2 NUMBER(38,0) | C3 TIME(9)
--> A | 1 | 09:15:00 | A | 1 | 09:14:00
--> A | 2 | 09:16:00 | NULL | NULL | NULL
--> B | 1 | 09:17:00 | B | 1 | 09:16:00
--> B | 2 | 09:18:00 | NULL | NULL | NULL
SELECT l.c1, l.c2, r.c3 FROM l ASOF JOIN r MATCH_CONDITION (l.c3 >= r.c3) ORDER BY l.c1, l.c2;
--> C1 VARCHAR(1) | C2 NUMBER(38,0) | C3 TIME(9)
--> A | 1 | 09:14:00
--> A | 2 | 09:16:00
--> B | 1 | 09:16:00
--> B | 2 | 09:16:00
SELECT c1, r.c3 FROM l ASOF JOIN r MATCH_CONDITION (l.c3 > r.c3) USING (c1) ORDER BY ALL;
--> C1 VARCHAR(1) | C3 TIME(9)
--> A | 09:14:00
--> A | 09:14:00
--> B | 09:16:00
--> B | 09:16:00
SELECT l.c3, r.c3 FROM l ASOF JOIN r MATCH_CONDITION (l.c3 < r.c3) ORDER BY ALL;
--> C3 TIME(9) | C3 TIME(9)
--> 09:15:00 | 09:16:00
--> 09:16:00 | NULL
--> 09:17:00 | NULL
--> 09:18:00 | NULL
SELECT l.c3, r.c3 FROM l ASOF JOIN r MATCH_CONDITION (l.c3 <= r.c3) ORDER BY ALL;
--> C3 TIME(9) | C3 TIME(9)
--> 09:15:00 | 09:16:00
--> 09:16:00 | 09:16:00
--> 09:17:00 | NULL
--> 09:18:00 | NULL
SELECT * FROM l ASOF JOIN r MATCH_CONDITION (r.c3 >= l.c3);
--> error 010002 (42601) at 1:46
SELECT * FROM l ASOF JOIN r MATCH_CONDITION (l.c3 = r.c3);
--> error 010001 (42601) at 1:15
SELECT * FROM l ASOF JOIN r MATCH_CONDITION (l.c3 >= r.c3) ON l.c1 >= r.c1;
--> error 010010 (42601) at 1:63
SELECT * FROM l ASOF JOIN LATERAL (SELECT c3 FROM r WHERE r.c1 = l.c1) x MATCH_CONDITION (l.c3 >= x.c3);
--> error 010004 (42601) at 1:27
SELECT COUNT(*) AS n FROM l asof;
--> error 001003 (42000) at 1:29
SELECT COUNT(*) AS n FROM l AS asof;
--> N NUMBER(38,0)
--> 4

-- Outer joins in WHERE
-- https://docs.snowflake.com/en/sql-reference/constructs/where#joins-in-the-where-clause
CREATE TABLE t1 (c1 INT) AS SELECT * FROM VALUES (1), (2), (3);
CREATE TABLE t2 (c2 INT) AS SELECT * FROM VALUES (1), (3);
CREATE TABLE t3 (c3 INT) AS SELECT * FROM VALUES (1);
SELECT t1.c1, t2.c2 FROM t1, t2 WHERE t1.c1 = t2.c2(+) ORDER BY 1;
--> C1 NUMBER(38,0) | C2 NUMBER(38,0)
--> 1 | 1
--> 2 | NULL
--> 3 | 3
SELECT t1.c1, t2.c2, t3.c3 FROM t1, t2, t3 WHERE t1.c1 = t2.c2 (+) AND t2.c2 = t3.c3 (+) AND t1.c1 > 1 ORDER BY 1;
--> C1 NUMBER(38,0) | C2 NUMBER(38,0) | C3 NUMBER(38,0)
--> 2 | NULL | NULL
--> 3 | 3 | NULL
SELECT t1.c1 FROM t1, t2 WHERE t1.c1 (+) = t2.c2 (+);
--> error 390904 (42601)
SELECT t1.c1 FROM t1, t2, t3 WHERE t1.c1 (+) = t2.c2 AND t1.c1 (+) = t3.c3;
--> error 390905 (42601)
SELECT t1.c1 (+) FROM t1;
--> error 000002 (0A000) at 1:8

-- Directed joins
-- https://docs.snowflake.com/en/sql-reference/constructs/join#usage-notes
CREATE TABLE t1 (c INT) AS SELECT * FROM VALUES (1), (2);
SELECT a.c FROM t1 a INNER DIRECTED JOIN t1 b ON a.c = b.c LAST (a) ORDER BY 1;
--> C NUMBER(38,0)
--> 1
--> 2
SELECT a.c FROM t1 a CROSS DIRECTED JOIN t1 b ORDER BY 1;
--> C NUMBER(38,0)
--> 1
--> 1
--> 2
--> 2
SELECT a.c FROM t1 a JOIN t1 b ON a.c = b.c FIRST (b);
--> error 001867 (42601) at 1:52
SELECT a.c FROM t1 a INNER DIRECTED JOIN t1 b ON a.c = b.c FIRST (z);
--> error 001868 (42601) at 1:67

-- A lateral table function takes no condition
-- https://docs.snowflake.com/en/sql-reference/constructs/join#usage-notes
SELECT * FROM (SELECT 1 AS a) t LEFT JOIN TABLE(FLATTEN(INPUT => ARRAY_CONSTRUCT(t.a))) f ON f.value = 1;
--> error 000002 (0A000) at 1:43
