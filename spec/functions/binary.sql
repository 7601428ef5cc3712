-- Bytes are cut, padded and turned round like texts
-- https://docs.snowflake.com/en/sql-reference/functions/lpad
SELECT LPAD(TO_BINARY('4869'), 10, TO_BINARY('20')) AS a, RPAD(TO_BINARY('4869'), 5, TO_BINARY('2122')) AS b, LEFT(TO_BINARY('414243'), 2) AS c, RIGHT(TO_BINARY('414243'), 2) AS d, SUBSTR(TO_BINARY('414243'), 2, 1) AS e, REVERSE(TO_BINARY('414243')) AS f;
--> A BINARY(8388608) | B BINARY(8388608) | C BINARY(8388608) | D BINARY(8388608) | E BINARY(8388608) | F BINARY(8388608)
--> 20202020202020204869 | 4869212221 | 4142 | 4243 | 42 | 434241

-- Bytes are found at whole bytes only
-- https://docs.snowflake.com/en/sql-reference/functions/contains
SELECT CHARINDEX(TO_BINARY('42'), TO_BINARY('414243')) AS a, CONTAINS(TO_BINARY('4142'), TO_BINARY('14')) AS b, STARTSWITH(TO_BINARY('4142'), TO_BINARY('41')) AS c, ENDSWITH(TO_BINARY('4142'), TO_BINARY('42')) AS d;
--> A NUMBER(38,0) | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> 2 | false | true | true

-- Bytes put together
-- https://docs.snowflake.com/en/sql-reference/functions/concat_ws
SELECT CONCAT(TO_BINARY('41'), TO_BINARY('42')) AS a, CONCAT_WS(TO_BINARY('00'), TO_BINARY('41'), TO_BINARY('42')) AS b, INSERT(TO_BINARY('414243'), 2, 1, TO_BINARY('FF')) AS c;
--> A BINARY(8388608) | B BINARY(8388608) | C BINARY(8388608)
--> 4142 | 410042 | 41FF43
