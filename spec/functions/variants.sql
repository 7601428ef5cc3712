-- Elements that are missing are no JSON nulls
-- https://docs.snowflake.com/en/sql-reference/functions/array_construct
SELECT ARRAY_CONSTRUCT(NULL, PARSE_JSON('null'), 'hello', 4) AS a, ARRAY_SIZE([1, NULL, 3]) AS b, [1, NULL, 3][1] IS NULL AS c, ARRAY_COMPACT([10, NULL, 30]) AS d, [1, NULL]::VARCHAR AS e;
--> A ARRAY | B NUMBER(38,0) | C BOOLEAN | D ARRAY | E VARCHAR(16777216)
--> [undefined,null,"hello",4] | 3 | true | [10,30] | [1,undefined]

-- ARRAY_INSERT
-- https://docs.snowflake.com/en/sql-reference/functions/array_insert
SELECT ARRAY_INSERT(ARRAY_CONSTRUCT(0, 1, 2, 3), 2, 'hello') AS a, ARRAY_INSERT(ARRAY_CONSTRUCT(0, 1, 2, 3), 5, 'hello') AS b, ARRAY_INSERT(ARRAY_CONSTRUCT(0, 1, 2, 3), -1, 'hello') AS c;
--> A ARRAY | B ARRAY | C ARRAY
--> [0,1,"hello",2,3] | [0,1,2,3,undefined,"hello"] | [0,1,2,"hello",3]

-- ARRAY_SORT puts missing elements first or last
-- https://docs.snowflake.com/en/sql-reference/functions/array_sort
SELECT ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10]) AS a, ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10], FALSE) AS b, ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10], TRUE, TRUE) AS c, ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10], FALSE, FALSE) AS d, ARRAY_SORT(ARRAY_INSERT(ARRAY_INSERT(ARRAY_CONSTRUCT(), 3, 2), 6, 1)) AS e;
--> A ARRAY | B ARRAY | C ARRAY | D ARRAY | E ARRAY
--> [0,10,20,null,undefined] | [undefined,null,20,10,0] | [undefined,0,10,20,null] | [null,20,10,0,undefined] | [1,2,undefined,undefined,undefined,undefined,undefined]

-- ARRAY_REPEAT
-- https://docs.snowflake.com/en/sql-reference/functions/array_repeat
SELECT ARRAY_REPEAT(42, 3) AS a, ARRAY_REPEAT([1, 2], 2) AS b, ARRAY_REPEAT('x', 0) AS c, ARRAY_REPEAT('hi', NULL) AS d;
--> A ARRAY | B ARRAY | C ARRAY | D ARRAY
--> [42,42,42] | [[1,2],[1,2]] | [] | NULL

-- NULL is found among missing elements
-- https://docs.snowflake.com/en/sql-reference/functions/array_contains
SELECT ARRAY_CONTAINS(NULL, ARRAY_CONSTRUCT('hola', NULL)) AS a, ARRAY_CONTAINS(NULL, ARRAY_CONSTRUCT('hola', PARSE_JSON('null'))) AS b, ARRAY_CONTAINS(PARSE_JSON('null'), ARRAY_CONSTRUCT('hola', PARSE_JSON('null'))) AS c, ARRAY_POSITION(NULL, [1, NULL]) AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D NUMBER(38,0)
--> true | NULL | true | 1

-- Missing elements are equal
-- https://docs.snowflake.com/en/sql-reference/functions/array_except
SELECT ARRAY_EXCEPT(['A', NULL, NULL], ['B', NULL]) AS a, ARRAY_EXCEPT(['A', NULL, NULL], [NULL, 'B', NULL]) AS b, ARRAY_DISTINCT(['A', 'A', 'B', NULL, NULL]) AS c, ARRAYS_OVERLAP([1, 2, NULL], [3, NULL, 5]) AS d, ARRAY_INTERSECTION([NULL, 102, NULL], [NULL, NULL, 103]) AS e;
--> A ARRAY | B ARRAY | C ARRAY | D BOOLEAN | E ARRAY
--> ["A",undefined] | ["A"] | ["A","B",undefined] | true | [undefined,undefined]

