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
