-- UPPER and LOWER
-- https://docs.snowflake.com/en/sql-reference/functions/upper
SELECT UPPER('Zażółć') AS a, LOWER('FOOBAR') AS b, UPPER(NULL) IS NULL AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C BOOLEAN
--> ZAŻÓŁĆ | foobar | true

-- REVERSE
-- https://docs.snowflake.com/en/sql-reference/functions/reverse
SELECT REVERSE('Hello, world!') AS a, REVERSE('añb') AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> !dlrow ,olleH | bña

-- TRIM takes characters off both ends
-- https://docs.snowflake.com/en/sql-reference/functions/trim
SELECT TRIM('❄-❄ABC-❄-', '❄-') AS a, '[' || TRIM('  x  ') || ']' AS b, TRIM('$100', '$') AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> ABC | [x] | 100

-- LTRIM takes characters off the left end
-- https://docs.snowflake.com/en/sql-reference/functions/ltrim
SELECT LTRIM('#000000123', '0#') AS a, LTRIM('  ABC') AS b, LTRIM('') AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> 123 | ABC | ''

-- RTRIM takes characters off the right end
-- https://docs.snowflake.com/en/sql-reference/functions/rtrim
SELECT RTRIM('$125.00', '0.') AS a, '[' || RTRIM('x  ') || ']' AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> $125 | [x]

-- LENGTH counts characters of text and bytes of BINARY
-- https://docs.snowflake.com/en/sql-reference/functions/length
SELECT LENGTH('Joyeux Noël') AS a, LENGTH('') AS b, LENGTH(NULL) AS c, LENGTH(X'0A0B') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 11 | 0 | NULL | 2

-- LEN is LENGTH
-- https://docs.snowflake.com/en/sql-reference/functions/length
SELECT LEN('圣诞节快乐') AS a;
--> A NUMBER(38,0)
--> 5

-- OCTET_LENGTH counts bytes
-- https://docs.snowflake.com/en/sql-reference/functions/octet_length
SELECT OCTET_LENGTH('abc') AS a, OCTET_LENGTH('Žluťoučký') AS b, OCTET_LENGTH(X'A1B2') AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 3 | 13 | 2

-- BIT_LENGTH counts bits
-- https://docs.snowflake.com/en/sql-reference/functions/bit_length
SELECT BIT_LENGTH('abc') AS a, BIT_LENGTH('Ž') AS b, BIT_LENGTH(X'A1B2') AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 24 | 16 | 16

-- SUBSTR counts from 1, from the end where negative
-- https://docs.snowflake.com/en/sql-reference/functions/substr
SELECT SUBSTR('testing 1 2 3', 9, 5) AS a, SUBSTR('mystring', -6, 3) AS b, SUBSTR('window', 0, 3) AS c, SUBSTR('window', 10) AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> 1 2 3 | str | win | ''

-- SUBSTRING is SUBSTR
-- https://docs.snowflake.com/en/sql-reference/functions/substr
SELECT SUBSTRING('mystring', 3) AS a, SUBSTRING('mystring', 3, -1) AS b, SUBSTRING('mystring', NULL) IS NULL AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C BOOLEAN
--> string | '' | true

-- LEFT and RIGHT
-- https://docs.snowflake.com/en/sql-reference/functions/left
SELECT LEFT('ABCDEF', 3) AS a, RIGHT('ABCDEFG', 3) AS b, LEFT('ab', 5) AS c, RIGHT('ab', -1) AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> ABC | EFG | ab | ''

-- REPLACE replaces every occurrence, and removes it without a replacement
-- https://docs.snowflake.com/en/sql-reference/functions/replace
SELECT REPLACE('down', 'down', 'up') AS a, REPLACE('Vacation in Athens', 'Athens', 'Rome') AS b, REPLACE('abcd', 'bc') AS c,
  REPLACE('abc', 'b', NULL) AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> up | Vacation in Rome | ad | NULL

