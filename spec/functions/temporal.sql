-- DATEADD keeps the last day of a month within the month
-- https://docs.snowflake.com/en/sql-reference/functions/dateadd
SELECT DATEADD(month, 1, '2023-01-31'::DATE) AS a, DATEADD('year', -1, '2024-02-29'::DATE) AS b, DATEADD(hour, 2, '2022-04-05'::DATE) AS c,
  DATEADD(minute, 90, '23:00:00'::TIME) AS d;
--> A DATE | B DATE | C TIMESTAMP_NTZ(9) | D TIME(9)
--> 2023-02-28 | 2023-02-28 | 2022-04-05 02:00:00.000 | 00:30:00

-- TIMEADD and TIMESTAMPADD are DATEADD
-- https://docs.snowflake.com/en/sql-reference/functions/timestampadd
SELECT TIMEADD(hour, 2, '2013-05-08 11:22:33.444'::TIMESTAMP_NTZ) AS a, TIMESTAMPADD(day, -2, '2013-05-08'::DATE) AS b;
--> A TIMESTAMP_NTZ(9) | B DATE
--> 2013-05-08 13:22:33.444 | 2013-05-06

-- DATEDIFF counts boundaries
-- https://docs.snowflake.com/en/sql-reference/functions/datediff
SELECT DATEDIFF(year, '2010-04-09 14:39:20'::TIMESTAMP, '2013-05-08 23:39:20'::TIMESTAMP) AS a,
  DATEDIFF('hour', '2013-05-08T23:39:20.123-07:00'::TIMESTAMP, DATEADD(year, 2, ('2013-05-08T23:39:20.123-07:00')::TIMESTAMP)) AS b,
  DATEDIFF(month, '2023-12-31'::DATE, '2024-01-01'::DATE) AS c, DATEDIFF(week, '2024-06-02'::DATE, '2024-06-03'::DATE) AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 3 | 17520 | 1 | 1

-- TIMEDIFF and TIMESTAMPDIFF are DATEDIFF
-- https://docs.snowflake.com/en/sql-reference/functions/timestampdiff
SELECT TIMEDIFF(hour, '01:59:59'::TIME, '03:00:00'::TIME) AS a, TIMESTAMPDIFF(month, '2021-01-01'::TIMESTAMP, '2021-02-28'::TIMESTAMP) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 2 | 1

-- DATE_TRUNC keeps the type
-- https://docs.snowflake.com/en/sql-reference/functions/date_trunc
SELECT DATE_TRUNC('month', '2024-05-09'::DATE) AS a, DATE_TRUNC(hour, '2024-05-09 13:45:10'::TIMESTAMP_NTZ) AS b, DATE_TRUNC('week', '2024-05-09'::DATE) AS c,
  DATE_TRUNC('minute', '08:50:57'::TIME) AS d;
--> A DATE | B TIMESTAMP_NTZ(9) | C DATE | D TIME(9)
--> 2024-05-01 | 2024-05-09 13:00:00.000 | 2024-05-06 | 08:50:00

-- DATE_PART takes abbreviations
-- https://docs.snowflake.com/en/sql-reference/functions/date_part
SELECT DATE_PART(quarter, '2024-04-08'::DATE) AS a, DATE_PART('yy', '2024-04-08'::DATE) AS b,
  DATE_PART(epoch_second, '2024-04-08 23:39:20.123 +00:00'::TIMESTAMP_TZ) AS c, EXTRACT(month FROM '2024-04-08'::DATE) AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 2 | 2024 | 1712619560 | 4

-- LAST_DAY of the month, or of another part
-- https://docs.snowflake.com/en/sql-reference/functions/last_day
SELECT LAST_DAY('2024-05-08 23:39:20'::TIMESTAMP_NTZ) AS a, LAST_DAY('2024-05-08'::DATE, 'year') AS b, LAST_DAY('2024-05-08'::DATE, 'week') AS c;
--> A DATE | B DATE | C DATE
--> 2024-05-31 | 2024-12-31 | 2024-05-12

-- YEAR, QUARTER, MONTH, DAY and their like
-- https://docs.snowflake.com/en/sql-reference/functions/year
SELECT YEAR(d) AS a, QUARTER(d) AS b, MONTH(d) AS c, DAY(d) AS d, DAYOFMONTH(d) AS e, DAYOFYEAR(d) AS f
FROM (SELECT '2013-05-08T23:39:20.123'::TIMESTAMP_NTZ AS d);
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0) | F NUMBER(38,0)
--> 2013 | 2 | 5 | 8 | 8 | 128

