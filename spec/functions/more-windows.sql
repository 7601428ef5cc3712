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

-- INTERPOLATE_LINEAR fills a gap along the line between the nearest values
-- https://docs.snowflake.com/en/sql-reference/functions/interpolate_bfill
CREATE TABLE readings (g VARCHAR, o INT, v INT, n NUMBER(10,2), d DATE);
INSERT INTO readings VALUES ('a', 1, NULL, NULL, '2024-01-01'), ('a', 2, 10, 10, '2024-01-02'), ('a', 4, NULL, NULL, '2024-01-04'),
  ('a', 6, 21, 21.5, '2024-01-12'), ('a', 7, NULL, NULL, '2024-01-13'), ('b', 1, 5, 5, '2024-01-01'), ('b', 2, NULL, NULL, '2024-01-02');
SELECT g, o, INTERPOLATE_LINEAR(v) OVER (PARTITION BY g ORDER BY o) AS a, INTERPOLATE_LINEAR(n) OVER (PARTITION BY g ORDER BY d) AS b
  FROM readings ORDER BY g, o;
--> G VARCHAR(16777216) | O NUMBER(38,0) | A NUMBER(38,0) | B NUMBER(10,2)
--> a | 1 | NULL | NULL
--> a | 2 | 10 | 10.00
--> a | 4 | 16 | 12.30
--> a | 6 | 21 | 21.50
--> a | 7 | NULL | NULL
--> b | 1 | 5 | 5.00
--> b | 2 | NULL | NULL
SELECT INTERPOLATE_LINEAR(v) OVER (ORDER BY o ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM readings;
--> error 002303 (0A000)
SELECT INTERPOLATE_LINEAR(v) OVER (ORDER BY g) FROM readings;
--> error 000002 (0A000)
