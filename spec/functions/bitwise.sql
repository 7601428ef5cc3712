-- BITAND, BITOR, BITXOR, BITNOT and shifts have 128 bits; a text that is no number counts as NULL
-- https://docs.snowflake.com/en/sql-reference/functions/bitand
SELECT BIT_AND(16, 24) AS a, BIT_OR(16, 24) AS b, BIT_XOR(16, 24) AS c, BIT_NOT(65504) AS d, BIT_SHIFTLEFT(16, 1) AS e, BIT_SHIFTRIGHT(24, 1) AS f, BITAND('12.3', 7) AS g, BITAND('x', 7) AS h,
  BITSHIFTLEFT(1, 127) < 0 AS i;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0) | F NUMBER(38,0) | G NUMBER(38,0) | H NUMBER(38,0) | I BOOLEAN
--> 16 | 24 | 8 | -65505 | 32 | 12 | 4 | NULL | true

-- The same of binaries, which are of one length or padded
-- https://docs.snowflake.com/en/sql-reference/functions/bitand
SELECT BITAND(x'BCBC', x'EEFF') AS a, BITOR(x'BCBC', x'EEFF') AS b, BITXOR(x'BCBC', x'ABCDABCD', 'LEFT') AS c, BITXOR(x'BCBC', x'ABCDABCD', 'RIGHT') AS d, BITNOT(x'ABCDABCD') AS e,
  BITSHIFTLEFT(x'ABCDABCD', 1) AS f, BITSHIFTRIGHT(x'ABCDABCD', 16) AS g;
--> A BINARY(8388608) | B BINARY(8388608) | C BINARY(8388608) | D BINARY(8388608) | E BINARY(8388608) | F BINARY(8388608) | G BINARY(8388608)
--> ACBC | FEFF | ABCD1771 | 1771ABCD | 54325432 | 579B579A | 0000ABCD
SELECT BITAND(x'BCBC', x'ABCDABCD');
--> error 100544 (22026)

-- GETBIT
-- https://docs.snowflake.com/en/sql-reference/functions/getbit
SELECT GETBIT(11, 100) AS a, GETBIT(11, 3) AS b, GETBIT(11, 2) AS c, GETBIT(11, 1) AS d, GETBIT(11, 0) AS e;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0)
--> 0 | 1 | 0 | 1 | 1
SELECT GETBIT(11, 128);
--> error 390961 (22023)
