-- COUNT counts rows, or rows without NULL
-- https://docs.snowflake.com/en/sql-reference/functions/count
SELECT COUNT(*) AS a, COUNT(column1) AS b, COUNT(DISTINCT column1) AS c, COUNT(column1, column2) AS d FROM VALUES (1, 'a'), (1, NULL), (NULL, 'c');
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 3 | 2 | 1 | 1

-- GROUPING and GROUPING_ID tell which keys a row leaves out
-- https://docs.snowflake.com/en/sql-reference/functions/grouping
SELECT column1 AS k, column2 AS l, COUNT(*) AS n, GROUPING(column1) AS a, GROUPING_ID(column1, column2) AS b FROM VALUES ('x', 1), ('x', 2)
GROUP BY ROLLUP (column1, column2) ORDER BY b, l;
--> K VARCHAR(1) | L NUMBER(1,0) | N NUMBER(38,0) | A NUMBER(38,0) | B NUMBER(38,0)
--> x | 1 | 1 | 0 | 0
--> x | 2 | 1 | 0 | 0
--> x | NULL | 2 | 0 | 1
--> NULL | NULL | 2 | 1 | 3

-- COUNT_IF
-- https://docs.snowflake.com/en/sql-reference/functions/count_if
SELECT COUNT_IF(column1 > 1) AS a, COUNT_IF(FALSE) AS b FROM VALUES (1), (2), (3), (NULL);
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 2 | 0

-- SUM leaves NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/sum
SELECT SUM(column1) AS a, SUM(DISTINCT column1) AS b, SUM(column2) AS c, SUM(column1::FLOAT) AS d FROM VALUES (1.5, NULL::INT), (1.5, NULL), (NULL, NULL);
--> A NUMBER(38,1) | B NUMBER(38,1) | C NUMBER(38,0) | D FLOAT
--> 3.0 | 1.5 | NULL | 3

-- AVG has at least six digits behind the point
-- https://docs.snowflake.com/en/sql-reference/functions/avg
SELECT AVG(column1) AS a, AVG(column1::FLOAT) AS b FROM VALUES (1), (2), (2), (NULL);
--> A NUMBER(38,6) | B FLOAT
--> 1.666667 | 1.6666666666666667

-- MIN and MAX leave NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/min
SELECT MIN(column1) AS a, MAX(column1) AS b, MIN(column2) AS c, MAX(column2) AS d FROM VALUES (2, 'b'), (1, 'B'), (NULL, 'a');
--> A NUMBER(1,0) | B NUMBER(1,0) | C VARCHAR(1) | D VARCHAR(1)
--> 1 | 2 | B | b

-- ANY_VALUE
-- https://docs.snowflake.com/en/sql-reference/functions/any_value
SELECT column1 AS k, ANY_VALUE(column2) AS a FROM VALUES ('k', 'same'), ('k', 'same') GROUP BY column1;
--> K VARCHAR(1) | A VARCHAR(4)
--> k | same

-- MODE
-- https://docs.snowflake.com/en/sql-reference/functions/mode
SELECT MODE(column1) AS a FROM VALUES (3), (5), (5), (NULL), (NULL), (NULL);
--> A NUMBER(1,0)
--> 5

-- MIN_BY and MAX_BY
-- https://docs.snowflake.com/en/sql-reference/functions/min_by
SELECT MIN_BY(column1, column2) AS a, MAX_BY(column1, column2) AS b FROM VALUES ('low', 10), ('high', 20), ('none', NULL);
--> A VARCHAR(4) | B VARCHAR(4)
--> low | high

-- MEDIAN is exact
-- https://docs.snowflake.com/en/sql-reference/functions/median
SELECT MEDIAN(column1) AS a, MEDIAN(column2) AS b FROM VALUES (1, 1.5), (2, 2.5), (4, NULL), (NULL, NULL);
--> A NUMBER(38,3) | B NUMBER(38,4)
--> 2.000 | 2.0000

-- LISTAGG joins texts, and gives an empty text for none
-- https://docs.snowflake.com/en/sql-reference/functions/listagg
SELECT LISTAGG(column1, ', ') WITHIN GROUP (ORDER BY column1 DESC) AS a, LISTAGG(DISTINCT column2) AS b, LISTAGG(NULL, ',') AS c
FROM VALUES ('a', 'x'), ('b', 'x'), (NULL, 'x');
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> b, a | x | ''