-- TRANSLATE replaces characters, and removes those without a partner
-- https://docs.snowflake.com/en/sql-reference/functions/translate
SELECT TRANSLATE('peña', 'ñ', 'n') AS a, TRANSLATE('❄a❄bX❄dYZ❄', 'XYZ❄', 'cef') AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> pena | abcdef

-- SPLIT gives an array
-- https://docs.snowflake.com/en/sql-reference/functions/split
SELECT SPLIT('127.0.0.1', '.') AS a, SPLIT('|a||', '|') AS b, SPLIT(NULL, '.') AS c;
--> A ARRAY | B ARRAY | C ARRAY
--> ["127","0","0","1"] | ["","a","",""] | NULL

-- SPLIT_PART counts parts from 1, from the end where negative
-- https://docs.snowflake.com/en/sql-reference/functions/split_part
SELECT SPLIT_PART('11.22.33', '.', 0) AS a, SPLIT_PART('11.22.33', '.', 2) AS b, SPLIT_PART('11.22.33', '.', -1) AS c,
  SPLIT_PART('11.22.33', '.', 4) AS d, SPLIT_PART('127.0.0.1', '', 1) AS e;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216) | E VARCHAR(16777216)
--> 11 | 22 | 33 | '' | 127.0.0.1

-- CONCAT gives NULL where any value is NULL
-- https://docs.snowflake.com/en/sql-reference/functions/concat
SELECT CONCAT('George Washington ', 'Carver') AS a, CONCAT('a', 1, TRUE) AS b, CONCAT('a', NULL) AS c;
--> A VARCHAR(24) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> George Washington Carver | a1true | NULL

-- CONCAT_WS gives NULL where any value is NULL
-- https://docs.snowflake.com/en/sql-reference/functions/concat_ws
SELECT CONCAT_WS(',', 'one', 'two', 'three') AS a, CONCAT_WS(',', 'one') AS b, CONCAT_WS(',', 'one', NULL) AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> one,two,three | one | NULL

-- CONTAINS
-- https://docs.snowflake.com/en/sql-reference/functions/contains
SELECT CONTAINS('coffee ice tea', 'te') AS a, CONTAINS('tea', 'TE') AS b, CONTAINS(NULL, 'te') AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | false | NULL

-- STARTSWITH and ENDSWITH
-- https://docs.snowflake.com/en/sql-reference/functions/startswith
SELECT STARTSWITH('ice tea', 'ice') AS a, ENDSWITH('ice tea', 'tea') AS b, STARTSWITH('ice tea', 'tea') AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | true | false

-- CHARINDEX counts from 1, and 0 is nowhere
-- https://docs.snowflake.com/en/sql-reference/functions/charindex
SELECT CHARINDEX('an', 'banana', 1) AS a, CHARINDEX('an', 'banana', 3) AS b, CHARINDEX('ab', 'abcd') AS c, CHARINDEX('x', 'abcd') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 2 | 4 | 1 | 0
SELECT CHARINDEX('an');
--> error 000938 (22023) at 1:8

-- POSITION has a form with IN
-- https://docs.snowflake.com/en/sql-reference/functions/position
SELECT POSITION('an', 'banana', 3) AS a, POSITION('an' IN 'banana') AS b, POSITION('nope' IN 'banana') AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 4 | 2 | 0

-- LPAD pads on the left, or cuts
-- https://docs.snowflake.com/en/sql-reference/functions/lpad
SELECT LPAD('123.50', 19, '*_') AS a, LPAD('Hello', 2) AS b, LPAD('x', 3) AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> *_*_*_*_*_*_*123.50 | He |   x

-- RPAD pads on the right, or cuts
-- https://docs.snowflake.com/en/sql-reference/functions/rpad
SELECT RPAD('123.50', 19, '*_') AS a, RPAD('Hello', 2) AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> 123.50*_*_*_*_*_*_* | He

-- REPEAT
-- https://docs.snowflake.com/en/sql-reference/functions/repeat
SELECT REPEAT('xy', 5) AS a, REPEAT('xy', 0) AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> xyxyxyxyxy | ''

