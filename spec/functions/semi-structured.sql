-- PARSE_JSON reads JSON, and blank text is NULL
-- https://docs.snowflake.com/en/sql-reference/functions/parse_json
SELECT PARSE_JSON(' { "b": [1, 2.5], "c": null } ') AS a, PARSE_JSON('') AS b, PARSE_JSON('null') AS c, PARSE_JSON('12.30') AS d;
--> A VARIANT | B VARIANT | C VARIANT | D VARIANT
--> {"b":[1,2.5],"c":null} | NULL | null | 12.3
SELECT PARSE_JSON('{ "a": 1');
--> error 100069 (22P02)

-- TRY_PARSE_JSON gives NULL
-- https://docs.snowflake.com/en/sql-reference/functions/try_parse_json
SELECT TRY_PARSE_JSON('[1,') AS a, TRY_PARSE_JSON('[1]') AS b;
--> A VARIANT | B VARIANT
--> NULL | [1]

-- CHECK_JSON gives NULL for valid JSON, and otherwise a message
-- https://docs.snowflake.com/en/sql-reference/functions/check_json
SELECT CHECK_JSON('[1]') AS a, CHECK_JSON('{') IS NULL AS b, CHECK_JSON(NULL) IS NULL AS c;
--> A VARCHAR(16777216) | B BOOLEAN | C BOOLEAN
--> NULL | false | true

-- TO_JSON
-- https://docs.snowflake.com/en/sql-reference/functions/to_json
SELECT TO_JSON(PARSE_JSON('{ "a": "x" }')) AS a, TO_JSON(NULL) AS b, TO_JSON(PARSE_JSON('null')) AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> {"a":"x"} | NULL | null

-- TO_VARIANT
-- https://docs.snowflake.com/en/sql-reference/functions/to_variant
SELECT TO_VARIANT(1.50) AS a, TO_VARIANT('x') AS b, TO_VARIANT(NULL) AS c;
--> A VARIANT | B VARIANT | C VARIANT
--> 1.5 | "x" | NULL

-- ARRAY_CONSTRUCT keeps NULL
-- https://docs.snowflake.com/en/sql-reference/functions/array_construct
SELECT ARRAY_CONSTRUCT(10, 20, 'thirty') AS a, ARRAY_CONSTRUCT() AS b, ARRAY_SIZE(ARRAY_CONSTRUCT(NULL, 1)) AS c, [1, [2]] AS d;
--> A ARRAY | B ARRAY | C NUMBER(38,0) | D ARRAY
--> [10,20,"thirty"] | [] | 2 | [1,[2]]

-- ARRAY_CONSTRUCT_COMPACT leaves NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/array_construct_compact
SELECT ARRAY_CONSTRUCT_COMPACT(NULL, 'hello', NULL, 3) AS a;
--> A ARRAY
--> ["hello",3]

-- OBJECT_CONSTRUCT leaves NULL out
-- https://docs.snowflake.com/en/sql-reference/functions/object_construct
SELECT OBJECT_CONSTRUCT('a', 1, 'b', 'BBBB', 'c', NULL) AS a, OBJECT_CONSTRUCT() AS b, {'k': 1} AS c;
--> A OBJECT | B OBJECT | C OBJECT
--> {"a":1,"b":"BBBB"} | {} | {"k":1}

-- OBJECT_CONSTRUCT(*) takes the columns
-- https://docs.snowflake.com/en/sql-reference/functions/object_construct
SELECT OBJECT_CONSTRUCT(*) AS oc FROM VALUES (1, 'x') AS t (n, s);
--> OC OBJECT
--> {"N":1,"S":"x"}

-- OBJECT_CONSTRUCT_KEEP_NULL keeps NULL values, not NULL keys
-- https://docs.snowflake.com/en/sql-reference/functions/object_construct_keep_null
SELECT OBJECT_CONSTRUCT_KEEP_NULL('key_1', 'one', 'key_2', NULL) AS a, OBJECT_CONSTRUCT_KEEP_NULL('key_1', 'one', NULL, 'two') AS b;
--> A OBJECT | B OBJECT
--> {"key_1":"one","key_2":null} | {"key_1":"one"}

