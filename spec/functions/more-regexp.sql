-- REGEXP_INSTR gives where a match begins or ends
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_instr
SELECT REGEXP_INSTR('ab123cd', '[0-9]+') AS a, REGEXP_INSTR('ab123cd', '[0-9]+', 1, 1, 1) AS b, REGEXP_INSTR('abcabc', 'c', 1, 2) AS c, REGEXP_INSTR('abc', 'z') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 3 | 6 | 6 | 0
