-- Elements come and go
-- https://docs.snowflake.com/en/sql-reference/functions/array_append
SELECT ARRAY_APPEND([1], 2) AS a, ARRAY_PREPEND([1], 'a') AS b, ARRAY_CAT([1], [2, 3]) AS c, ARRAY_COMPACT([1, NULL, 2]) AS d, ARRAY_REMOVE([1, 2, 1], 1) AS e, ARRAY_REMOVE_AT([1, 2, 3], -1) AS f;
--> A ARRAY | B ARRAY | C ARRAY | D ARRAY | E ARRAY | F ARRAY
--> [1,2] | ["a",1] | [1,2,3] | [1,2] | [2] | [1,2]

-- Arrays as sets, in which each element counts as often as it stands
-- https://docs.snowflake.com/en/sql-reference/functions/array_intersection
SELECT ARRAY_INTERSECTION([1, 1, 2, 3], [1, 1, 1, 3]) AS a, ARRAY_EXCEPT([1, 1, 2], [1]) AS b, ARRAY_DISTINCT([3, 1, 3, 1.0]) AS c, ARRAYS_OVERLAP(['a'], ['b', 'a']) AS d;
--> A ARRAY | B ARRAY | C ARRAY | D BOOLEAN
--> [1,1,3] | [1,2] | [3,1] | true

-- Places are counted from 0, or from the end
-- https://docs.snowflake.com/en/sql-reference/functions/array_slice
SELECT ARRAY_SLICE([0, 1, 2, 3, 4], 0, -2) AS a, ARRAY_SLICE([0, 1, 2, 3, 4], -3, -1) AS b, ARRAY_SLICE([0, 1, 2], 8, 9) AS c, ARRAY_POSITION('c'::VARIANT, ['a', 'b', 'c']) AS d;
--> A ARRAY | B ARRAY | C ARRAY | D NUMBER(38,0)
--> [0,1,2] | [2,3] | [] | 2

-- Numbers are in their order
-- https://docs.snowflake.com/en/sql-reference/functions/array_sort
SELECT ARRAY_SORT([10, 9, 'x', 1]) AS a, ARRAY_SORT([3, NULL, 1], FALSE) AS b, ARRAY_MIN([10, 9]) AS c, ARRAY_MAX([10, 9]) AS d, ARRAY_REVERSE([1, 2]) AS e;
--> A ARRAY | B ARRAY | C VARIANT | D VARIANT | E ARRAY
--> ["x",1,9,10] | [undefined,3,1] | 9 | 10 | [2,1]

-- Arrays made from others
-- https://docs.snowflake.com/en/sql-reference/functions/arrays_to_object
SELECT ARRAYS_TO_OBJECT(['k2', 'k1'], [1, 2]) AS a, ARRAYS_ZIP([1, 2], ['a']) AS b, ARRAY_FLATTEN([[1, 2], [3], []]) AS c, ARRAY_GENERATE_RANGE(1, 7, 2) AS d, ARRAY_TO_STRING([1, 'a', NULL], ',') AS e;
--> A OBJECT | B ARRAY | C ARRAY | D ARRAY | E VARCHAR(16777216)
--> {"k1":2,"k2":1} | [{"$1":1,"$2":"a"},{"$1":2,"$2":null}] | [1,2,3] | [1,3,5] | 1,a,

-- OBJECT_INSERT refuses a key that is there, unless it may change it
-- https://docs.snowflake.com/en/sql-reference/functions/object_insert
SELECT OBJECT_INSERT({'b': 1}, 'a', 2) AS a, OBJECT_INSERT({'a': 1}, 'a', 2, TRUE) AS b, OBJECT_INSERT({'a': 1}, 'b', NULL) AS c;
--> A OBJECT | B OBJECT | C OBJECT
--> {"a":2,"b":1} | {"a":2} | {"a":1}
SELECT OBJECT_INSERT({'a': 1}, 'a', 2);
--> error 100099 (22000)

-- Members by their names
-- https://docs.snowflake.com/en/sql-reference/functions/object_delete
SELECT OBJECT_DELETE({'a': 1, 'b': 2, 'c': 3}, 'a', 'c', 'zz') AS a, OBJECT_PICK({'a': 1, 'b': 2}, ['b']) AS b, OBJECT_PICK({'a': 1, 'b': 2}, 'b', 'a') AS c, GET_IGNORE_CASE({'Name': 1}, 'NAME') AS d, STRIP_NULL_VALUE(PARSE_JSON('{"a":null}'):a) AS e;
--> A OBJECT | B OBJECT | C OBJECT | D VARIANT | E VARIANT
--> {"b":2} | {"b":2} | {"a":1,"b":2} | 1 | NULL

-- AS_ gives a value of the type, and NULL for any other
-- https://docs.snowflake.com/en/sql-reference/functions/as
SELECT AS_INTEGER(PARSE_JSON('5')) AS a, AS_INTEGER(PARSE_JSON('"5"')) AS b, AS_VARCHAR(PARSE_JSON('"x"')) AS c, AS_CHAR(PARSE_JSON('5')) AS d, AS_BOOLEAN(PARSE_JSON('true')) AS e, AS_DOUBLE(PARSE_JSON('1.5')) AS f, AS_REAL(PARSE_JSON('"1"')) AS g, AS_ARRAY([1]) AS h, AS_OBJECT({'a': 1}) AS i;
--> A NUMBER(38,0) | B NUMBER(38,0) | C VARCHAR(16777216) | D VARCHAR(16777216) | E BOOLEAN | F FLOAT | G FLOAT | H ARRAY | I OBJECT
--> 5 | NULL | x | NULL | true | 1.5 | NULL | [1] | {"a":1}

-- Keys of an object are in order, and numbers keep their digits
-- https://docs.snowflake.com/en/sql-reference/functions/parse_json
SELECT PARSE_JSON('{"z": 1, "b": {"y": 2, "c": 3}, "a": [12345678901234567890123, 0.12345678901234567890123]}') AS a, PARSE_JSON('{"a": 12345678901234567.89}'):a::NUMBER(38,2) AS b, TO_JSON(PARSE_JSON('{"b": 1, "a": 2}')) AS c, PARSE_JSON('{"b": 1, "a": 2}') = PARSE_JSON('{"a": 2, "b": 1}') AS d, PARSE_JSON('10') > PARSE_JSON('9') AS e;
--> A VARIANT | B NUMBER(38,2) | C VARCHAR(16777216) | D BOOLEAN | E BOOLEAN
--> {"a":[12345678901234567890123,0.12345678901234567890123],"b":{"c":3,"y":2},"z":1} | 12345678901234567.89 | {"a":2,"b":1} | true | true

-- {*} makes an object of the columns, with the modifiers of *
-- https://docs.snowflake.com/en/sql-reference/functions/object_construct
CREATE TABLE demo (a INT, b VARCHAR);
INSERT INTO demo VALUES (1, 'x');
SELECT {*} AS o, {* EXCLUDE a} AS p, {* ILIKE 'a%'} AS q, {demo.*} AS r FROM demo;
--> O OBJECT | P OBJECT | Q OBJECT | R OBJECT
--> {"A":1,"B":"x"} | {"B":"x"} | {"A":1} | {"A":1,"B":"x"}
