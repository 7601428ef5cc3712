-- The timestamps that AUTO knows
-- https://docs.snowflake.com/en/sql-reference/date-time-input-output#timestamp-formats
SELECT column1::TIMESTAMP_TZ AS t FROM VALUES ('2013-04-28T20:57:01.123456+07:00'), ('2013-04-28 20:57:01+07'), ('2013-04-28T20:57'), ('2013-04-28 20'),
  ('Thu, 21 Dec 2000 04:01:07.123456789 PM +0200'), ('Thu, 21 Dec 2000 16:01:07'), ('2/18/2008 02:36:48'), ('Mon Jul 08 18:09:51 +0000 2013'), ('1487654321321');
--> T TIMESTAMP_TZ(9)
--> 2013-04-28 20:57:01.123 +0700
--> 2013-04-28 20:57:01.000 +0700
--> 2013-04-28 20:57:00.000 -0700
--> 2013-04-28 20:00:00.000 -0700
--> 2000-12-21 16:01:07.123 +0200
--> 2000-12-21 16:01:07.000 -0800
--> 2008-02-18 02:36:48.000 -0800
--> 2013-07-08 18:09:51.000 +0000
--> 2017-02-20 21:18:41.321 -0800

-- The times that AUTO knows; digits alone are seconds since 1970
-- https://docs.snowflake.com/en/sql-reference/functions/to_time
SELECT TO_TIME(column1) AS t FROM VALUES ('20:57:01.123456789+07:00'), ('20:57'), ('07:57:01.123 AM'), ('04:01 PM'), ('31536001'), ('31536002400'), ('31536004900000000');
--> T TIME(9)
--> 20:57:01
--> 20:57:00
--> 07:57:01
--> 16:01:00
--> 00:00:01
--> 00:00:02
--> 00:00:04

-- Elements of formats: short ones, zones, words in quotes or not
-- https://docs.snowflake.com/en/sql-reference/functions-conversion#date-and-time-formats-in-conversion-functions
SELECT TO_VARCHAR('2024-04-05 01:02:03'::TIMESTAMP, 'mm/dd/yyyy, hh24:mi hours') AS a, TO_VARCHAR('2024-04-05 14:02:03'::TIMESTAMP, 'Y-MO-D H24:ME:S H12 P') AS b,
  TO_TIMESTAMP_TZ('04/05/2024 01:02:03 +0530', 'mm/dd/yyyy hh24:mi:ss tzhtzm') AS c, TO_DATE('3-7-24', 'D-MO-Y') AS d, TO_DATE('11:20:30', 'hh:mi:ss') AS e,
  TO_TIMESTAMP('2026-01-02T03:04:05 EST', 'YYYY-MM-DD"T"HH24:MI:SS "EST"') AS f, TO_TIME('4:01 P', 'H12:MI P') AS g;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C TIMESTAMP_TZ(9) | D DATE | E DATE | F TIMESTAMP_NTZ(9) | G TIME(9)
--> 04/05/2024, 01:02 hours | 24-4-5 14:2:3 2 P | 2024-04-05 01:02:03.000 +0530 | 2024-07-03 | 1970-01-01 | 2026-01-02 03:04:05.000 | 16:01:00
SELECT TO_TIMESTAMP('2019-02-2823:59:59 -07:00', 'YYYY-MM-DD HH24:MI:SS TZH:TZM');
--> error 100096 (22007)
SELECT TO_TIMESTAMP('2019-02-28 23:59:59.000000000 -07:00', 'YYYY-MM-DDHH24:MI:SS.FF TZH:TZM') AS t;
--> T TIMESTAMP_NTZ(9)
--> 2019-02-28 23:59:59.000

-- The session's formats of input, and the century of years of two digits
-- https://docs.snowflake.com/en/sql-reference/parameters#label-two-digit-century-start
ALTER SESSION SET TIME_INPUT_FORMAT = 'HH24.MI', TIMESTAMP_INPUT_FORMAT = 'DD/MM/YYYY HH24:MI TZHTZM', TWO_DIGIT_CENTURY_START = 1980;
SELECT '10.30'::TIME AS a, '04/05/2024 10:00 +0200'::TIMESTAMP_TZ AS b, TO_DATE('79-01-01', 'YY-MM-DD') AS c, TO_DATE('80-01-01', 'YY-MM-DD') AS d, TO_TIMESTAMP('2024-01-01', 'AUTO') AS e;
--> A TIME(9) | B TIMESTAMP_TZ(9) | C DATE | D DATE | E TIMESTAMP_NTZ(9)
--> 10:30:00 | 2024-05-04 10:00:00.000 +0200 | 2079-01-01 | 1980-01-01 | 2024-01-01 00:00:00.000
SELECT '2024-01-01'::TIMESTAMP;
--> error 100035 (22007)
ALTER SESSION SET TIMESTAMP_INPUT_FORMAT = 'never';
SELECT '2024-01-01'::TIMESTAMP;
--> error 390990 (22007)

