-- TO_CHAR of a number: digits that are not there are blanks, a 0 is always shown, # says that there is no place
-- https://docs.snowflake.com/en/sql-reference/functions/to_char
SELECT TO_CHAR(column1, '">"$99.0"<"') AS d2_1, TO_CHAR(column1, '">"B9,999.0"<"') AS d4_1, TO_CHAR(column1, '">"TME"<"') AS tme,
  TO_CHAR(column1, '">"TM9"<"') AS tm9, TO_CHAR(column1, '">"0XXX"<"') AS x4, TO_CHAR(column1, '">"S0XXX"<"') AS sx4
FROM VALUES (-12.391), (0), (-1), (0.10), (0.01), (3987), (1.111);
--> D2_1 VARCHAR(16777216) | D4_1 VARCHAR(16777216) | TME VARCHAR(16777216) | TM9 VARCHAR(16777216) | X4 VARCHAR(16777216) | SX4 VARCHAR(16777216)
--> >-$12.4< | >   -12.4< | >-1.2391E1< | >-12.391< | >FFF4< | >-000C<
--> >  $0.0< | >      .0< | >0E0< | >0.000< | >0000< | >+0000<
--> > -$1.0< | >    -1.0< | >-1E0< | >-1.000< | >FFFF< | >-0001<
--> >  $0.1< | >      .1< | >1E-1< | >0.100< | >0000< | >+0000<
--> >  $0.0< | >      .0< | >1E-2< | >0.010< | >0000< | >+0000<
--> > $##.#< | > 3,987.0< | >3.987E3< | >3987.000< | >0F93< | >+0F93<
--> >  $1.1< | >     1.1< | >1.111E0< | >1.111< | >0001< | >+0001<

-- The sign stands before the digits, or where S or MI says
-- https://docs.snowflake.com/en/sql-reference/sql-format-models#sign-position-for-fixed-position-formats
SELECT '>' || TO_CHAR(n, '99') || '<' AS a, '>' || TO_CHAR(n, 'S99') || '<' AS b, '>' || TO_CHAR(n, '99S') || '<' AS c, '>' || TO_CHAR(n, 'MI99') || '<' AS d,
  '>' || TO_CHAR(n, '99MI') || '<' AS e, '>' || TO_CHAR(n, '$99') || '<' AS f, TO_CHAR(n, 'FM99') AS g
FROM (SELECT column1 AS n FROM VALUES (12), (-7));
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216) | E VARCHAR(16777216) | F VARCHAR(16777216) | G VARCHAR(16777216)
--> > 12< | >+12< | >12+< | > 12< | >12 < | > $12< | 12
--> > -7< | > -7< | > 7-< | >- 7< | > 7-< | > -$7< | -7

-- Numbers of FLOAT, groups, and the fill mode
-- https://docs.snowflake.com/en/sql-reference/sql-format-models#output-examples
SELECT '>' || TO_VARCHAR(f, '999,999.999') || '<' AS a, TO_VARCHAR(f, 'S000,000.000') AS b, '>' || TO_VARCHAR(f, 'S999,999.999') || '<' AS c,
  TO_VARCHAR(f, 'FM999,999.999') AS d
FROM (SELECT column1::FLOAT AS f FROM VALUES (1.2), (123.456), (1234.56), (-123456.789));
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> >       1.2  < | +000,001.200 | >      +1.2  < | 1.2
--> >     123.456< | +000,123.456 | >    +123.456< | 123.456
--> >   1,234.56 < | +001,234.560 | >  +1,234.56 < | 1,234.56
--> >-123,456.789< | -123,456.789 | >-123,456.789< | -123,456.789

-- Exponents, percentages, hexadecimal digits of either case, groups of TM9
-- https://docs.snowflake.com/en/sql-reference/sql-format-models
SELECT TO_CHAR(1234, 'FM9d999EE') AS a, TO_CHAR(0.25, 'TM9%') AS b, TO_CHAR(171, 'xx') AS c, TO_CHAR(1234567.12345678, 'TM9(6,3)') AS d,
  TO_CHAR(1234567.12345678, 'TM9(ALL,3)') AS e, TO_CHAR(12345.678, 'FM9.99EEE') AS f, TO_CHAR('inf'::FLOAT, 'FM99.9') AS g, TO_VARCHAR(-123.45, 'FM999.99MI') AS h;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216) | E VARCHAR(16777216) | F VARCHAR(16777216) | G VARCHAR(16777216) | H VARCHAR(16777216)
--> 1.234E3 | 25% | ab | 1,234,567.123457 | 1,234,567.12345678 | 1.23E+4 | ##.# | 123.45-
SELECT TO_CHAR(12, 'figure');
--> error 390990 (22007)

-- TO_NUMBER of a text in a format: 9 does without a digit, 0 does not
-- https://docs.snowflake.com/en/sql-reference/sql-format-models#input-examples
SELECT TO_NUMBER('012,345.67', '999,999.99', 8, 2) AS a, TO_NUMBER(' 12,345.67', '999,999.99', 8, 2) AS b, TO_NUMBER('012,345.67', '000,000.00', 8, 2) AS c,
  TO_DECIMAL('$3,741.72', '$9,999.99', 6, 2) AS d, TO_DECIMAL('ae5', 'XXX') AS e, TO_NUMBER('25%', '99%', 5, 2) AS f, TO_NUMBER('E') AS g;
--> A NUMBER(8,2) | B NUMBER(8,2) | C NUMBER(8,2) | D NUMBER(6,2) | E NUMBER(38,0) | F NUMBER(5,2) | G NUMBER(38,0)
--> 12345.67 | 12345.67 | 12345.67 | 3741.72 | 2789 | 0.25 | 0
SELECT TO_NUMBER(' 12,345.67', '000,000.00', 8, 2);
--> error 100140 (22007)
SELECT TO_NUMBER('12.3456', 10, 9);
--> error 100039 (22003)
SELECT column1 AS t, TO_DECIMAL(column1, '99.9') AS d0, TO_DECIMAL(column1, '99.9', 9, 5) AS d5, TO_DECIMAL(column1, 'TM9', 9, 5) AS td5
FROM VALUES ('1.0'), ('-12.3'), ('0.0'), ('- 0.1');
--> T VARCHAR(5) | D0 NUMBER(38,0) | D5 NUMBER(9,5) | TD5 NUMBER(9,5)
--> 1.0 | 1 | 1.00000 | 1.00000
--> -12.3 | -12 | -12.30000 | -12.30000
--> 0.0 | 0 | 0.00000 | 0.00000
--> - 0.1 | 0 | -0.10000 | -0.10000
SELECT TO_NUMBER(column1, 'MI999|999MI') AS n FROM VALUES ('-101'), ('102-'), ('103');
--> N NUMBER(38,0)
--> -101
--> -102
--> 103

-- TRY_TO_NUMBER and TRY_TO_DOUBLE give NULL for what does not fit the format
-- https://docs.snowflake.com/en/sql-reference/functions/try_to_decimal
SELECT TRY_TO_DECIMAL('$7,543.21', '$9,999.00', 6, 2) AS a, TRY_TO_NUMBER('ae5', 'XX') AS b, TRY_TO_DOUBLE('1.2e3', 'TME') AS c, TRY_TO_DOUBLE('1.2', 'TME') AS d,
  TO_DOUBLE('1.1')::NUMBER(38, 18) AS e;
--> A NUMBER(6,2) | B NUMBER(38,0) | C FLOAT | D FLOAT | E NUMBER(38,18)
--> 7543.21 | NULL | 1200 | NULL | 1.100000000000000089