-- STRING_AGG is LISTAGG
-- https://docs.snowflake.com/en/sql-reference/functions/listagg
SELECT STRING_AGG(column1, ',') WITHIN GROUP (ORDER BY column1) AS a FROM VALUES ('b'), ('a');
--> A VARCHAR(16777216)
--> a,b

-- ARRAY_AGG leaves NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/array_agg
SELECT ARRAY_AGG(column1) WITHIN GROUP (ORDER BY column1 DESC) AS a, ARRAY_AGG(DISTINCT column1) WITHIN GROUP (ORDER BY column1) AS b
FROM VALUES (2), (1), (2), (NULL);
--> A ARRAY | B ARRAY
--> [2,2,1] | [1,2]

-- OBJECT_AGG refuses a key that stands twice
-- https://docs.snowflake.com/en/sql-reference/functions/object_agg
SELECT OBJECT_AGG(column1, column2::VARIANT) AS a FROM VALUES ('b', 2), ('a', 1), (NULL, 3), ('c', NULL);
--> A OBJECT
--> {"a":1,"b":2}
SELECT OBJECT_AGG(column1, column2::VARIANT) FROM VALUES ('k', 1), ('k', 2);
--> error 100099 (22000)

-- STDDEV, STDDEV_SAMP and STDDEV_POP
-- https://docs.snowflake.com/en/sql-reference/functions/stddev
SELECT ROUND(STDDEV(column1), 6) AS a, ROUND(STDDEV_SAMP(column1), 6) AS b, STDDEV_POP(column1) AS c FROM VALUES (2), (4), (4), (4), (5), (5), (7), (9);
--> A FLOAT | B FLOAT | C FLOAT
--> 2.13809 | 2.13809 | 2

-- VARIANCE, VAR_SAMP, VARIANCE_SAMP, VAR_POP and VARIANCE_POP
-- https://docs.snowflake.com/en/sql-reference/functions/variance
SELECT ROUND(VARIANCE(column1), 4) AS a, ROUND(VAR_SAMP(column1), 4) AS b, ROUND(VARIANCE_SAMP(column1), 4) AS c, VAR_POP(column1) AS d,
  VARIANCE_POP(column1) AS e FROM VALUES (2), (4), (4), (4), (5), (5), (7), (9);
--> A FLOAT | B FLOAT | C FLOAT | D FLOAT | E FLOAT
--> 4.5714 | 4.5714 | 4.5714 | 4 | 4

-- CORR, COVAR_POP and COVAR_SAMP
-- https://docs.snowflake.com/en/sql-reference/functions/corr
SELECT ROUND(CORR(column2, column1), 6) AS a, COVAR_POP(column2, column1) AS b, COVAR_SAMP(column2, column1) AS c FROM VALUES (1, 2), (2, 4), (3, 6);
--> A FLOAT | B FLOAT | C FLOAT
--> 1 | 1.3333333333333333 | 2

-- SKEW
-- https://docs.snowflake.com/en/sql-reference/functions/skew
SELECT SKEW(column1) AS a FROM VALUES (1), (2), (3);
--> A FLOAT
--> 0

-- BOOLAND_AGG, BOOLOR_AGG and BOOLXOR_AGG
-- https://docs.snowflake.com/en/sql-reference/functions/booland_agg
SELECT BOOLAND_AGG(column1) AS a, BOOLOR_AGG(column1) AS b, BOOLXOR_AGG(column1) AS c, BOOLAND_AGG(column2) AS d
FROM VALUES (TRUE, NULL::BOOLEAN), (FALSE, NULL), (NULL, NULL);
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> false | true | true | NULL

-- BITAND_AGG, BITOR_AGG and BITXOR_AGG
-- https://docs.snowflake.com/en/sql-reference/functions/bitand_agg
SELECT BITAND_AGG(column1) AS a, BITOR_AGG(column1) AS b, BITXOR_AGG(column1) AS c FROM VALUES (15), (26), (12), (NULL);
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 8 | 31 | 25

-- APPROX_COUNT_DISTINCT and HLL
-- https://docs.snowflake.com/en/sql-reference/functions/approx_count_distinct
SELECT APPROX_COUNT_DISTINCT(column1) AS a, HLL(column1) AS b FROM VALUES (1), (1), (2), (NULL);
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 2 | 2

-- An aggregate has no place in WHERE
-- https://docs.snowflake.com/en/sql-reference/functions-aggregation
SELECT 1 FROM VALUES (1) WHERE SUM(column1) > 0;
--> error 002035 (42601)