-- TIMESTAMP and what is named after it are of the type that TIMESTAMP_TYPE_MAPPING names
-- https://docs.snowflake.com/en/sql-reference/parameters#label-timestamp-type-mapping
ALTER SESSION SET TIMESTAMP_TYPE_MAPPING = TIMESTAMP_TZ;
SELECT '2024-01-01'::TIMESTAMP AS a, TIMESTAMP '2024-01-01' AS b, TO_TIMESTAMP('2024-07-01') AS c, TRY_TO_TIMESTAMP('x') AS d, TIMESTAMP_FROM_PARTS(2013, 4, 5, 12, 0, 0) AS e, '2024-01-01'::DATETIME AS f;
--> A TIMESTAMP_TZ(9) | B TIMESTAMP_TZ(9) | C TIMESTAMP_TZ(9) | D TIMESTAMP_TZ(9) | E TIMESTAMP_TZ(9) | F TIMESTAMP_NTZ(9)
--> 2024-01-01 00:00:00.000 -0800 | 2024-01-01 00:00:00.000 -0800 | 2024-07-01 00:00:00.000 -0700 | NULL | 2013-04-05 12:00:00.000 -0700 | 2024-01-01 00:00:00.000

-- A number counts seconds, or what its scale says; inside a VARIANT it is shown by the session's clock
-- https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
SELECT TO_TIMESTAMP_NTZ(40 * 365.25 * 86400 * 1000 + 456, 3) AS a, TO_TIMESTAMP_LTZ(1000000000, 3) AS b, 0::TIMESTAMP_NTZ AS c, PARSE_JSON('0')::TIMESTAMP_NTZ AS d, PARSE_JSON('0')::INT::TIMESTAMP_NTZ AS e;
--> A TIMESTAMP_NTZ(9) | B TIMESTAMP_LTZ(9) | C TIMESTAMP_NTZ(9) | D TIMESTAMP_NTZ(9) | E TIMESTAMP_NTZ(9)
--> 2010-01-01 00:00:00.456 | 1970-01-12 05:46:40.000 -0800 | 1970-01-01 00:00:00.000 | 1969-12-31 16:00:00.000 | 1970-01-01 00:00:00.000

-- Digits of a second that a type has no place for are cut
-- https://docs.snowflake.com/en/sql-reference/data-types-datetime#time
SELECT TO_VARCHAR('2024-01-01 10:00:00.987654'::TIMESTAMP_NTZ(3), 'HH24:MI:SS.FF6') AS a, '1969-12-31 23:59:59.5'::TIMESTAMP_NTZ(0) AS b, TO_VARCHAR('10:00:00.987'::TIME(0), 'SS.FF3') AS c;
--> A VARCHAR(16777216) | B TIMESTAMP_NTZ(0) | C VARCHAR(16777216)
--> 10:00:00.987000 | 1969-12-31 23:59:59.000 | 00.000

-- Binary formats: BINARY_INPUT_FORMAT where none is given
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_binary
SELECT TRY_TO_BINARY('zz', 'HEX') AS a, TRY_TO_BINARY('4142', 'DECIMAL') AS b, TRY_TO_BINARY('SG k=', 'BASE64') AS c, TO_VARCHAR(TO_BINARY('SNOW', 'utf-8'), 'UTF-8') AS d;
--> A BINARY(8388608) | B BINARY(8388608) | C BINARY(8388608) | D VARCHAR(16777216)
--> NULL | NULL | 4869 | SNOW
ALTER SESSION SET BINARY_INPUT_FORMAT = BASE64;
SELECT TO_BINARY('SGk=') AS a;
--> A BINARY(8388608)
--> 4869
SELECT TO_BINARY('?');
--> error 100116 (22000)
