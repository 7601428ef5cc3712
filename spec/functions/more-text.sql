-- STRTOK splits at any of the characters
-- https://docs.snowflake.com/en/sql-reference/functions/strtok
SELECT STRTOK('a b') AS a, STRTOK('u1@h2.net', '@.', 3) AS b, STRTOK('a', ' ', 2) AS c, STRTOK_TO_ARRAY('u1@h2.net', '@.') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D ARRAY
--> a | net | NULL | ["u1","h2","net"]

-- Texts that are nearly the same
-- https://docs.snowflake.com/en/sql-reference/functions/editdistance
SELECT EDITDISTANCE('kitten', 'sitting') AS a, EDITDISTANCE('kitten', 'sitting', 2) AS b, JAROWINKLER_SIMILARITY('Martha', 'mARTHA') AS c;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0)
--> 3 | 2 | 100

-- INSERT replaces characters
-- https://docs.snowflake.com/en/sql-reference/functions/insert
SELECT INSERT('abcdef', 2, 2, 'X') AS a, INSERT('abc', 1, 2, NULL) AS b, COLLATION('a' COLLATE 'en-ci') AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> aXdef | NULL | en-ci

-- An empty separator does not split
-- https://docs.snowflake.com/en/sql-reference/functions/split
SELECT SPLIT('abc', '') AS a, SPLIT(column1, '') AS b FROM VALUES ('x y');
--> A ARRAY | B ARRAY
--> ["abc"] | ["x y"]

-- NULL repetitions are NULL, fewer than none are none
-- https://docs.snowflake.com/en/sql-reference/functions/repeat
SELECT REPEAT('a', NULL) AS a, SPACE(NULL) AS b, REPEAT('a', -1) AS c, SPACE(-1) AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> NULL | NULL | '' | ''
