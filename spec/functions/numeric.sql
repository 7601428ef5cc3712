-- ABS
-- https://docs.snowflake.com/en/sql-reference/functions/abs
SELECT ABS(0) AS a, ABS(-4.5) AS b, ABS(-2::FLOAT) AS c, ABS(NULL) IS NULL AS d;
--> A NUMBER(1,0) | B NUMBER(2,1) | C FLOAT | D BOOLEAN
--> 0 | 4.5 | 2 | true

-- SIGN
-- https://docs.snowflake.com/en/sql-reference/functions/sign
SELECT SIGN(5) AS a, SIGN(-1.35) AS b, SIGN(0) AS c;
--> A NUMBER(1,0) | B NUMBER(1,0) | C NUMBER(1,0)
--> 1 | -1 | 0

-- ROUND goes half away from zero, or to even where asked
-- https://docs.snowflake.com/en/sql-reference/functions/round
SELECT ROUND(135.135) AS a, ROUND(-975.975, 2) AS b, ROUND(135.135, -2) AS c, ROUND(2.5, 0, 'HALF_TO_EVEN') AS d,
  ROUND(2.5, 0, 'HALF_AWAY_FROM_ZERO') AS e, ROUND(2.675::FLOAT, 1) AS f;
--> A NUMBER(7,0) | B NUMBER(7,2) | C NUMBER(7,0) | D NUMBER(3,0) | E NUMBER(3,0) | F FLOAT
--> 135 | -975.98 | 100 | 2 | 3 | 2.7

-- ROUND takes its arguments by name
-- https://docs.snowflake.com/en/sql-reference/functions/round
SELECT ROUND(EXPR => -2.5, SCALE => 0, ROUNDING_MODE => 'HALF_TO_EVEN') AS a;
--> A NUMBER(3,0)
--> -2

-- TRUNC goes toward zero; its type has a digit more than the argument's
-- https://docs.snowflake.com/en/sql-reference/functions/trunc
SELECT TRUNC(-975.975) AS a, TRUNC(-975.975, -1) AS b, TRUNC(135.135, 2) AS c;
--> A NUMBER(7,0) | B NUMBER(7,0) | C NUMBER(7,2)
--> -975 | -970 | 135.13

-- TRUNC of a date is DATE_TRUNC with the arguments turned
-- https://docs.snowflake.com/en/sql-reference/functions/trunc2
SELECT TRUNC('2024-08-15'::DATE, 'month') AS a;
--> A DATE
--> 2024-08-01

-- TRUNCATE is TRUNC
-- https://docs.snowflake.com/en/sql-reference/functions/trunc
SELECT TRUNCATE(2.789, 2) AS a, TRUNCATE(-9.99) AS b;
--> A NUMBER(5,2) | B NUMBER(4,0)
--> 2.78 | -9

-- CEIL goes up
-- https://docs.snowflake.com/en/sql-reference/functions/ceil
SELECT CEIL(135.135) AS a, CEIL(-975.975) AS b, CEIL(135.135, -2) AS c, CEIL(1.231, 2) AS d;
--> A NUMBER(7,0) | B NUMBER(7,0) | C NUMBER(7,0) | D NUMBER(5,2)
--> 136 | -975 | 200 | 1.24

-- FLOOR goes down
-- https://docs.snowflake.com/en/sql-reference/functions/floor
SELECT FLOOR(135.135) AS a, FLOOR(-975.975) AS b, FLOOR(135.135, -2) AS c, FLOOR(1.239, 2) AS d;
--> A NUMBER(7,0) | B NUMBER(7,0) | C NUMBER(7,0) | D NUMBER(5,2)
--> 135 | -976 | 100 | 1.23

-- MOD has the sign of the dividend
-- https://docs.snowflake.com/en/sql-reference/functions/mod
SELECT MOD(3, 2) AS a, MOD(4.5, 1.2) AS b, MOD(-7, 3) AS c, MOD(NULL, 2) IS NULL AS d;
--> A NUMBER(1,0) | B NUMBER(2,1) | C NUMBER(1,0) | D BOOLEAN
--> 1 | 0.9 | -1 | true

