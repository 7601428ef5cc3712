-- Rows are numbered from 0
-- https://docs.snowflake.com/en/sql-reference/functions/seq1
SELECT SEQ1() AS a, SEQ2() AS b, SEQ4() AS c, SEQ8() AS d FROM TABLE(GENERATOR(ROWCOUNT => 2)) ORDER BY c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 0 | 0 | 0 | 0
--> 1 | 1 | 1 | 1

-- The same generator gives the same value
-- https://docs.snowflake.com/en/sql-reference/functions/uniform
SELECT UNIFORM(1, 10, 42) = UNIFORM(1, 10, 42) AS a, UNIFORM(1, 10, RANDOM()) BETWEEN 1 AND 10 AS b, UNIFORM(0::FLOAT, 1::FLOAT, RANDOM()) BETWEEN 0 AND 1 AS c, LENGTH(RANDSTR(5, RANDOM())) AS d, RANDSTR(5, 1) = RANDSTR(5, 1) AS e;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D NUMBER(38,0) | E BOOLEAN
--> true | true | true | 5 | true

-- NORMAL and ZIPF give the same for the same generator
-- https://docs.snowflake.com/en/sql-reference/functions/normal
SELECT NORMAL(0, 1, 1234) = NORMAL(0, 1, 1234) AS a, NORMAL(5, 0, RANDOM()) AS b, ZIPF(1, 10, 1234) = ZIPF(1, 10, 1234) AS c, ZIPF(1, 10, RANDOM()) BETWEEN 1 AND 10 AS d;
--> A BOOLEAN | B FLOAT | C BOOLEAN | D BOOLEAN
--> true | 5 | true | true

-- RANDOM with a seed is the same in a row, another in the next
-- https://docs.snowflake.com/en/sql-reference/functions/random
SELECT COUNT(DISTINCT a) AS n, COUNT_IF(a = b) AS same FROM (SELECT RANDOM(4711) AS a, RANDOM(4711) AS b FROM TABLE(GENERATOR(ROWCOUNT => 3)));
--> N NUMBER(38,0) | SAME NUMBER(38,0)
--> 3 | 3
