-- Parts beyond their range count on
-- https://docs.snowflake.com/en/sql-reference/functions/timestamp_from_parts
SELECT TIME_FROM_PARTS(0, 150, 0) AS a, TIMEFROMPARTS(7, 8, 9) AS b, TIMESTAMP_NTZ_FROM_PARTS(2024, 2, 29, 23, 59, 58, 250000000) AS c, TIMESTAMP_FROM_PARTS(2024, 3, 1, 0, 0, -90) AS d, TIMESTAMPFROMPARTS(2024, 1, 2, 3, 4, 5) AS e, TIMESTAMP_LTZ_FROM_PARTS(2024, 1, 2, 3, 4, 5)::TIMESTAMP_NTZ AS f;
--> A TIME(9) | B TIME(9) | C TIMESTAMP_NTZ(9) | D TIMESTAMP_NTZ(9) | E TIMESTAMP_NTZ(9) | F TIMESTAMP_NTZ(9)
--> 02:30:00 | 07:08:09 | 2024-02-29 23:59:58.250 | 2024-02-29 23:58:30.000 | 2024-01-02 03:04:05.000 | 2024-01-02 03:04:05.000

-- MONTHS_BETWEEN is whole on the same day and between last days
-- https://docs.snowflake.com/en/sql-reference/functions/months_between
SELECT MONTHS_BETWEEN('2024-05-15'::DATE, '2024-02-15'::DATE) AS a, MONTHS_BETWEEN('2023-04-30'::DATE, '2023-02-28'::DATE) AS b, MONTHS_BETWEEN('2024-03-01'::DATE, '2024-02-15'::DATE)::NUMBER(10,6) AS c;
--> A FLOAT | B FLOAT | C NUMBER(10,6)
--> 3 | 2 | 0.548387

-- TIME_SLICE begins or ends a slice
-- https://docs.snowflake.com/en/sql-reference/functions/time_slice
SELECT TIME_SLICE('2024-02-28 17:23:45'::TIMESTAMP_NTZ, 6, 'HOUR') AS a, TIME_SLICE('2024-02-28 17:23:45'::TIMESTAMP_NTZ, 15, 'MINUTE', 'END') AS b, TIME_SLICE('1970-01-11'::DATE, 2, 'WEEK') AS c;
--> A TIMESTAMP_NTZ(9) | B TIMESTAMP_NTZ(9) | C DATE
--> 2024-02-28 12:00:00.000 | 2024-02-28 17:30:00.000 | 1969-12-29

-- TIMESTAMP_TZ_FROM_PARTS takes a zone, and all kinds have a second name
-- https://docs.snowflake.com/en/sql-reference/functions/timestamp_from_parts
ALTER SESSION SET TIMEZONE = 'America/New_York';
SELECT TIMESTAMP_TZ_FROM_PARTS(2013, 4, 5, 12, 00, 00) AS a, TIMESTAMPTZFROMPARTS(2013, 4, 5, 12, 00, 00, 0, 'America/Los_Angeles') AS b, TIMESTAMPLTZFROMPARTS(2013, 4, 5, 12, 00, 00) AS c,
  TIMESTAMPNTZFROMPARTS(TO_DATE('2013-04-05'), TO_TIME('12:00:00')) AS d;
--> A TIMESTAMP_TZ(9) | B TIMESTAMP_TZ(9) | C TIMESTAMP_LTZ(9) | D TIMESTAMP_NTZ(9)
--> 2013-04-05 12:00:00.000 -0400 | 2013-04-05 12:00:00.000 -0700 | 2013-04-05 12:00:00.000 -0400 | 2013-04-05 12:00:00.000

-- NEXT_DAY and PREVIOUS_DAY
-- https://docs.snowflake.com/en/sql-reference/functions/next_day
SELECT NEXT_DAY('2025-05-06'::DATE, 'Friday') AS a, PREVIOUS_DAY('2025-05-06'::DATE, 'Friday') AS b, NEXT_DAY('2025-05-09 10:00'::TIMESTAMP_NTZ, ' fr') AS c;
--> A DATE | B DATE | C DATE
--> 2025-05-09 | 2025-05-02 | 2025-05-16
SELECT NEXT_DAY('2025-05-06'::DATE, 'someday');
--> error 390961 (22023)