-- ARRAYS_ZIP and ARRAYS_TO_OBJECT of missing elements
-- https://docs.snowflake.com/en/sql-reference/functions/arrays_zip
SELECT ARRAYS_ZIP([1, NULL, 3], [NULL, 20, NULL], [100, NULL, 300]) AS a, ARRAYS_ZIP([], [], []) AS b, ARRAYS_TO_OBJECT(['key1', NULL, 'key3'], [1, 2, 3]) AS c, ARRAYS_TO_OBJECT(['key1', 'key2', 'key3'], [1, NULL, 3]) AS d;
--> A ARRAY | B ARRAY | C OBJECT | D OBJECT
--> [{"$1":1,"$2":null,"$3":100},{"$1":null,"$2":20,"$3":null},{"$1":3,"$2":null,"$3":300}] | [{}] | {"key1":1,"key3":3} | {"key1":1,"key2":null,"key3":3}
SELECT ARRAYS_TO_OBJECT(['key1'], [1, 2]);
--> error 215001 (22000)
SELECT ARRAYS_TO_OBJECT([1], [1]);
--> error 215002 (22000)

-- JSON null counts for ARRAY_MAX, a missing element does not
-- https://docs.snowflake.com/en/sql-reference/functions/array_max
SELECT ARRAY_MAX([20, 0, NULL, 10, NULL]) AS a, ARRAY_MAX([NULL, PARSE_JSON('null'), NULL]) AS b, ARRAY_MAX([]) AS c, ARRAY_MAX([NULL]) AS d;
--> A VARIANT | B VARIANT | C VARIANT | D VARIANT
--> 20 | null | NULL | NULL

-- ARRAY_FLATTEN of what is no array
-- https://docs.snowflake.com/en/sql-reference/functions/array_flatten
SELECT ARRAY_FLATTEN([[1, 2, 3], NULL, [5, 6]]) AS a, ARRAY_FLATTEN([[1, 2, 3], [NULL], [5, 6]]) AS b;
--> A ARRAY | B ARRAY
--> NULL | [1,2,3,undefined,5,6]
SELECT ARRAY_FLATTEN([[1, 2, 3], 4, [5, 6]]);
--> error 100107 (22000)

-- Texts that are not strict JSON
-- https://docs.snowflake.com/en/sql-reference/functions/parse_json
SELECT PARSE_JSON('[-1, 12, 289, 2188, false,]') AS a, PARSE_JSON('{ name: { first: "John", last: "Smith"} }') AS b, PARSE_JSON('{ "a" : "123", "b" : "456", "a": "789"} ', 'd') AS c, PARSE_JSON('"a,,b [ , ]"') AS d, ARRAY_TO_STRING(PARSE_JSON('[1, , ,2]'), ', ') AS e;
--> A VARIANT | B VARIANT | C VARIANT | D VARIANT | E VARCHAR(16777216)
--> [-1,12,289,2188,false,undefined] | {"name":{"first":"John","last":"Smith"}} | {"a":"789","b":"456"} | "a,,b [ , ]" | 1, , , 2
SELECT PARSE_JSON('{ "a" : "123", "b" : "456", "a": "789"} ');
--> error 100069 (22P02)

-- FLATTEN leaves missing elements out
-- https://docs.snowflake.com/en/sql-reference/functions/flatten
SELECT * FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[1, ,77]'))) f;
--> SEQ NUMBER(38,0) | KEY VARCHAR(16777216) | PATH VARCHAR(16777216) | INDEX NUMBER(38,0) | VALUE VARIANT | THIS VARIANT
--> 1 | NULL | [0] | 0 | 1 | [1,undefined,77]
--> 1 | NULL | [2] | 2 | 77 | [1,undefined,77]

