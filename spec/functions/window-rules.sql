-- CONDITIONAL_TRUE_EVENT and CONDITIONAL_CHANGE_EVENT
-- https://docs.snowflake.com/en/sql-reference/functions/conditional_change_event
CREATE TABLE table1 (province VARCHAR, o_col INTEGER, o2_col INTEGER);
INSERT INTO table1 (province, o_col, o2_col) VALUES ('Alberta', 0, 10), ('Alberta', 0, 10), ('Alberta', 13, 10), ('Alberta', 13, 11), ('Alberta', 14, 11), ('Alberta', 15, 12), ('Alberta', NULL, NULL), ('Manitoba', 30, 30);
SELECT province, o_col, CONDITIONAL_CHANGE_EVENT(o_col) OVER (PARTITION BY province ORDER BY o_col) AS change_event, CONDITIONAL_TRUE_EVENT(o_col) OVER (PARTITION BY province ORDER BY o_col) AS true_event FROM table1 ORDER BY province, o_col;
--> PROVINCE VARCHAR(16777216) | O_COL NUMBER(38,0) | CHANGE_EVENT NUMBER(38,0) | TRUE_EVENT NUMBER(38,0)
--> Alberta | 0 | 0 | 0
--> Alberta | 0 | 0 | 0
--> Alberta | 13 | 1 | 1
--> Alberta | 13 | 1 | 2
--> Alberta | 14 | 2 | 3
--> Alberta | 15 | 3 | 4
--> Alberta | NULL | 3 | 4
--> Manitoba | 30 | 0 | 1
SELECT province, o_col, CONDITIONAL_CHANGE_EVENT(o_col < 15) OVER (PARTITION BY province ORDER BY o_col) AS a, CONDITIONAL_TRUE_EVENT(LAG(o_col) OVER (PARTITION BY province ORDER BY o_col) > 1) OVER (PARTITION BY province ORDER BY o_col) AS b FROM table1 WHERE o_col > 0 QUALIFY b < 3 ORDER BY province, o_col;
--> PROVINCE VARCHAR(16777216) | O_COL NUMBER(38,0) | A NUMBER(38,0) | B NUMBER(38,0)
--> Alberta | 13 | 0 | 0
--> Alberta | 13 | 0 | 1
--> Alberta | 14 | 0 | 2
--> Manitoba | 30 | 0 | 0

-- NTH_VALUE from either end, and gaps filled
-- https://docs.snowflake.com/en/sql-reference/functions/nth_value
SELECT column1 AS i, NTH_VALUE(column1, 1) FROM LAST OVER (ORDER BY column1) AS a, NTH_VALUE(column1, 1) FROM FIRST RESPECT NULLS OVER (ORDER BY column1) AS b, NTH_VALUE(column2, 1) FROM LAST IGNORE NULLS OVER (ORDER BY column1) AS c FROM VALUES (1, 10), (2, NULL), (3, NULL) ORDER BY 1;
--> I NUMBER(1,0) | A NUMBER(1,0) | B NUMBER(1,0) | C NUMBER(2,0)
--> 1 | 3 | 1 | 10
--> 2 | 3 | 1 | 10
--> 3 | 3 | 1 | 10

-- INTERPOLATE_FFILL and INTERPOLATE_BFILL
-- https://docs.snowflake.com/en/sql-reference/functions/interpolate_bfill
SELECT column1 AS i, INTERPOLATE_FFILL(column2) OVER (ORDER BY column1) AS f, INTERPOLATE_BFILL(column2) OVER (ORDER BY column1) AS b FROM VALUES (1, NULL), (2, 48), (3, NULL), (4, 49) ORDER BY 1;
--> I NUMBER(1,0) | F NUMBER(2,0) | B NUMBER(2,0)
--> 1 | NULL | 48
--> 2 | 48 | 48
--> 3 | 48 | 49
--> 4 | 49 | 49
SELECT INTERPOLATE_BFILL(column1) OVER (ORDER BY column1 ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM VALUES (1);
--> error 002303 (0A000)

-- What OVER may hold
-- https://docs.snowflake.com/en/sql-reference/functions-window-syntax
SELECT RANK() OVER () FROM VALUES (1);
--> error 390997 (42601)
SELECT SUM(column1) OVER (ORDER BY column1 RANGE BETWEEN 2 PRECEDING AND 4 PRECEDING) FROM VALUES (1);
--> error 390998 (42601)
SELECT SUM(column1) OVER (ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM VALUES (1);
--> error 390997 (42601)
SELECT LISTAGG(column1) OVER (ORDER BY column1) FROM VALUES (1);
--> error 002303 (0A000)
SELECT MEDIAN(column1) OVER (PARTITION BY column1 ORDER BY column1 ROWS UNBOUNDED PRECEDING) FROM VALUES (1);
--> error 002303 (0A000)

-- The order means nothing to RATIO_TO_REPORT
-- https://docs.snowflake.com/en/sql-reference/functions/ratio_to_report
SELECT column1 AS i, RATIO_TO_REPORT(column1) OVER (ORDER BY column1) AS r FROM VALUES (1), (3) ORDER BY 1;
--> I NUMBER(1,0) | R NUMBER(7,6)
--> 1 | 0.250000
--> 3 | 0.750000

-- Distinct values have no order, but for a COUNT of one value
-- https://docs.snowflake.com/en/sql-reference/functions/count#usage-notes
SELECT SUM(DISTINCT column1) OVER (ORDER BY column2) FROM VALUES (1, 2);
--> error 391030 (42601)
SELECT AVG(DISTINCT column1) OVER (ORDER BY column2) FROM VALUES (1, 2);
--> error 391030 (42601)
SELECT COUNT(DISTINCT column1, column2) OVER (ORDER BY column2) FROM VALUES (1, 2);
--> error 391030 (42601)
SELECT COUNT(DISTINCT column1) OVER (ORDER BY column2) AS a FROM VALUES (1, 1), (1, 2), (2, 3) ORDER BY column2;
--> A NUMBER(38,0)
--> 1
--> 1
--> 2

-- ARRAY_AGG in the order of OVER takes neither DISTINCT nor WITHIN GROUP
-- https://docs.snowflake.com/en/sql-reference/functions/array_agg#usage-notes
SELECT ARRAY_AGG(DISTINCT column1) OVER (ORDER BY column2) FROM VALUES (1, 2);
--> error 391030 (42601)
SELECT ARRAY_AGG(column1) WITHIN GROUP (ORDER BY column1) OVER (ORDER BY column2) FROM VALUES (1, 2);
--> error 000002 (0A000)

-- Over a range with offsets COUNT counts rows or one value
-- https://docs.snowflake.com/en/sql-reference/functions-window-syntax#label-range-between-limitations
SELECT COUNT(v.*) OVER (ORDER BY column1 RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM VALUES (1, 2) AS v;
--> error 002303 (0A000)
SELECT COUNT(*) OVER (ORDER BY column1 RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS a FROM VALUES (1), (2), (4) ORDER BY column1;
--> A NUMBER(38,0)
--> 1
--> 2
--> 1
