-- Between two values lies what the straight line gives
-- https://docs.snowflake.com/en/sql-reference/functions/percentile_cont
SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY column1) AS a, PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY column1 DESC) AS b, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY column1) AS c FROM VALUES (4.00), (8.00), (12.00), (40.00);
--> A NUMBER(38,5) | B NUMBER(38,5) | C NUMBER(4,2)
--> 7.00000 | 19.00000 | 8.00
SELECT PERCENTILE_CONT(0.5) FROM VALUES (1);
--> error 000002 (0A000)
