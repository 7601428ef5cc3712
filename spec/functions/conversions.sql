-- TO_VARCHAR and TO_CHAR keep the scale, and take a format
-- https://docs.snowflake.com/en/sql-reference/functions/to_char
SELECT TO_VARCHAR(12.50) AS a, TO_CHAR(-0.5) AS b, TO_VARCHAR('2013-04-05 01:02:03'::TIMESTAMP, 'mm/dd/yyyy, hh24:mi') AS c,
  TO_CHAR('03-Apr-2013'::DATE, 'yyyy.mm.dd') AS d, TO_VARCHAR(NULL) IS NULL AS e;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216) | E BOOLEAN
--> 12.50 | -0.5 | 04/05/2013, 01:02 | 2013.04.03 | true

-- TO_NUMBER, TO_DECIMAL and TO_NUMERIC have scale 0 unless asked
-- https://docs.snowflake.com/en/sql-reference/functions/to_decimal
SELECT TO_NUMBER('12.3456') AS a, TO_DECIMAL('98.76546', 10, 1) AS b, TO_NUMERIC('98.76546', 10, 8) AS c;
--> A NUMBER(38,0) | B NUMBER(10,1) | C NUMBER(10,8)
--> 12 | 98.8 | 98.76546000
SELECT TO_NUMBER('12abc');
--> error 100038 (22018)

-- TO_DOUBLE
-- https://docs.snowflake.com/en/sql-reference/functions/to_double
SELECT TO_DOUBLE('1.2') AS a, TO_DOUBLE(15) AS b, TO_DOUBLE(NULL) AS c;
--> A FLOAT | B FLOAT | C FLOAT
--> 1.2 | 15 | NULL

-- TO_BOOLEAN takes words and numbers
-- https://docs.snowflake.com/en/sql-reference/functions/to_boolean
SELECT TO_BOOLEAN('yes') AS a, TO_BOOLEAN('off') AS b, TO_BOOLEAN(5) AS c, TO_BOOLEAN(0) AS d, TO_BOOLEAN(NULL) AS e;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN
--> true | false | true | false | NULL
SELECT TO_BOOLEAN('maybe');
--> error 100037 (22018)

-- TO_DATE and DATE
-- https://docs.snowflake.com/en/sql-reference/functions/to_date
SELECT TO_DATE('2013-05-17') AS a, DATE('2013-05-17') AS b, TO_DATE('2012.07.23', 'YYYY.MM.DD') AS c, TO_DATE('3/4/2013', 'dd/mm/yyyy') AS d,
  TO_DATE('31536000000') AS e;
--> A DATE | B DATE | C DATE | D DATE | E DATE
--> 2013-05-17 | 2013-05-17 | 2012-07-23 | 2013-04-03 | 1971-01-01
SELECT TO_DATE('2024-02-30');
--> error 100040 (22007)

-- TO_TIME and TIME
-- https://docs.snowflake.com/en/sql-reference/functions/to_time
SELECT TO_TIME('13:30:00') AS a, TIME('13:30:00') AS b, TO_TIME('11.15.00', 'HH24.MI.SS') AS c, TO_TIME('2024-01-01 22:33:44'::TIMESTAMP_NTZ) AS d;
--> A TIME(9) | B TIME(9) | C TIME(9) | D TIME(9)
--> 13:30:00 | 13:30:00 | 11:15:00 | 22:33:44

-- TO_TIMESTAMP is TO_TIMESTAMP_NTZ by default, and takes a scale for numbers
-- https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
SELECT TO_TIMESTAMP('2024-04-05 01:02:03') AS a, TO_TIMESTAMP_NTZ(40 * 365.25 * 86400) AS b, TO_TIMESTAMP(1500000000, 3) AS c,
  TO_TIMESTAMP('04/05/2024 01:02:03', 'mm/dd/yyyy hh24:mi:ss') AS d, TO_TIMESTAMP('1500000000000') AS e;
--> A TIMESTAMP_NTZ(9) | B TIMESTAMP_NTZ(9) | C TIMESTAMP_NTZ(9) | D TIMESTAMP_NTZ(9) | E TIMESTAMP_NTZ(9)
--> 2024-04-05 01:02:03.000 | 2010-01-01 00:00:00.000 | 1970-01-18 08:40:00.000 | 2024-04-05 01:02:03.000 | 2017-07-14 02:40:00.000
SELECT TO_TIMESTAMP('soon');
--> error 100035 (22007)

-- TO_TIMESTAMP_LTZ and TO_TIMESTAMP_TZ take the session's zone where none is written
-- https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
SELECT TO_TIMESTAMP_TZ('2013-04-05 01:02:03') AS a, TO_TIMESTAMP_TZ('2013-04-05 01:02:03 +0900') AS b, TO_TIMESTAMP_LTZ('2013-04-05 01:02:03 +0000') AS c;
--> A TIMESTAMP_TZ(9) | B TIMESTAMP_TZ(9) | C TIMESTAMP_LTZ(9)
--> 2013-04-05 01:02:03.000 -0700 | 2013-04-05 01:02:03.000 +0900 | 2013-04-04 18:02:03.000 -0700

