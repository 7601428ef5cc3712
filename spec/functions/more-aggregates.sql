-- Between two values lies what the straight line gives
-- https://docs.snowflake.com/en/sql-reference/functions/percentile_cont
SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY column1) AS a, PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY column1 DESC) AS b, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY column1) AS c FROM VALUES (4.00), (8.00), (12.00), (40.00);
--> A NUMBER(38,5) | B NUMBER(38,5) | C NUMBER(4,2)
--> 7.00000 | 19.00000 | 8.00
SELECT PERCENTILE_CONT(0.5) FROM VALUES (1);
--> error 000002 (0A000)

-- Distinct values are ordered by themselves only
-- https://docs.snowflake.com/en/sql-reference/functions/listagg#usage-notes
SELECT LISTAGG(DISTINCT column1) WITHIN GROUP (ORDER BY column2) FROM VALUES (1, 2);
--> error 390965 (42601)
SELECT ARRAY_AGG(DISTINCT column1) WITHIN GROUP (ORDER BY column2) FROM VALUES (1, 2);
--> error 390965 (42601)

-- Some aggregates do not take DISTINCT
-- https://docs.snowflake.com/en/sql-reference/functions/median#usage-notes
SELECT MEDIAN(DISTINCT column1) FROM VALUES (1);
--> error 000002 (0A000)
SELECT MODE(DISTINCT column1) FROM VALUES (1);
--> error 000002 (0A000)
SELECT CORR(DISTINCT column1, column2) FROM VALUES (1, 2);
--> error 000002 (0A000)

-- MODE has no arrays and objects
-- https://docs.snowflake.com/en/sql-reference/functions/mode
SELECT MODE(ARRAY_CONSTRUCT(column1)) FROM VALUES (1);
--> error 001044 (42P13)

-- A percentile lies between 0 and 1
-- https://docs.snowflake.com/en/sql-reference/functions/percentile_cont
SELECT PERCENTILE_CONT(-0.5) WITHIN GROUP (ORDER BY column1) FROM VALUES (1);
--> error 390961 (22023)
SELECT PERCENTILE_DISC(1.5) WITHIN GROUP (ORDER BY column1 DESC) FROM VALUES (1);
--> error 390961 (22023)

-- MAX_BY returns at most 1000 values
-- https://docs.snowflake.com/en/sql-reference/functions/max_by
SELECT MAX_BY(column1, column2, 1001) FROM VALUES (1, 2);
--> error 390961 (22023)
SELECT MAX_BY(column1, column2, 1000) AS a FROM VALUES (1, 2), (3, 4);
--> A ARRAY
--> [3,1]
