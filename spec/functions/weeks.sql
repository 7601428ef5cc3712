-- WEEK_START is the first day of weeks, whatever asks for them
-- https://docs.snowflake.com/en/sql-reference/functions-date-time#controlling-the-first-day-of-the-week
ALTER SESSION SET WEEK_START = 3;
SELECT column1::DATE AS d, DAYNAME(d) AS n, DAYOFWEEK(d) AS dow, DATE_TRUNC('week', d) AS first, LAST_DAY(d, 'week') AS last, DATEDIFF('week', '2017-01-01', d) AS weeks
FROM VALUES ('2016-12-30'), ('2017-01-03'), ('2017-01-04'), ('2017-12-31');
--> D DATE | N VARCHAR(3) | DOW NUMBER(38,0) | FIRST DATE | LAST DATE | WEEKS NUMBER(38,0)
--> 2016-12-30 | Fri | 3 | 2016-12-28 | 2017-01-03 | 0
--> 2017-01-03 | Tue | 7 | 2016-12-28 | 2017-01-03 | 0
--> 2017-01-04 | Wed | 1 | 2017-01-04 | 2017-01-10 | 1
--> 2017-12-31 | Sun | 5 | 2017-12-27 | 2018-01-02 | 52

-- WEEK_OF_YEAR_POLICY tells to which year a week belongs
-- https://docs.snowflake.com/en/sql-reference/functions-date-time#first-and-last-weeks-of-the-year
ALTER SESSION SET WEEK_OF_YEAR_POLICY = 0, WEEK_START = 3;
SELECT column1::DATE AS d, WEEK(d) AS w, WEEKISO(d) AS i, YEAROFWEEK(d) AS y, YEAROFWEEKISO(d) AS yi FROM VALUES ('2016-12-30'), ('2017-01-02'), ('2017-01-04'), ('2017-12-30');
--> D DATE | W NUMBER(38,0) | I NUMBER(38,0) | Y NUMBER(38,0) | YI NUMBER(38,0)
--> 2016-12-30 | 53 | 52 | 2016 | 2016
--> 2017-01-02 | 53 | 1 | 2016 | 2017
--> 2017-01-04 | 1 | 1 | 2017 | 2017
--> 2017-12-30 | 52 | 52 | 2017 | 2017
ALTER SESSION SET WEEK_OF_YEAR_POLICY = 1, WEEK_START = 1;
SELECT column1::DATE AS d, WEEK(d) AS w, YEAROFWEEK(d) AS y FROM VALUES ('2016-12-31'), ('2017-01-01'), ('2017-01-02'), ('2017-12-31');
--> D DATE | W NUMBER(38,0) | Y NUMBER(38,0)
--> 2016-12-31 | 53 | 2016
--> 2017-01-01 | 1 | 2017
--> 2017-01-02 | 2 | 2017
--> 2017-12-31 | 53 | 2017

-- TIME_SLICE of weeks begins with the week of 1970-01-01; ISO weeks and their years can be cut to
-- https://docs.snowflake.com/en/sql-reference/functions/time_slice
ALTER SESSION SET WEEK_START = 7;
SELECT TIME_SLICE('1970-01-10'::DATE, 2, 'WEEK') AS a, TIME_SLICE('1970-01-10'::DATE, 2, 'WEEK', 'END') AS b, DATE_TRUNC(week_iso, '2017-01-01'::DATE) AS c, DATE_TRUNC('yearofweekiso', '2017-01-01'::DATE) AS d;
--> A DATE | B DATE | C DATE | D DATE
--> 1969-12-28 | 1970-01-11 | 2016-12-26 | 2016-01-04
SELECT DATE_TRUNC(day, '10:00:00'::TIME);
--> error 390961 (22023)
