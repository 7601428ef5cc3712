-- MIN_BY and MAX_BY of several rows
-- https://docs.snowflake.com/en/sql-reference/functions/max_by
CREATE TABLE employees (employee_id NUMBER, department_id NUMBER, salary NUMBER);
INSERT INTO employees VALUES (1001, 10, 10000), (1020, 10, 9000), (1030, 10, 8000), (900, 20, 15000), (2000, 20, NULL);
SELECT MAX_BY(employee_id, salary, 3) AS a, MIN_BY(employee_id, salary, 1) AS b, MAX_BY(employee_id, salary) AS c, MAX_BY(employee_id, NULLIF(salary, salary), 2) AS d FROM employees;
--> A ARRAY | B ARRAY | C NUMBER(38,0) | D ARRAY
--> [900,1001,1020] | [1030] | 900 | NULL

-- Linear regression
-- https://docs.snowflake.com/en/sql-reference/functions/regr_r2
CREATE TABLE aggr (k INT, v DECIMAL(10, 2), v2 DECIMAL(10, 2));
INSERT INTO aggr VALUES (1, 10, NULL), (2, 10, 11), (2, 20, 22), (2, 25, NULL), (2, 30, 35);
SELECT k, ROUND(REGR_R2(v, v2), 10) AS a, ROUND(REGR_SLOPE(v, v2), 10) AS b, ROUND(REGR_INTERCEPT(v, v2), 9) AS c, REGR_COUNT(v, v2) AS d, ROUND(REGR_AVGX(v, v2), 8) AS e, REGR_AVGY(v, v2) AS f FROM aggr GROUP BY k ORDER BY k;
--> K NUMBER(38,0) | A FLOAT | B FLOAT | C FLOAT | D NUMBER(38,0) | E FLOAT | F FLOAT
--> 1 | NULL | NULL | NULL | 0 | NULL | NULL
--> 2 | 0.9976905312 | 0.831408776 | 1.154734411 | 3 | 22.66666667 | 20
SELECT k, ROUND(REGR_SXX(v, v2), 8) AS a, REGR_SXY(v, v2) AS b, REGR_SYY(v, v2) AS c FROM aggr GROUP BY k ORDER BY k;
--> K NUMBER(38,0) | A FLOAT | B FLOAT | C FLOAT
--> 1 | NULL | NULL | NULL
--> 2 | 288.66666667 | 240 | 200

-- KURTOSIS
-- https://docs.snowflake.com/en/sql-reference/functions/kurtosis
CREATE TABLE aggr (k INT, v DECIMAL(10, 2), v2 DECIMAL(10, 2));
INSERT INTO aggr VALUES (1, 10, NULL), (2, 10, 12), (2, 20, 22), (2, 25, NULL), (2, 30, 35);
SELECT KURTOSIS(k) AS a, KURTOSIS(v) AS b, KURTOSIS(v2) AS c FROM aggr;
--> A NUMBER(38,12) | B NUMBER(38,12) | C NUMBER(38,12)
--> 5.000000000000 | -2.324218750000 | NULL

-- Arrays of distinct values
-- https://docs.snowflake.com/en/sql-reference/functions/array_union_agg
CREATE TABLE union_test (a ARRAY);
INSERT INTO union_test SELECT PARSE_JSON('[ 1, 1, 2]') UNION ALL SELECT PARSE_JSON('[ 1, 2, 3]');
SELECT ARRAY_UNION_AGG(a) AS a FROM union_test;
--> A ARRAY
--> [1,1,2,3]
SELECT ARRAY_SORT(ARRAY_UNIQUE_AGG(column1)) AS a, ARRAY_UNIQUE_AGG(column2) AS b FROM VALUES (5, NULL), (3, NULL), (5, NULL), (NULL, NULL);
--> A ARRAY | B ARRAY
--> [3,5] | []

-- HASH_AGG does not see the order of rows, but that of columns
-- https://docs.snowflake.com/en/sql-reference/functions/hash_agg
CREATE TABLE aggr (k INT, v INT);
INSERT INTO aggr VALUES (1, 2), (1, 2), (3, NULL);
SELECT HASH_AGG(k, v) = HASH_AGG(*) AS a, HASH_AGG(k, v) = HASH_AGG(v, k) AS b, HASH_AGG(k, v) = HASH_AGG(DISTINCT k, v) AS c, HASH_AGG(k) = HASH_AGG(k::NUMBER(10, 2)) AS d FROM aggr;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> true | false | false | true
SELECT HASH_AGG(NULL) AS a WHERE 0 = 1;
--> A NUMBER(19,0)
--> 0

-- Bits of bitmaps
-- https://docs.snowflake.com/en/user-guide/querying-bitmaps-for-distinct-counts
CREATE TABLE bitmap_test_values (val INT);
INSERT INTO bitmap_test_values VALUES (1), (32769), (32769), (1), (2), (3), (4);
SELECT BITMAP_BUCKET_NUMBER(val) AS bitmap_id, BITMAP_CONSTRUCT_AGG(BITMAP_BIT_POSITION(val)) AS bitmap, BITMAP_COUNT(BITMAP_CONSTRUCT_AGG(BITMAP_BIT_POSITION(val))) AS distinct_values FROM bitmap_test_values GROUP BY bitmap_id ORDER BY 1;
--> BITMAP_ID NUMBER(38,0) | BITMAP BINARY(8388608) | DISTINCT_VALUES NUMBER(38,0)
--> 1 | 00040000010002000300 | 4
--> 2 | 00010000000000000000 | 1
SELECT BITMAP_BUCKET_NUMBER(32768) AS a, BITMAP_BIT_POSITION(32768) AS b, BITMAP_BUCKET_NUMBER(32769) AS c, BITMAP_BIT_POSITION(32769) AS d, BITMAP_ABSOLUTE_POSITION(2, 0) AS e;
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0)
--> 1 | 32767 | 2 | 0 | 32769

