-- RATIO_TO_REPORT is a part of the sum
-- https://docs.snowflake.com/en/sql-reference/functions/ratio_to_report
SELECT column1 AS p, column2 AS a, RATIO_TO_REPORT(column2) OVER (PARTITION BY column1) AS r FROM VALUES ('x', 25.00), ('x', 75.00), ('y', 0.00) ORDER BY p, a;
--> P VARCHAR(1) | A NUMBER(4,2) | R NUMBER(12,8)
--> x | 25.00 | 0.25000000
--> x | 75.00 | 0.75000000
--> y | 0.00 | NULL

-- A window orders VARIANT numbers as numbers
-- https://docs.snowflake.com/en/sql-reference/functions/row_number
SELECT ROW_NUMBER() OVER (ORDER BY v) AS n, v FROM (SELECT PARSE_JSON(column1) AS v FROM VALUES ('10'), ('9'), ('"x"')) ORDER BY n;
--> N NUMBER(38,0) | V VARIANT
--> 1 | "x"
--> 2 | 9
--> 3 | 10