-- SPACE
-- https://docs.snowflake.com/en/sql-reference/functions/space
SELECT '[' || SPACE(3) || ']' AS a;
--> A VARCHAR(16777216)
--> [   ]

-- ASCII
-- https://docs.snowflake.com/en/sql-reference/functions/ascii
SELECT ASCII('!') AS a, ASCII('Abc') AS b, ASCII('') AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 33 | 65 | 0

-- UNICODE
-- https://docs.snowflake.com/en/sql-reference/functions/unicode
SELECT UNICODE('a') AS a, UNICODE('❄') AS b, UNICODE('cde') AS c, UNICODE('') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 97 | 10052 | 99 | 0

-- CHR and CHAR
-- https://docs.snowflake.com/en/sql-reference/functions/chr
SELECT CHR(83) AS a, CHAR(10052) AS b, CHR(NULL) IS NULL AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C BOOLEAN
--> S | ❄ | true

-- INITCAP with the default and other delimiters
-- https://docs.snowflake.com/en/sql-reference/functions/initcap
SELECT INITCAP('The Quick Gray Fox') AS a, INITCAP('this is the new Frame+work', ' ') AS b, INITCAP('lion☂fRog potato⨊cLoUD', '⨊☂') AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> The Quick Gray Fox | This Is The New Frame+work | Lion☂Frog potato⨊Cloud

-- EDITDISTANCE
-- https://docs.snowflake.com/en/sql-reference/functions/editdistance
SELECT EDITDISTANCE('Gute nacht', 'Ich weis nicht') AS a, EDITDISTANCE('future', 'past') AS b, EDITDISTANCE('', 'snow') AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 8 | 6 | 4

-- EDITDISTANCE counts up to its third argument
-- https://docs.snowflake.com/en/sql-reference/functions/editdistance
SELECT EDITDISTANCE('future', 'past', 2) AS a, EDITDISTANCE('kitten', 'sitting', 5) AS b, EDITDISTANCE('future', 'past', -1) AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 2 | 3 | 0

-- MD5 and MD5_HEX
-- https://docs.snowflake.com/en/sql-reference/functions/md5
SELECT MD5('Snowflake') AS a, MD5_HEX('Snowflake') AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> edf1439075a83a447fb8b630ddc9c8de | edf1439075a83a447fb8b630ddc9c8de

-- SHA1 and SHA1_HEX
-- https://docs.snowflake.com/en/sql-reference/functions/sha1
SELECT SHA1('Snowflake') AS a, SHA1_HEX('Snowflake') AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> fda76b0bcc1e87cf259b1d1e3271d76f590fb5dd | fda76b0bcc1e87cf259b1d1e3271d76f590fb5dd

-- SHA2 and SHA2_HEX
-- https://docs.snowflake.com/en/sql-reference/functions/sha2
SELECT SHA2('') AS a, SHA2_HEX('', 256) AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 | e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

-- BASE64_ENCODE and BASE64_DECODE_STRING
-- https://docs.snowflake.com/en/sql-reference/functions/base64_encode
SELECT BASE64_ENCODE('Snowflake ❄❄❄ Snowman ☃☃☃') AS a, BASE64_DECODE_STRING('SEVMTE8=') AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> U25vd2ZsYWtlIOKdhOKdhOKdhCBTbm93bWFuIOKYg+KYg+KYgw== | HELLO

-- HEX_ENCODE, HEX_DECODE_STRING and HEX_DECODE_BINARY
-- https://docs.snowflake.com/en/sql-reference/functions/hex_encode
SELECT HEX_ENCODE('SNOW') AS a, HEX_ENCODE('Az~', 0) AS b, HEX_DECODE_STRING('534E4F57') AS c, HEX_DECODE_BINARY('534e4f57') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D BINARY(8388608)
--> 534E4F57 | 417a7e | SNOW | 534E4F57
