-- BASE64_ENCODE with lines and an alphabet
-- https://docs.snowflake.com/en/sql-reference/functions/base64_encode
SELECT REPLACE(BASE64_ENCODE('Snowflake ❄❄❄ Snowman ☃☃☃', 32, '$'), '\n', '|') AS a, BASE64_DECODE_STRING('U25vd2ZsYWtlIOKdhOKdhOKdhCBTbm93bWFuIOKYg$KYg$KYgw==', '$') AS b, BASE64_DECODE_BINARY('SEVMTE8=') AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C BINARY(8388608)
--> U25vd2ZsYWtlIOKdhOKdhOKdhCBTbm93|bWFuIOKYg$KYg$KYgw== | Snowflake ❄❄❄ Snowman ☃☃☃ | 48454C4C4F

-- What is no base64 fails, or gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_base64_decode_string
SELECT TRY_BASE64_DECODE_STRING('SEVMTE8=') AS a, TRY_BASE64_DECODE_STRING('a b') AS b, TRY_BASE64_DECODE_BINARY('SEVMTE8=') AS c, TRY_BASE64_DECODE_BINARY('!') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C BINARY(8388608) | D BINARY(8388608)
--> HELLO | NULL | 48454C4C4F | NULL
SELECT BASE64_DECODE_STRING('a');
--> error 100116 (22000)

-- What is no hexadecimal text fails, or gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_hex_decode_string
SELECT TRY_HEX_DECODE_STRING('41426A') AS a, TRY_HEX_DECODE_STRING('FF') AS b, TRY_HEX_DECODE_BINARY('41426a') AS c, TRY_HEX_DECODE_BINARY('4') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C BINARY(8388608) | D BINARY(8388608)
--> ABj | NULL | 41426A | NULL
SELECT HEX_DECODE_BINARY('4');
--> error 100115 (22000)