-- TO_BINARY reads hex unless asked
-- https://docs.snowflake.com/en/sql-reference/functions/to_binary
SELECT TO_BINARY('4869') AS a, TO_BINARY('SNOW', 'UTF-8') AS b, TO_BINARY('SGk=', 'BASE64') AS c;
--> A BINARY(8388608) | B BINARY(8388608) | C BINARY(8388608)
--> 4869 | 534E4F57 | 4869

-- TRY_TO_NUMBER, TRY_TO_DECIMAL and TRY_TO_NUMERIC give NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_decimal
SELECT TRY_TO_NUMBER('x') AS a, TRY_TO_NUMBER('345.123') AS b, TRY_TO_DECIMAL('345.123', 10, 2) AS c, TRY_TO_NUMERIC('$345') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(10,2) | D NUMBER(38,0)
--> NULL | 345 | 345.12 | NULL

-- TRY_TO_DOUBLE gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_double
SELECT TRY_TO_DOUBLE('3.1415926') AS a, TRY_TO_DOUBLE('pi') AS b;
--> A FLOAT | B FLOAT
--> 3.1415926 | NULL

-- TRY_TO_BOOLEAN gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_boolean
SELECT TRY_TO_BOOLEAN('True') AS a, TRY_TO_BOOLEAN('No') AS b, TRY_TO_BOOLEAN('maybe') AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | false | NULL

-- TRY_TO_DATE gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_date
SELECT TRY_TO_DATE('2018-05-15') AS a, TRY_TO_DATE('Invalid') AS b, TRY_TO_DATE('2012.07.23', 'YYYY.MM.DD') AS c;
--> A DATE | B DATE | C DATE
--> 2018-05-15 | NULL | 2012-07-23

-- TRY_TO_TIME gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_time
SELECT TRY_TO_TIME('12:30:00') AS a, TRY_TO_TIME('25:00:00') AS b;
--> A TIME(9) | B TIME(9)
--> 12:30:00 | NULL

-- TRY_TO_TIMESTAMP and its like give NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_timestamp
SELECT TRY_TO_TIMESTAMP('2018-05-15') AS a, TRY_TO_TIMESTAMP('Invalid') AS b, TRY_TO_TIMESTAMP_NTZ('2018-13-15') AS c,
  TRY_TO_TIMESTAMP_LTZ('2018-01-15 10:00:00 +0000') AS d, TRY_TO_TIMESTAMP_TZ('2018-01-15 10:00:00 +0000') AS e;
--> A TIMESTAMP_NTZ(9) | B TIMESTAMP_NTZ(9) | C TIMESTAMP_NTZ(9) | D TIMESTAMP_LTZ(9) | E TIMESTAMP_TZ(9)
--> 2018-05-15 00:00:00.000 | NULL | NULL | 2018-01-15 02:00:00.000 -0800 | 2018-01-15 10:00:00.000 +0000

-- TO_ARRAY wraps what is no array
-- https://docs.snowflake.com/en/sql-reference/functions/to_array
SELECT TO_ARRAY(1) AS a, TO_ARRAY(PARSE_JSON('[1,2]')) AS b, TO_ARRAY(NULL) AS c;
--> A ARRAY | B ARRAY | C ARRAY
--> [1] | [1,2] | NULL

-- TO_OBJECT takes an object of a VARIANT
-- https://docs.snowflake.com/en/sql-reference/functions/to_object
SELECT TO_OBJECT(PARSE_JSON('{"a":1}')) AS a, TO_OBJECT(PARSE_JSON('null')) AS b;
--> A OBJECT | B OBJECT
--> {"a":1} | NULL
SELECT TO_OBJECT(PARSE_JSON('[1]'));
--> error 100071 (22000)

-- CAST and TRY_CAST
-- https://docs.snowflake.com/en/sql-reference/functions/cast
SELECT CAST('1.2345' AS NUMBER(15,5)) AS a, '1.2345'::NUMBER(15,2) AS b, TRY_CAST('x' AS INT) AS c, TRY_CAST('05-Mar-2016' AS TIMESTAMP) AS d;
--> A NUMBER(15,5) | B NUMBER(15,2) | C NUMBER(38,0) | D TIMESTAMP_NTZ(9)
--> 1.23450 | 1.23 | NULL | 2016-03-05 00:00:00.000
SELECT 12345::NUMBER(4,0);
--> error 100046 (22003)
SELECT 'xy'::CHAR;
--> error 100078 (22000)

-- A Boolean in a VARIANT is 0 or 1 as a number; NaN is no Boolean; TRY_CAST makes no VARIANT
-- https://docs.snowflake.com/en/sql-reference/functions/to_decimal
SELECT PARSE_JSON('true')::INT AS a, TO_DOUBLE(PARSE_JSON('false')) AS b, 123456789.123::FLOAT::NUMBER(38,10) AS c;
--> A NUMBER(38,0) | B FLOAT | C NUMBER(38,10)
--> 1 | 0 | 123456789.1229999959
SELECT TO_BOOLEAN('NaN'::FLOAT);
--> error 100037 (22018)
SELECT TRY_CAST('1' AS VARIANT);
--> error 001065 (22023)
SELECT 12.3::FLOAT::NUMBER(3,2);
--> error 100046 (22003)