-- DIV0 gives 0 for a zero divisor
-- https://docs.snowflake.com/en/sql-reference/functions/div0
SELECT DIV0(1, 2) AS a, DIV0(1, 0) AS b, DIV0(1, NULL) AS c;
--> A NUMBER(7,6) | B NUMBER(7,6) | C NUMBER(7,6)
--> 0.500000 | 0.000000 | NULL

-- DIV0NULL gives 0 for a zero or NULL divisor
-- https://docs.snowflake.com/en/sql-reference/functions/div0null
SELECT DIV0NULL(1, 2) AS a, DIV0NULL(1, 0) AS b, DIV0NULL(1, NULL) AS c;
--> A NUMBER(7,6) | B NUMBER(7,6) | C NUMBER(7,6)
--> 0.500000 | 0.000000 | 0.000000

-- POWER and POW
-- https://docs.snowflake.com/en/sql-reference/functions/pow
SELECT POWER(2, 2) AS a, POW(0.1, 0)  AS b, POW(2.5, 2) AS c;
--> A FLOAT | B FLOAT | C FLOAT
--> 4 | 1 | 6.25

-- SQUARE
-- https://docs.snowflake.com/en/sql-reference/functions/square
SELECT SQUARE(-2.0) AS a, SQUARE(3) AS b;
--> A FLOAT | B FLOAT
--> 4 | 9

-- SQRT refuses a negative number
-- https://docs.snowflake.com/en/sql-reference/functions/sqrt
SELECT SQRT(4) AS a, SQRT(0) AS b, SQRT(NULL) AS c;
--> A FLOAT | B FLOAT | C FLOAT
--> 2 | 0 | NULL
SELECT SQRT(-1);
--> error 100058 (22000)

-- CBRT
-- https://docs.snowflake.com/en/sql-reference/functions/cbrt
SELECT CBRT(0) AS a, CBRT(-8) AS b, CBRT(NULL) AS c;
--> A FLOAT | B FLOAT | C FLOAT
--> 0 | -2 | NULL

-- EXP
-- https://docs.snowflake.com/en/sql-reference/functions/exp
SELECT EXP(0) AS a, ROUND(EXP(1), 9) AS b;
--> A FLOAT | B FLOAT
--> 1 | 2.718281828

-- LN refuses zero
-- https://docs.snowflake.com/en/sql-reference/functions/ln
SELECT LN(1) AS a, ROUND(LN(10), 9) AS b;
--> A FLOAT | B FLOAT
--> 0 | 2.302585093
SELECT LN(0);
--> error 100058 (22000)

-- LOG has the base first
-- https://docs.snowflake.com/en/sql-reference/functions/log
SELECT LOG(2, 8) AS a, LOG(3, 1) AS b;
--> A FLOAT | B FLOAT
--> 3 | 0

-- PI
-- https://docs.snowflake.com/en/sql-reference/functions/pi
SELECT PI()::NUMBER(10,9) AS a;
--> A NUMBER(10,9)
--> 3.141592654

-- SIN, COS, TAN and COT
-- https://docs.snowflake.com/en/sql-reference/functions/sin
SELECT SIN(0) AS a, COS(0) AS b, TAN(0) AS c, ROUND(COT(PI() / 4), 6) AS d;
--> A FLOAT | B FLOAT | C FLOAT | D FLOAT
--> 0 | 1 | 0 | 1

-- ASIN, ACOS, ATAN and ATAN2
-- https://docs.snowflake.com/en/sql-reference/functions/acos
SELECT ASIN(0) AS a, ACOS(1) AS b, ATAN(0) AS c, ROUND(ATAN2(5, 5), 6) AS d;
--> A FLOAT | B FLOAT | C FLOAT | D FLOAT
--> 0 | 0 | 0 | 0.785398

-- SINH, COSH and TANH
-- https://docs.snowflake.com/en/sql-reference/functions/sinh
SELECT SINH(0) AS a, COSH(0) AS b, TANH(0) AS c, ROUND(SINH(1.5), 6) AS d;
--> A FLOAT | B FLOAT | C FLOAT | D FLOAT
--> 0 | 1 | 0 | 2.129279