-- Bitmaps put together
-- https://docs.snowflake.com/en/sql-reference/functions/bitmap_to_array
CREATE TABLE events (user_id INT, value INT);
INSERT INTO events VALUES (1, 1), (1, 5), (1, 100), (2, 5), (2, 100), (2, 50000), (3, 1), (3, 2), (3, 3), (3, 5);
CREATE TABLE user_bitmaps AS SELECT user_id, BITMAP_BUCKET_NUMBER(value) AS bucket, BITMAP_CONSTRUCT_AGG(BITMAP_BIT_POSITION(value)) AS bmp FROM events GROUP BY user_id, bucket;
SELECT user_id, bucket, BITMAP_TO_ARRAY(bmp, bucket) AS a FROM user_bitmaps ORDER BY user_id, bucket;
--> USER_ID NUMBER(38,0) | BUCKET NUMBER(38,0) | A ARRAY
--> 1 | 1 | [1,5,100]
--> 2 | 1 | [5,100]
--> 2 | 2 | [50000]
--> 3 | 1 | [1,2,3,5]
SELECT BITMAP_COUNT(BITMAP_OR_AGG(bmp)) AS a, BITMAP_TO_ARRAY(BITMAP_AND_AGG(bmp)) AS b FROM user_bitmaps WHERE bucket = 1;
--> A NUMBER(38,0) | B ARRAY
--> 5 | [5]
SELECT BITMAP_TO_ARRAY(BITMAP_AND(a.bmp, b.bmp)) AS a, BITMAP_COUNT(BITMAP_OR(a.bmp, b.bmp)) AS b FROM user_bitmaps a, user_bitmaps b WHERE a.user_id = 1 AND b.user_id = 3;
--> A ARRAY | B NUMBER(38,0)
--> [1,5] | 5

-- Percentiles that Snowflake estimates
-- https://docs.snowflake.com/en/sql-reference/functions/approx_percentile
SELECT APPROX_PERCENTILE(column1, 0.1) AS a, APPROX_PERCENTILE(column1, 0.5) AS b, APPROX_PERCENTILE(column1, 0.999) AS c FROM VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10);
--> A FLOAT | B FLOAT | C FLOAT
--> 1.5 | 5.5 | 10.5

-- States of percentiles
-- https://docs.snowflake.com/en/sql-reference/functions/approx_percentile_accumulate
SELECT APPROX_PERCENTILE_ESTIMATE(APPROX_PERCENTILE_COMBINE(s), 0.5) AS a FROM (SELECT APPROX_PERCENTILE_ACCUMULATE(column1) AS s FROM VALUES (1), (2), (3), (4) UNION ALL SELECT APPROX_PERCENTILE_ACCUMULATE(column1) FROM VALUES (5), (6), (7), (8));
--> A FLOAT
--> 4.5

-- The most frequent values
-- https://docs.snowflake.com/en/sql-reference/functions/approx_top_k
SELECT APPROX_TOP_K(column1, 2) AS a, APPROX_TOP_K(column1) AS b FROM VALUES (1), (1), (1), (2), (2), (3);
--> A ARRAY | B ARRAY
--> [[1,3],[2,2]] | [[1,3]]

-- States of distinct values
-- https://docs.snowflake.com/en/sql-reference/functions/hll_accumulate
SELECT HLL_ESTIMATE(HLL_COMBINE(s)) AS a FROM (SELECT HLL_ACCUMULATE(column1) AS s FROM VALUES (1), (2) UNION ALL SELECT HLL_ACCUMULATE(column1) FROM VALUES (2), (3), (NULL));
--> A NUMBER(38,0)
--> 3

-- Other names of aggregates of bits
-- https://docs.snowflake.com/en/sql-reference/functions/bitand_agg
SELECT BITANDAGG(column1) AS a, BIT_AND_AGG(column1) AS b, BIT_ANDAGG(column1) AS c, BITORAGG(column1) AS d, BIT_OR_AGG(column1) AS e, BIT_ORAGG(column1) AS f, BITXORAGG(column1) AS g, BIT_XOR_AGG(column1) AS h, BIT_XORAGG(column1) AS i FROM VALUES (15), (26), (12);
--> A NUMBER(38,0) | B NUMBER(38,0) | C NUMBER(38,0) | D NUMBER(38,0) | E NUMBER(38,0) | F NUMBER(38,0) | G NUMBER(38,0) | H NUMBER(38,0) | I NUMBER(38,0)
--> 8 | 8 | 8 | 31 | 31 | 31 | 25 | 25 | 25

-- Other names of ARRAY_AGG and OBJECT_AGG
-- https://docs.snowflake.com/en/sql-reference/functions/array_agg
SELECT ARRAYAGG(column2) WITHIN GROUP (ORDER BY column2 DESC) AS a, OBJECTAGG(column1, column2::VARIANT) AS b FROM VALUES ('a', 1), ('b', 2);
--> A ARRAY | B OBJECT
--> [2,1] | {"a":1,"b":2}

-- PERCENTILE_DISC in falling order, and COUNT of JSON null
-- https://docs.snowflake.com/en/sql-reference/functions/percentile_disc
SELECT PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY column1) AS a, PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY column1 DESC) AS b, COUNT(PARSE_JSON(column2)) AS c FROM VALUES (0, 'null'), (10, '1'), (20, NULL), (30, '{}'), (40, '[]');
--> A NUMBER(2,0) | B NUMBER(2,0) | C NUMBER(38,0)
--> 10 | 30 | 3
