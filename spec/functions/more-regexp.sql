-- REGEXP_INSTR gives where a match begins or ends
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_instr
SELECT REGEXP_INSTR('ab123cd', '[0-9]+') AS a, REGEXP_INSTR('ab123cd', '[0-9]+', 1, 1, 1) AS b, REGEXP_INSTR('abcabc', 'c', 1, 2) AS c, REGEXP_INSTR('abc', 'z') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 3 | 6 | 6 | 0

-- The position of a match must be positive
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_substr
SELECT REGEXP_SUBSTR('a', 'a', 0);
--> error 390961 (22023)
SELECT REGEXP_SUBSTR('a', 'a', column1) FROM VALUES (1), (0);
--> error 390961 (22023)
SELECT REGEXP_INSTR('a', 'a', -1);
--> error 390961 (22023)
SELECT REGEXP_REPLACE('a', 'a', 'b', 0);
--> error 390961 (22023)
SELECT REGEXP_SUBSTR('aab', 'a.', column1) AS a FROM VALUES (1), (2);
--> A VARCHAR(16777216)
--> aa
--> ab