-- GET takes an index or a field
-- https://docs.snowflake.com/en/sql-reference/functions/get
SELECT GET(v, 'a') AS a, GET(v:b, 1) AS b, GET(v, 'A') AS c, GET(v:b, 9) AS d FROM (SELECT PARSE_JSON('{"a": "x", "b": [1, 2]}') AS v);
--> A VARIANT | B VARIANT | C VARIANT | D VARIANT
--> "x" | 2 | NULL | NULL

-- GET_PATH takes a path
-- https://docs.snowflake.com/en/sql-reference/functions/get_path
SELECT GET_PATH(v, 'b[1].c') AS a, v:b[1].c::INT AS b, GET_PATH(v, 'x.y') AS c FROM (SELECT PARSE_JSON('{"b": [1, {"c": 3}]}') AS v);
--> A VARIANT | B NUMBER(38,0) | C VARIANT
--> 3 | 3 | NULL

-- ARRAY_SIZE
-- https://docs.snowflake.com/en/sql-reference/functions/array_size
SELECT ARRAY_SIZE(PARSE_JSON('[1, 2, 3]')) AS a, ARRAY_SIZE(PARSE_JSON('{"a": 1}')) AS b;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 3 | NULL

-- TYPEOF
-- https://docs.snowflake.com/en/sql-reference/functions/typeof
SELECT TYPEOF(column1) AS t FROM VALUES (PARSE_JSON('1')), (PARSE_JSON('1.5')), (PARSE_JSON('"x"')), (PARSE_JSON('true')),
  (PARSE_JSON('null')), (PARSE_JSON('[]')), (PARSE_JSON('{}')), (NULL);
--> T VARCHAR(16777216)
--> INTEGER
--> DECIMAL
--> VARCHAR
--> BOOLEAN
--> NULL_VALUE
--> ARRAY
--> OBJECT
--> NULL

-- OBJECT_KEYS
-- https://docs.snowflake.com/en/sql-reference/functions/object_keys
SELECT OBJECT_KEYS(OBJECT_CONSTRUCT('a', 1, 'b', 2)) AS a;
--> A ARRAY
--> ["a","b"]

-- ARRAY_CONTAINS
-- https://docs.snowflake.com/en/sql-reference/functions/array_contains
SELECT ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi')) AS a, ARRAY_CONTAINS('x'::VARIANT, ARRAY_CONSTRUCT('hello')) AS b;
--> A BOOLEAN | B BOOLEAN
--> true | false

-- IS_ARRAY and IS_OBJECT
-- https://docs.snowflake.com/en/sql-reference/functions/is_array
SELECT IS_ARRAY(PARSE_JSON('[1]')) AS a, IS_ARRAY(PARSE_JSON('1')) AS b, IS_OBJECT(PARSE_JSON('{}')) AS c, IS_OBJECT(NULL::VARIANT) AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | true | NULL

-- IS_BOOLEAN, IS_VARCHAR and IS_CHAR
-- https://docs.snowflake.com/en/sql-reference/functions/is_boolean
SELECT IS_BOOLEAN(PARSE_JSON('true')) AS a, IS_VARCHAR(PARSE_JSON('"x"')) AS b, IS_CHAR(PARSE_JSON('1')) AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | true | false

-- IS_INTEGER, IS_DECIMAL and IS_DOUBLE: each kind of number is one of the next kind too
-- https://docs.snowflake.com/en/sql-reference/functions/is_decimal
SELECT IS_INTEGER(PARSE_JSON('15')) AS a, IS_INTEGER(PARSE_JSON('1.5')) AS b, IS_DECIMAL(PARSE_JSON('15')) AS c, IS_DECIMAL(PARSE_JSON('1.5')) AS d,
  IS_DOUBLE(PARSE_JSON('1.5')) AS e, IS_DOUBLE(PARSE_JSON('"1.5"')) AS f;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN | F BOOLEAN
--> true | false | true | true | true | false