-- DEGREES and RADIANS
-- https://docs.snowflake.com/en/sql-reference/functions/degrees
SELECT DEGREES(PI()) AS a, DEGREES(0) AS b, ROUND(RADIANS(180), 6) AS c;
--> A FLOAT | B FLOAT | C FLOAT
--> 180 | 0 | 3.141593

-- BITAND
-- https://docs.snowflake.com/en/sql-reference/functions/bitand
SELECT BITAND(1, 1) AS a, BITAND(12, 10) AS b, BITAND(4, NULL) AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 1 | 8 | NULL

-- BITOR
-- https://docs.snowflake.com/en/sql-reference/functions/bitor
SELECT BITOR(1, 2) AS a, BITOR(12, 10) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 3 | 14

-- BITXOR
-- https://docs.snowflake.com/en/sql-reference/functions/bitxor
SELECT BITXOR(1, 1) AS a, BITXOR(12, 10) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 0 | 6

-- BITNOT
-- https://docs.snowflake.com/en/sql-reference/functions/bitnot
SELECT BITNOT(5) AS a, BITNOT(NULL) IS NULL AS b;
--> A NUMBER(38,0) | B BOOLEAN
--> -6 | true

-- BITSHIFTLEFT
-- https://docs.snowflake.com/en/sql-reference/functions/bitshiftleft
SELECT BITSHIFTLEFT(1, 4) AS a, BITSHIFTLEFT(3, 2) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 16 | 12

-- BITSHIFTRIGHT
-- https://docs.snowflake.com/en/sql-reference/functions/bitshiftright
SELECT BITSHIFTRIGHT(4, 1) AS a, BITSHIFTRIGHT(12, 2) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 2 | 3

-- FACTORIAL
-- https://docs.snowflake.com/en/sql-reference/functions/factorial
SELECT FACTORIAL(0) AS a, FACTORIAL(5) AS b, FACTORIAL(10) AS c, FACTORIAL(33) AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 1 | 120 | 3628800 | 8683317618811886495518194401280000000

-- Division by zero
-- https://docs.snowflake.com/en/sql-reference/operators-arithmetic
SELECT 1 / 0;
--> error 100051 (22012)
SELECT MOD(1, 0);
--> error 100051 (22012)

-- Inverse hyperbolic functions fail where they are not defined
-- https://docs.snowflake.com/en/sql-reference/functions/acosh
SELECT ACOSH(1) AS a, ASINH(0) AS b, ATANH(0) AS c;
--> A FLOAT | B FLOAT | C FLOAT
--> 0 | 0 | 0
SELECT ACOSH(0.5);
--> error 100058 (22000)
SELECT FACTORIAL(34);
--> error 100039 (22003)

-- HAVERSINE
-- https://docs.snowflake.com/en/sql-reference/functions/haversine
SELECT HAVERSINE(40.7127, -74.0059, 34.0500, -118.2500)::NUMBER(20, 9) AS km;
--> KM NUMBER(20,9)
--> 3936.385096389

-- WIDTH_BUCKET gives 0 below the range, one more than there are buckets from its end on
-- https://docs.snowflake.com/en/sql-reference/functions/width_bucket
SELECT WIDTH_BUCKET(column1, 200000, 600000, 4) AS b FROM VALUES (290000.00), (399999.99), (400000.00), (510000.00), (600000.00), (1.00);
--> B NUMBER(38,0)
--> 1
--> 2
--> 3
--> 4
--> 5
--> 0
SELECT WIDTH_BUCKET(0.5::FLOAT, 0, 1, 0);
--> error 390961 (22023)

-- The cube root of a cube is whole
-- https://docs.snowflake.com/en/sql-reference/functions/cbrt
SELECT CBRT(27) AS a, CBRT(-27) AS b, CBRT(0) AS c, CBRT(NULL) AS d, ROUND(CBRT(2), 8) AS e;
--> A FLOAT | B FLOAT | C FLOAT | D FLOAT | E FLOAT
--> 3 | -3 | 0 | NULL | 1.25992105