-- A VARIANT knows the type of dates and bytes
-- https://docs.snowflake.com/en/sql-reference/functions/is_timestamp
CREATE TABLE vardttm (v VARIANT);
INSERT INTO vardttm SELECT TO_VARIANT(TO_DATE('2024-02-24'));
INSERT INTO vardttm SELECT TO_VARIANT(TO_TIME('20:57:01'));
INSERT INTO vardttm SELECT TO_VARIANT(TO_TIMESTAMP('2023-02-24 12:00:00.456'));
INSERT INTO vardttm SELECT TO_VARIANT(TO_TIMESTAMP_LTZ('2022-02-24 13:00:00.123 +01:00'));
INSERT INTO vardttm SELECT TO_VARIANT(TO_TIMESTAMP_TZ('2020-02-24 15:00:00.123 +01:00'));
INSERT INTO vardttm SELECT TO_VARIANT(TO_BINARY('F0A5'));
SELECT v, TYPEOF(v) AS type FROM vardttm ORDER BY type;
--> V VARIANT | TYPE VARCHAR(16777216)
--> "F0A5" | BINARY
--> "2024-02-24" | DATE
--> "20:57:01" | TIME
--> "2022-02-24 04:00:00.123 -0800" | TIMESTAMP_LTZ
--> "2023-02-24 12:00:00.456" | TIMESTAMP_NTZ
--> "2020-02-24 15:00:00.123 +0100" | TIMESTAMP_TZ
SELECT v FROM vardttm WHERE IS_TIMESTAMP_NTZ(v) OR IS_TIMESTAMP_LTZ(v) OR IS_TIMESTAMP_TZ(v) ORDER BY TYPEOF(v);
--> V VARIANT
--> "2022-02-24 04:00:00.123 -0800"
--> "2023-02-24 12:00:00.456"
--> "2020-02-24 15:00:00.123 +0100"
SELECT v FROM vardttm WHERE IS_DATE(v) OR IS_DATE_VALUE(v) OR IS_TIME(v) OR IS_BINARY(v) ORDER BY TYPEOF(v);
--> V VARIANT
--> "F0A5"
--> "2024-02-24"
--> "20:57:01"
SELECT AS_DATE(v) AS d, AS_TIME(v) AS t, AS_TIMESTAMP_NTZ(v) AS n, AS_TIMESTAMP_LTZ(v) AS l, AS_TIMESTAMP_TZ(v) AS z, AS_BINARY(v) AS b, AS_VARCHAR(v) AS c FROM vardttm ORDER BY TYPEOF(v);
--> D DATE | T TIME(9) | N TIMESTAMP_NTZ(9) | L TIMESTAMP_LTZ(9) | Z TIMESTAMP_TZ(9) | B BINARY(8388608) | C VARCHAR(16777216)
--> NULL | NULL | NULL | NULL | NULL | F0A5 | NULL
--> 2024-02-24 | NULL | NULL | NULL | NULL | NULL | NULL
--> NULL | 20:57:01 | NULL | NULL | NULL | NULL | NULL
--> NULL | NULL | NULL | 2022-02-24 04:00:00.123 -0800 | NULL | NULL | NULL
--> NULL | NULL | 2023-02-24 12:00:00.456 | NULL | NULL | NULL | NULL
--> NULL | NULL | NULL | NULL | 2020-02-24 15:00:00.123 +0100 | NULL | NULL

-- AS_NUMBER and its kin
-- https://docs.snowflake.com/en/sql-reference/functions/as_decimal-number
SELECT AS_NUMBER(TO_VARIANT(TO_NUMBER(2.34, 6, 3)), 6, 3) AS a, AS_DECIMAL(PARSE_JSON('1.912e2')) AS b, IS_DECIMAL(PARSE_JSON('123.12')) AS c, IS_DECIMAL(PARSE_JSON('1.912e2')) AS d, IS_REAL(PARSE_JSON('1.5')) AS e;
--> A NUMBER(6,3) | B NUMBER(38,0) | C BOOLEAN | D BOOLEAN | E BOOLEAN
--> 2.340 | NULL | true | false | true

-- JSON_EXTRACT_PATH_TEXT
-- https://docs.snowflake.com/en/sql-reference/functions/json_extract_path_text
SELECT JSON_EXTRACT_PATH_TEXT(column1, 'level_1_key') AS a, JSON_EXTRACT_PATH_TEXT(column1, 'level_1_key.level_2_key') AS b, JSON_EXTRACT_PATH_TEXT(column1, 'level_1_key.level_2_key[1]') AS c FROM VALUES ('{"level_1_key": "level_1_value"}'), ('{"level_1_key": {"level_2_key": ["zero", "one", "two"]}}') ORDER BY 1;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> level_1_value | NULL | NULL
--> {"level_2_key":["zero","one","two"]} | ["zero","one","two"] | one

-- A number with a fraction of zeros becomes a text without them
-- https://docs.snowflake.com/en/sql-reference/data-type-conversion#usage-notes
SELECT PARSE_JSON('{"Loan Number": 5.000}'):"Loan Number"::VARCHAR AS a, PARSE_JSON('5.000')::VARCHAR AS b,
  PARSE_JSON('{"a": "5.0"}'):a::VARCHAR AS c, PARSE_JSON('[2.50]')[0]::VARCHAR AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> 5 | 5 | 5.0 | 2.5
