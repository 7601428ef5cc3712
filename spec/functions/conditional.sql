-- COALESCE gives the first value that is not NULL, in the common type
-- https://docs.snowflake.com/en/sql-reference/functions/coalesce
SELECT COALESCE(NULL, 1, 2.5) AS a, COALESCE('x', NULL) AS b, COALESCE(NULL, NULL) IS NULL AS c;
--> A NUMBER(2,1) | B VARCHAR(1) | C BOOLEAN
--> 1.0 | x | true

-- DECODE compares NULL with NULL, and the first match wins
-- https://docs.snowflake.com/en/sql-reference/functions/decode
SELECT DECODE(c, 1, 'one', NULL, 'none', 'other') AS a, DECODE(c, 1, 'one') AS b
FROM VALUES (1), (NULL), (9) AS t (c);
--> A VARCHAR(5) | B VARCHAR(3)
--> one | one
--> none | NULL
--> other | NULL

-- EQUAL_NULL treats NULL as a known value
-- https://docs.snowflake.com/en/sql-reference/functions/equal_null
SELECT EQUAL_NULL(1, 1) AS a, EQUAL_NULL(1, NULL) AS b, EQUAL_NULL(NULL, NULL) AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | false | true

-- IFF gives the second value unless the condition is true
-- https://docs.snowflake.com/en/sql-reference/functions/iff
SELECT IFF(TRUE, 'true', 'false') AS a, IFF(NULL, 'true', 'false') AS b, IFF(1 = 1, 1, 2.25) AS c;
--> A VARCHAR(5) | B VARCHAR(5) | C NUMBER(3,2)
--> true | false | 1.00

-- IFNULL gives the second value for NULL
-- https://docs.snowflake.com/en/sql-reference/functions/ifnull
SELECT IFNULL(NULL, 5) AS a, IFNULL(3, 5) AS b;
--> A NUMBER(1,0) | B NUMBER(1,0)
--> 5 | 3

-- NVL gives the second value for NULL
-- https://docs.snowflake.com/en/sql-reference/functions/nvl
SELECT NVL('food', 'bard') AS a, NVL(NULL, 3.14) AS b, NVL(NULL, NULL) IS NULL AS c;
--> A VARCHAR(4) | B NUMBER(3,2) | C BOOLEAN
--> food | 3.14 | true

-- NVL2 chooses by NULL
-- https://docs.snowflake.com/en/sql-reference/functions/nvl2
SELECT NVL2(NULL, 5, 3) AS a, NVL2(0, 5, 3) AS b, NVL2(0, NULL, 3) AS c;
--> A NUMBER(1,0) | B NUMBER(1,0) | C NUMBER(1,0)
--> 3 | 5 | NULL

-- NULLIF gives NULL where both are equal
-- https://docs.snowflake.com/en/sql-reference/functions/nullif
SELECT NULLIF(0, 0) AS a, NULLIF(0, 1) AS b, NULLIF(0, NULL) AS c, NULLIF(NULL, 0) IS NULL AS d;
--> A NUMBER(1,0) | B NUMBER(1,0) | C NUMBER(1,0) | D BOOLEAN
--> NULL | 0 | 0 | true

-- ZEROIFNULL gives 0 for NULL
-- https://docs.snowflake.com/en/sql-reference/functions/zeroifnull
SELECT ZEROIFNULL(1) AS a, ZEROIFNULL(NULL::INT) AS b, ZEROIFNULL(3.14159) AS c;
--> A NUMBER(1,0) | B NUMBER(38,0) | C NUMBER(6,5)
--> 1 | 0 | 3.14159

-- NULLIFZERO gives NULL for 0
-- https://docs.snowflake.com/en/sql-reference/functions/nullifzero
SELECT NULLIFZERO(0) AS a, NULLIFZERO(52) AS b, NULLIFZERO(3.14159) AS c;
--> A NUMBER(1,0) | B NUMBER(2,0) | C NUMBER(6,5)
--> NULL | 52 | 3.14159

-- IS_NULL_VALUE tells JSON null from SQL NULL
-- https://docs.snowflake.com/en/sql-reference/functions/is_null_value
SELECT IS_NULL_VALUE(v:a) AS a, IS_NULL_VALUE(v:b) AS b, IS_NULL_VALUE(v:c) AS c
FROM (SELECT PARSE_JSON('{"a": null, "b": "null"}') AS v);
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | false | NULL

