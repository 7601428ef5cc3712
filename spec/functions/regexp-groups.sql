-- REGEXP_INSTR of a group
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_instr
CREATE TABLE demo3 (id INT, string1 VARCHAR);
INSERT INTO demo3 VALUES (2, 'It was the best of times, it was the worst of times.'), (3, 'In    the   string   the   extra   spaces  are   redundant.'), (4, 'A thespian theater is nearby.');
SELECT id, REGEXP_INSTR(string1, 'the\\W+(\\w+)', 1, 2, 0, 'e', 1) AS a, REGEXP_INSTR(string1, 'the\\W+(\\w+)', 1, 2, 0, '', 1) AS b, REGEXP_INSTR(string1, 'the\\W+\\w+', 1, 2, 0, 'e') AS c FROM demo3 ORDER BY id;
--> ID NUMBER(38,0) | A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 2 | 38 | 38 | 34
--> 3 | 28 | 28 | 22
--> 4 | 0 | 0 | 0
SELECT REGEXP_INSTR('A MAN A PLAN A CANAL', 'A\\W+(\\w)(\\w)(\\w)', 1, 1, 0, 'e', 3) AS a, REGEXP_INSTR('A MAN A PLAN A CANAL', 'A\\W+(\\w+)', 1, 4, 0, 'e', 1) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 5 | 0

-- REGEXP_SUBSTR_ALL
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_substr_all
SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]') AS a, REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]', 2) AS b, REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]', 1, 3) AS c, REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', '(a)([[:digit:]])', 1, 1, 'ie') AS d, REGEXP_EXTRACT_ALL('a1_a2a3_a4A5a6', 'b') AS e, REGEXP_SUBSTR_ALL('abc', 'a(b)c', 1, 1, 'e', 2) AS f;
--> A ARRAY | B ARRAY | C ARRAY | D ARRAY | E ARRAY | F ARRAY
--> ["a1","a2","a3","a4","a6"] | ["a2","a3","a4","a6"] | ["a3","a4","a6"] | ["a","a","a","a","A","a"] | [] | NULL

-- An empty pattern matches nothing
-- https://docs.snowflake.com/en/sql-reference/functions-regexp
SELECT REGEXP_COUNT('abc', '') AS a, REGEXP_SUBSTR('abc', '') AS b, REGEXP_INSTR('abc', '') AS c, REGEXP_REPLACE('abc', '', '*') AS d, REGEXP_REPLACE('abc', '()', '*') AS e, REGEXP('abc', 'a.*') AS f;
--> A NUMBER(38,0) | B VARCHAR(16777216) | C NUMBER(38,0) | D VARCHAR(16777216) | E VARCHAR(16777216) | F BOOLEAN
--> 0 | NULL | 0 | abc | *a*b*c* | true

-- Quantifiers are greedy, and a pattern that cannot be read fails
-- https://docs.snowflake.com/en/sql-reference/functions-regexp
SELECT REGEXP_SUBSTR('aXbX', 'a.*?X') AS a;
--> A VARCHAR(16777216)
--> aXbX
SELECT REGEXP_SUBSTR('abc', '(');
--> error 100048 (2201B)
SELECT REGEXP_LIKE('abc', '*');
--> error 100048 (2201B)
SELECT REGEXP_LIKE('abc', 'a', 'x');
--> error 390961 (22023)