-- CONVERT_TIMEZONE of a text, a date, and a timestamp without a zone
-- https://docs.snowflake.com/en/sql-reference/functions/convert_timezone
SELECT CONVERT_TIMEZONE('America/Los_Angeles', '2024-04-05 12:00:00 +02:00') AS a, CONVERT_TIMEZONE('UTC', '2024-04-05 12:00:00'::TIMESTAMP_NTZ) AS b, CONVERT_TIMEZONE('UTC', '2024-04-05'::DATE) AS c;
--> A TIMESTAMP_TZ(9) | B TIMESTAMP_TZ(9) | C TIMESTAMP_TZ(9)
--> 2024-04-05 03:00:00.000 -0700 | 2024-04-05 19:00:00.000 +0000 | 2024-04-05 07:00:00.000 +0000
SELECT CONVERT_TIMEZONE('Nowhere/Land', '2024-04-05 12:00:00');
--> error 390991 (22023)

-- Days of a TIMESTAMP_TZ are those of its own clock
-- https://docs.snowflake.com/en/sql-reference/data-types-datetime#timestamp-ltz-timestamp-ntz-timestamp-tz
SELECT DATEDIFF(day, '2024-01-01 23:00:00 -0800'::TIMESTAMP_TZ, '2024-01-02 01:00:00 -0800'::TIMESTAMP_TZ) AS a, '2024-01-01 00:00 +0000'::TIMESTAMP_TZ + 1 AS b,
  EXTRACT('quarter', '2024-05-09'::DATE) AS c, DATE_PART(month FROM '2024-05-09'::DATE) AS d, '2024-01-31'::DATE + INTERVAL '1 quarter, 2 weeks' AS e;
--> A NUMBER(38,0) | B TIMESTAMP_TZ(9) | C NUMBER(38,0) | D NUMBER(38,0) | E DATE
--> 1 | 2024-01-02 00:00:00.000 +0000 | 2 | 5 | 2024-05-14

-- Names of zones are case-sensitive, and most abbreviations are none
-- https://docs.snowflake.com/en/sql-reference/functions/convert_timezone
SELECT CONVERT_TIMEZONE('utc', '2024-01-01'::DATE);
--> error 390991 (22023)
SELECT CONVERT_TIMEZONE('America/New_York', 'america/los_angeles', '2024-01-01'::TIMESTAMP_NTZ);
--> error 390991 (22023)
SELECT CONVERT_TIMEZONE('PST', '2024-01-01'::DATE);
--> error 390991 (22023)
SELECT CONVERT_TIMEZONE('Asia/Calcutta', '2024-01-01'::DATE) AS a, CONVERT_TIMEZONE('Europe/Kyiv', '2024-01-01'::DATE) AS b;
--> A TIMESTAMP_TZ(9) | B TIMESTAMP_TZ(9)
--> 2024-01-01 13:30:00.000 +0530 | 2024-01-01 10:00:00.000 +0200

-- TIME_SLICE of a DATE is not shorter than a day
-- https://docs.snowflake.com/en/sql-reference/functions/time_slice
SELECT TIME_SLICE('2024-05-15'::DATE, 1, 'HOUR');
--> error 390961 (22023)
SELECT TIME_SLICE('2024-05-15'::DATE, 0, 'DAY');
--> error 390961 (22023)
SELECT TIME_SLICE('2024-05-15'::DATE, 1, 'Month') AS a;
--> A DATE
--> 2024-05-01

-- DATE_PART has no milliseconds, and of a DATE no epoch finer than seconds
-- https://docs.snowflake.com/en/sql-reference/functions/date_part#usage-notes
SELECT DATE_PART(millisecond, '2024-01-01'::TIMESTAMP);
--> error 390961 (22023)
SELECT DATE_PART(epoch_millisecond, '2024-01-01'::DATE);
--> error 390961 (22023)
SELECT DATE_PART(epoch_second, '2024-01-01'::DATE) AS a;
--> A NUMBER(38,0)
--> 1704067200