-- DAYOFWEEK counts from Sunday, DAYOFWEEKISO from Monday
-- https://docs.snowflake.com/en/sql-reference/functions/year
SELECT DAYOFWEEK('2024-06-09'::DATE) AS a, DAYOFWEEKISO('2024-06-09'::DATE) AS b, DAYOFWEEK('2024-06-10'::DATE) AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 0 | 7 | 1

-- WEEK, WEEKOFYEAR, WEEKISO, YEAROFWEEK and YEAROFWEEKISO are those of ISO by default
-- https://docs.snowflake.com/en/sql-reference/functions/year
SELECT WEEK(d) AS a, WEEKOFYEAR(d) AS b, WEEKISO(d) AS c, YEAROFWEEK(d) AS d, YEAROFWEEKISO(d) AS e FROM (SELECT '2016-01-02'::DATE AS d);
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0)
--> 53 | 53 | 53 | 2015 | 2015

-- HOUR, MINUTE and SECOND
-- https://docs.snowflake.com/en/sql-reference/functions/hour-minute-second
SELECT HOUR(t) AS a, MINUTE(t) AS b, SECOND(t) AS c FROM (SELECT '2013-05-08T23:39:20.123'::TIMESTAMP_NTZ AS t);
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 23 | 39 | 20

-- DAYNAME
-- https://docs.snowflake.com/en/sql-reference/functions/dayname
SELECT DAYNAME('2015-05-01'::DATE) AS a, DAYNAME('2015-05-03 10:00'::TIMESTAMP_NTZ) AS b;
--> A VARCHAR(3) | B VARCHAR(3)
--> Fri | Sun

-- MONTHNAME
-- https://docs.snowflake.com/en/sql-reference/functions/monthname
SELECT MONTHNAME('2015-05-01'::DATE) AS a, MONTHNAME('2015-04-03 10:00'::TIMESTAMP_NTZ) AS b;
--> A VARCHAR(3) | B VARCHAR(3)
--> May | Apr

-- ADD_MONTHS keeps the last day of a month the last day
-- https://docs.snowflake.com/en/sql-reference/functions/add_months
SELECT ADD_MONTHS('2016-05-15'::TIMESTAMP_NTZ, 2) AS a, ADD_MONTHS('2016-02-29'::DATE, 1) AS b, ADD_MONTHS('2016-05-31'::DATE, -1) AS c;
--> A TIMESTAMP_NTZ(9) | B DATE | C DATE
--> 2016-07-15 00:00:00.000 | 2016-03-31 | 2016-04-30

-- DATE_FROM_PARTS counts on beyond the ranges
-- https://docs.snowflake.com/en/sql-reference/functions/date_from_parts
SELECT DATE_FROM_PARTS(1977, 8, 7) AS a, DATE_FROM_PARTS(2004, 2, 0) AS b, DATE_FROM_PARTS(2010, 1, 100) AS c, DATE_FROM_PARTS(2004, -1, 1) AS d;
--> A DATE | B DATE | C DATE | D DATE
--> 1977-08-07 | 2004-01-31 | 2010-04-10 | 2003-11-01

-- DATEFROMPARTS is DATE_FROM_PARTS
-- https://docs.snowflake.com/en/sql-reference/functions/date_from_parts
SELECT DATEFROMPARTS(2010, 1 + 24, 1) AS a;
--> A DATE
--> 2012-01-01

-- CONVERT_TIMEZONE with the source zone, and of a timestamp with one
-- https://docs.snowflake.com/en/sql-reference/functions/convert_timezone
SELECT CONVERT_TIMEZONE('America/Los_Angeles', 'America/New_York', '2024-01-01 14:00:00'::TIMESTAMP_NTZ) AS a,
  CONVERT_TIMEZONE('America/Los_Angeles', '2024-04-05 12:00:00 +02:00'::TIMESTAMP_TZ) AS b,
  CONVERT_TIMEZONE('UTC', '2024-01-01 14:00:00'::TIMESTAMP_LTZ) AS c;
--> A TIMESTAMP_NTZ(9) | B TIMESTAMP_TZ(9) | C TIMESTAMP_TZ(9)
--> 2024-01-01 17:00:00.000 | 2024-04-05 03:00:00.000 -0700 | 2024-01-01 22:00:00.000 +0000

-- A part that does not exist
-- https://docs.snowflake.com/en/sql-reference/functions/dateadd
SELECT DATEADD(fortnight, 1, '2024-01-01'::DATE);
--> error 390961 (22023)
