-- ROW_NUMBER, RANK and DENSE_RANK
-- https://docs.snowflake.com/en/sql-reference/functions/rank
SELECT column1 AS v, ROW_NUMBER() OVER (ORDER BY column1) AS a, RANK() OVER (ORDER BY column1) AS b, DENSE_RANK() OVER (ORDER BY column1) AS c
FROM VALUES (1), (2), (2), (3) ORDER BY a;
--> V NUMBER(1,0) | A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 1 | 1 | 1 | 1
--> 2 | 2 | 2 | 2
--> 2 | 3 | 2 | 2
--> 3 | 4 | 4 | 3

-- PERCENT_RANK and CUME_DIST
-- https://docs.snowflake.com/en/sql-reference/functions/percent_rank
SELECT column1 AS v, PERCENT_RANK() OVER (ORDER BY column1) AS a, CUME_DIST() OVER (ORDER BY column1) AS b FROM VALUES (1), (2), (2), (3), (4) ORDER BY v;
--> V NUMBER(1,0) | A FLOAT | B FLOAT
--> 1 | 0 | 0.2
--> 2 | 0.25 | 0.6
--> 2 | 0.25 | 0.6
--> 3 | 0.75 | 0.8
--> 4 | 1 | 1

-- NTILE
-- https://docs.snowflake.com/en/sql-reference/functions/ntile
SELECT column1 AS v, NTILE(2) OVER (ORDER BY column1) AS a FROM VALUES (1), (2), (3) ORDER BY v;
--> V NUMBER(1,0) | A NUMBER(38,0)
--> 1 | 1
--> 2 | 1
--> 3 | 2

-- LAG and LEAD take an offset and a default, and can leave NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/lag
SELECT column1 AS i, LAG(column2) OVER (ORDER BY column1) AS a, LEAD(column2, 1, 0) OVER (ORDER BY column1) AS b,
  LAG(column2) IGNORE NULLS OVER (ORDER BY column1) AS c FROM VALUES (1, 10), (2, NULL), (3, 30) ORDER BY i;
--> I NUMBER(1,0) | A NUMBER(2,0) | B NUMBER(2,0) | C NUMBER(2,0)
--> 1 | NULL | NULL | NULL
--> 2 | 10 | 30 | 10
--> 3 | NULL | 0 | 10

-- FIRST_VALUE and LAST_VALUE are of the whole partition without a frame
-- https://docs.snowflake.com/en/sql-reference/functions/first_value
SELECT column1 AS i, FIRST_VALUE(column2) OVER (ORDER BY column1) AS a, LAST_VALUE(column2) OVER (ORDER BY column1) AS b FROM VALUES (1, 10), (2, 20) ORDER BY i;
--> I NUMBER(1,0) | A NUMBER(2,0) | B NUMBER(2,0)
--> 1 | 10 | 20
--> 2 | 10 | 20

-- NTH_VALUE
-- https://docs.snowflake.com/en/sql-reference/functions/nth_value
SELECT column1 AS i, NTH_VALUE(column2, 2) OVER (ORDER BY column1) AS a FROM VALUES (1, 10), (2, 20), (3, 30) ORDER BY i;
--> I NUMBER(1,0) | A NUMBER(2,0)
--> 1 | 20
--> 2 | 20
--> 3 | 20

-- A rank needs OVER, and a window has no place in WHERE
-- https://docs.snowflake.com/en/sql-reference/functions-window-syntax
SELECT RANK();
--> error 390962 (42601) at 1:8
SELECT 1 FROM VALUES (1) WHERE ROW_NUMBER() OVER (ORDER BY column1) = 1;
--> error 390992 (42601)
