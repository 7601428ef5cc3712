-- REGEXP_LIKE matches the whole text
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_like
SELECT REGEXP_LIKE('Sacramento', 'san.*', 'i') AS a, REGEXP_LIKE('San Jose', 'San.*') AS b, REGEXP_LIKE('San Jose', 'an') AS c,
  REGEXP_LIKE(NULL, 'a') AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> false | true | false | NULL

-- RLIKE is REGEXP_LIKE
-- https://docs.snowflake.com/en/sql-reference/functions/rlike
SELECT RLIKE('800-456-7891', $$[2-9]\d{2}-\d{3}-\d{4}$$) AS a, RLIKE('Cobalt', 'COBALT', 'i') AS b, 'abc' RLIKE 'b' AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | true | false

-- REGEXP_COUNT counts matches that do not overlap
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_count
SELECT REGEXP_COUNT('It was the best of times, it was the worst of times', '\\bwas\\b', 1) AS a, REGEXP_COUNT('banana', 'a', 3) AS b,
  REGEXP_COUNT('BANANA', 'a', 1, 'i') AS c, REGEXP_COUNT('abc', 'z') AS d;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0)
--> 2 | 2 | 3 | 0

-- REGEXP_SUBSTR takes position, occurrence, parameters and group
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_substr
SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+\\w+') AS a,
  REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+\\w+', 1, 2) AS b,
  REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+(\\w+)', 1, 2, 'e', 1) AS c,
  REGEXP_SUBSTR('abc', 'z') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> the best | the worst | worst | NULL

-- REGEXP_REPLACE replaces all matches, or one of them
-- https://docs.snowflake.com/en/sql-reference/functions/regexp_replace
SELECT REGEXP_REPLACE('It was the best of times, it was the worst of times', '( ){1,}', '') AS a,
  REGEXP_REPLACE('It was the best of times, it was the worst of times', 'times', 'days', 1, 2) AS b,
  REGEXP_REPLACE('firstname middlename lastname', '(.*) (.*) (.*)', '\\3, \\1 \\2') AS c,
  REGEXP_REPLACE('AbcaBC', 'b', '-', 1, 0, 'i') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> Itwasthebestoftimes,itwastheworstoftimes | It was the best of times, it was the worst of days | lastname, firstname middlename | A-ca-C
