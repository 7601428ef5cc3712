-- FILTER
-- https://docs.snowflake.com/en/sql-reference/functions/filter
SELECT FILTER([{'name': 'Pat', 'value': 50}, {'name': 'Dana', 'value': 25}], a -> a:value >= 50) AS f;
--> F ARRAY
--> [{"name":"Pat","value":50}]
SELECT FILTER([1, NULL, 3, 5, NULL], a -> a IS NOT NULL) AS f;
--> F ARRAY
--> [1,3,5]
SELECT FILTER(col1, v -> v < col2) AS f FROM (SELECT [10, 15, 20] AS col1, 18 AS col2);
--> F ARRAY
--> [10,15]
SELECT FILTER(NULL, v -> v > 1) AS f;
--> F ARRAY
--> NULL
SELECT FILTER([1], 2);
--> error 000002 (0A000) at 1:20

-- TRANSFORM
-- https://docs.snowflake.com/en/sql-reference/functions/transform
SELECT TRANSFORM([1, 2, 3], a INT -> a * 2) AS t;
--> T ARRAY
--> [2,4,6]
SELECT TRANSFORM([{'value': 50}, {'value': 75}], c -> c:value || ' is the number') AS t;
--> T ARRAY
--> ["50 is the number","75 is the number"]
SELECT TRANSFORM([[1, 2], [3]], x -> TRANSFORM(x, y -> y + ARRAY_SIZE(x))) AS t;
--> T ARRAY
--> [[3,4],[4]]

-- REDUCE
-- https://docs.snowflake.com/en/sql-reference/functions/reduce
SELECT REDUCE([1, 2, 3], 10, (acc INT, val INT) -> acc + val) AS r;
--> R NUMBER(38,0)
--> 16
SELECT REDUCE([1, NULL, 2], 0, (acc, val) -> acc + ZEROIFNULL(val)) AS r;
--> R FLOAT
--> 3
SELECT REDUCE(['a', 'b', 'c'], '', (acc, val) -> acc || '-' || val) AS r;
--> R VARCHAR(16777216)
--> -a-b-c
SELECT REDUCE([1, 2, 3, 4], [], (acc, val) -> ARRAY_PREPEND(acc, val)) AS r;
--> R ARRAY
--> [4,3,2,1]
SELECT REDUCE([], 5, (acc INT, val INT) -> acc + val) AS r, REDUCE(NULL, 5, (acc, val) -> acc) AS n;
--> R NUMBER(38,0) | N NUMBER(1,0)
--> 5 | NULL
