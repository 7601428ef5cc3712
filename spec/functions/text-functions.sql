-- LIKE, ILIKE and COLLATE as functions
-- https://docs.snowflake.com/en/sql-reference/functions/like
SELECT LIKE('John_down', '%J%h%^_do%', '^') AS a, LIKE('abc', 'A%') AS b, ILIKE('abc', 'A%') AS c, COLLATE('a', 'en-ci') = 'A' AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | true | true

-- CHR refuses what is no character
-- https://docs.snowflake.com/en/sql-reference/functions/chr
SELECT CHR(8364) AS a, CHR(NULL) AS b;
--> A VARCHAR(16777216) | B VARCHAR(16777216)
--> € | NULL
SELECT CHR(-1);
--> error 390999 (22000)
SELECT CHR(999999999999);
--> error 390999 (22000)

-- STRTOK without delimiters, JAROWINKLER_SIMILARITY of characters
-- https://docs.snowflake.com/en/sql-reference/functions/jarowinkler_similarity
SELECT STRTOK('', '', 1) AS a, STRTOK('a.b', '', 1) AS b, JAROWINKLER_SIMILARITY('Ich weiß nicht', 'Ich wei? nicht') AS c, JAROWINKLER_SIMILARITY('Ich weiß nicht', 'Ich weiss nicht') AS d, JAROWINKLER_SIMILARITY('święta', 'swieta') AS e, JAROWINKLER_SIMILARITY('Snowflake', 'Oracle') AS f, JAROWINKLER_SIMILARITY('Gute nacht', 'Ich weis nicht') AS g;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0) | F NUMBER(38,0) | G NUMBER(38,0)
--> NULL | a.b | 98 | 97 | 77 | 61 | 56

-- A session variable by its name
-- https://docs.snowflake.com/en/sql-reference/functions/getvariable
SET var_2 = 'value_2';
SELECT GETVARIABLE('var_2') AS a, GETVARIABLE('VAR_2') AS b, SESSION_CONTEXT('var_2') AS c, SESSION_CONTEXT('VAR_2') AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> NULL | value_2 | NULL | value_2

-- Sequences begin again, and can be sorted by
-- https://docs.snowflake.com/en/sql-reference/functions/seq1
SELECT * FROM (SELECT SEQ2(0) AS a, SEQ1(1) AS b FROM TABLE(GENERATOR(ROWCOUNT => 132))) ORDER BY a LIMIT 3 OFFSET 126;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 126 | 126
--> 127 | 127
--> 128 | -128
SELECT ROW_NUMBER() OVER (ORDER BY SEQ4()) AS n FROM TABLE(GENERATOR(ROWCOUNT => 3));
--> N NUMBER(38,0)
--> 1
--> 2
--> 3

-- RESULT_SCAN keeps the types of dates
-- https://docs.snowflake.com/en/sql-reference/functions/result_scan
SELECT '2024-01-01'::DATE AS d, '2024-01-01 10:00:00'::TIMESTAMP AS t, [1, NULL] AS a;
--> D DATE | T TIMESTAMP_NTZ(9) | A ARRAY
--> 2024-01-01 | 2024-01-01 10:00:00.000 | [1,undefined]
SELECT $1 + 1 AS d, $2 AS t, $3[1] IS NULL AS a FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> D DATE | T TIMESTAMP_NTZ(9) | A BOOLEAN
--> 2024-01-02 | 2024-01-01 10:00:00.000 | true
