-- CURRENT_DATE, CURRENT_TIME and CURRENT_TIMESTAMP are in the session's time zone
-- https://docs.snowflake.com/en/sql-reference/functions/current_timestamp
SELECT CURRENT_DATE() AS a, CURRENT_TIME() AS b, CURRENT_TIMESTAMP() AS c, CURRENT_DATE AS d;
--> A DATE | B TIME(9) | C TIMESTAMP_LTZ(9) | D DATE
--> 2026-01-04 | 16:00:00 | 2026-01-04 16:00:00.000 -0800 | 2026-01-04

-- GETDATE, LOCALTIME, LOCALTIMESTAMP and SYSTIMESTAMP are the time of the session's zone
-- https://docs.snowflake.com/en/sql-reference/functions/localtimestamp
SELECT GETDATE() AS a, LOCALTIME() AS b, LOCALTIMESTAMP() AS c, SYSTIMESTAMP() AS d;
--> A TIMESTAMP_LTZ(9) | B TIME(9) | C TIMESTAMP_LTZ(9) | D TIMESTAMP_LTZ(9)
--> 2026-01-04 16:00:00.000 -0800 | 16:00:00 | 2026-01-04 16:00:00.000 -0800 | 2026-01-04 16:00:00.000 -0800

-- SYSDATE is UTC
-- https://docs.snowflake.com/en/sql-reference/functions/sysdate
SELECT SYSDATE() AS a;
--> A TIMESTAMP_NTZ(9)
--> 2026-01-05 00:00:00.000

-- CURRENT_ROLE, CURRENT_WAREHOUSE, CURRENT_DATABASE and CURRENT_SCHEMA follow USE
-- https://docs.snowflake.com/en/sql-reference/functions/current_database
CREATE WAREHOUSE wh;
SELECT CURRENT_ROLE() AS a, CURRENT_WAREHOUSE() AS b, CURRENT_DATABASE() AS c, CURRENT_SCHEMA() AS d;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216)
--> ACCOUNTADMIN | WH | SPEC | PUBLIC
CREATE SCHEMA other;
SELECT CURRENT_SCHEMA() AS d;
--> D VARCHAR(16777216)
--> OTHER

-- CURRENT_USER, CURRENT_ACCOUNT, CURRENT_REGION and CURRENT_SESSION are known
-- https://docs.snowflake.com/en/sql-reference/functions/current_user
SELECT CURRENT_USER() IS NULL AS a, CURRENT_ACCOUNT() IS NULL AS b, CURRENT_REGION() IS NULL AS c, CURRENT_SESSION() IS NULL AS d;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN
--> false | false | false | false

-- CURRENT_TRANSACTION is NULL outside of one
-- https://docs.snowflake.com/en/sql-reference/functions/current_transaction
SELECT CURRENT_TRANSACTION() AS a;
--> A VARCHAR(16777216)
--> NULL
BEGIN;
SELECT CURRENT_TRANSACTION() IS NULL AS a;
--> A BOOLEAN
--> false
COMMIT;

-- LAST_QUERY_ID names a result that can be read again
-- https://docs.snowflake.com/en/sql-reference/functions/last_query_id
SELECT 7 AS n;
SELECT n FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> N NUMBER(1,0)
--> 7

-- SYSTEM$STREAM_HAS_DATA
-- https://docs.snowflake.com/en/sql-reference/functions/system_stream_has_data
CREATE TABLE t (i INT);
CREATE STREAM s ON TABLE t;
SELECT SYSTEM$STREAM_HAS_DATA('s') AS a;
--> A BOOLEAN
--> false
INSERT INTO t VALUES (1);
SELECT SYSTEM$STREAM_HAS_DATA('s') AS a;
--> A BOOLEAN
--> true

-- HASH is equal for equal values, and counts NULL
-- https://docs.snowflake.com/en/sql-reference/functions/hash
SELECT HASH(10) = HASH(10::NUMBER(5,3)) AS a, HASH(10) = HASH(10::FLOAT) AS b, HASH(10) = HASH('10') AS c, HASH(NULL) IS NULL AS d,
  HASH(NULL) = HASH(NULL, NULL) AS e;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN | D BOOLEAN | E BOOLEAN
--> true | true | false | false | false

-- UUID_STRING without arguments is a random UUID
-- https://docs.snowflake.com/en/sql-reference/functions/uuid_string
SELECT LENGTH(UUID_STRING()) AS a, UUID_STRING() = UUID_STRING() AS b, UUID_STRING() RLIKE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' AS c;
--> A NUMBER(38,0) | B BOOLEAN | C BOOLEAN
--> 36 | false | true

-- RANDOM gives 64-bit numbers, the same ones for the same seed
-- https://docs.snowflake.com/en/sql-reference/functions/random
SELECT RANDOM(42) = RANDOM(42) AS a, RANDOM(1) = RANDOM(2) AS b, RANDOM() BETWEEN -9223372036854775808 AND 9223372036854775807 AS c;
--> A BOOLEAN | B BOOLEAN | C BOOLEAN
--> true | false | true