-- GREATEST gives NULL where any value is NULL
-- https://docs.snowflake.com/en/sql-reference/functions/greatest
SELECT GREATEST(1, 3, 0) AS a, GREATEST(1, NULL, 5) AS b, GREATEST(1, 2.5) AS c, GREATEST('b', 'a') AS d;
--> A NUMBER(1,0) | B NUMBER(1,0) | C NUMBER(2,1) | D VARCHAR(1)
--> 3 | NULL | 2.5 | b

-- LEAST gives NULL where any value is NULL
-- https://docs.snowflake.com/en/sql-reference/functions/least
SELECT LEAST(1, 3, 0) AS a, LEAST(1, NULL, 5) AS b, LEAST('2024-02-01'::DATE, '2024-01-01'::DATE) AS c;
--> A NUMBER(1,0) | B NUMBER(1,0) | C DATE
--> 0 | NULL | 2024-01-01

-- GREATEST_IGNORE_NULLS leaves NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/greatest_ignore_nulls
SELECT GREATEST_IGNORE_NULLS(1, 2, NULL) AS a, GREATEST_IGNORE_NULLS(NULL::INT, NULL::INT) AS b;
--> A NUMBER(1,0) | B NUMBER(38,0)
--> 2 | NULL

-- LEAST_IGNORE_NULLS leaves NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/least_ignore_nulls
SELECT LEAST_IGNORE_NULLS(NULL, 3, 5) AS a, LEAST_IGNORE_NULLS(NULL::INT, NULL::INT) AS b;
--> A NUMBER(1,0) | B NUMBER(38,0)
--> 3 | NULL

-- BOOLAND is true where neither is zero
-- https://docs.snowflake.com/en/sql-reference/functions/booland
SELECT BOOLAND(1, -2) AS a, BOOLAND(0, 2) AS b, BOOLAND(0, NULL) AS c, BOOLAND(3, NULL) AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | false | NULL

-- BOOLOR is true where one is not zero
-- https://docs.snowflake.com/en/sql-reference/functions/boolor
SELECT BOOLOR(1, 0) AS a, BOOLOR(0, 0) AS b, BOOLOR(3, NULL) AS c, BOOLOR(0, NULL) AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | true | NULL

-- BOOLXOR is true where exactly one is not zero
-- https://docs.snowflake.com/en/sql-reference/functions/boolxor
SELECT BOOLXOR(2, 0) AS a, BOOLXOR(1, -1) AS b, BOOLXOR(0, 0) AS c, BOOLXOR(NULL, 3) AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | false | NULL

-- BOOLNOT is true for zero
-- https://docs.snowflake.com/en/sql-reference/functions/boolnot
SELECT BOOLNOT(0) AS a, BOOLNOT(10) AS b, BOOLNOT(-3.79) AS c, BOOLNOT(NULL) AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | false | NULL

-- A function with too few arguments
-- https://docs.snowflake.com/en/sql-reference/functions/iff
SELECT IFF(TRUE, 1);
--> error 000938 (22023) at 1:8
SELECT GREATEST();
--> error 000938 (22023) at 1:8

-- A name that is no function
-- https://docs.snowflake.com/en/sql-reference-functions
SELECT NO_SUCH_FUNCTION(1);
--> error 002140 (42601) at 1:8

-- BOOLAND and its like round before they look for zero
-- https://docs.snowflake.com/en/sql-reference/functions/booland
SELECT BOOLAND(2, 0.3) AS a, BOOLAND(-0.4, 5) AS b, 2 AND 0.3 AS c, BOOLOR(0.4, 0) AS d, BOOLNOT(0.4) AS e;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN
--> false | false | true | false | true

-- REGR_VALX and REGR_VALY give one value where both are there
-- https://docs.snowflake.com/en/sql-reference/functions/regr_valx
SELECT REGR_VALX(NULL, 10) AS a, REGR_VALX(1, NULL) AS b, REGR_VALX(1, 10) AS c, REGR_VALY(1, 10) AS d;
--> A FLOAT | B FLOAT | C FLOAT | D FLOAT
--> NULL | NULL | 10 | 1

-- GREATEST and LEAST of VARIANT compare the values, not their texts
-- https://docs.snowflake.com/en/sql-reference/functions/greatest
SELECT GREATEST(PARSE_JSON('9'), PARSE_JSON('10')) AS a, LEAST(PARSE_JSON('9'), PARSE_JSON('10')) AS b, GREATEST_IGNORE_NULLS(NULL::VARIANT, PARSE_JSON('3')) AS c;
--> A VARIANT | B VARIANT | C VARIANT
--> 10 | 9 | 3
