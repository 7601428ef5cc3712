-- A table has columns with types, defaults and constraints
-- https://docs.snowflake.com/en/sql-reference/sql/create-table
CREATE TABLE t (
  id INT AUTOINCREMENT START 10 INCREMENT 10 NOT NULL PRIMARY KEY,
  name VARCHAR(20) DEFAULT 'nobody' COMMENT 'who',
  price NUMBER(10,2),
  made TIMESTAMP_NTZ DEFAULT '2024-01-01 00:00:00'
);
--> status VARCHAR(16777216)
--> Table T successfully created.
INSERT INTO t (price) VALUES (1.5), (2.5);
SELECT * FROM t ORDER BY id;
--> ID NUMBER(38,0) | NAME VARCHAR(20) | PRICE NUMBER(10,2) | MADE TIMESTAMP_NTZ(9)
--> 10 | nobody | 1.50 | 2024-01-01 00:00:00.000
--> 20 | nobody | 2.50 | 2024-01-01 00:00:00.000
DESC TABLE t;
SELECT "name", "type", "null?", "default", "primary key", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | type VARCHAR(16777216) | null? VARCHAR(16777216) | default VARCHAR(16777216) | primary key VARCHAR(16777216) | comment VARCHAR(16777216)
--> ID | NUMBER(38,0) | N | IDENTITY START 10 INCREMENT 10 NOORDER | Y | NULL
--> NAME | VARCHAR(20) | Y | ''nobody'' | N | who
--> PRICE | NUMBER(10,2) | Y | NULL | N | NULL
--> MADE | TIMESTAMP_NTZ(9) | Y | ''2024-01-01 00:00:00'' | N | NULL

-- IF NOT EXISTS and OR REPLACE
-- https://docs.snowflake.com/en/sql-reference/sql/create-table
CREATE TABLE t (a INT);
CREATE TABLE t (a INT);
--> error 002002 (42710) at 1:14
CREATE TABLE IF NOT EXISTS t (b INT);
--> status VARCHAR(16777216)
--> T already exists, statement succeeded.
CREATE OR REPLACE TABLE t (b INT);
SELECT * FROM t;
--> B NUMBER(38,0)
CREATE OR REPLACE TABLE IF NOT EXISTS t (c INT);
--> error 390984 (42601)

-- AS, LIKE and CLONE
-- https://docs.snowflake.com/en/sql-reference/sql/create-table
CREATE TABLE t (a INT NOT NULL, b VARCHAR(5));
INSERT INTO t VALUES (1, 'x'), (2, 'y');
CREATE TABLE from_query (n, m) AS SELECT a, b FROM t;
SELECT * FROM from_query ORDER BY n;
--> N NUMBER(38,0) | M VARCHAR(5)
--> 1 | x
--> 2 | y
CREATE TABLE from_like LIKE t;
SELECT COUNT(*) AS n FROM from_like;
--> N NUMBER(38,0)
--> 0
CREATE TABLE from_clone CLONE t;
SELECT COUNT(*) AS n FROM from_clone;
--> N NUMBER(38,0)
--> 2
CREATE TABLE x (a INT) LIKE t;
--> error 001003 (42000)

-- Temporary and transient tables, and a cluster key
-- https://docs.snowflake.com/en/sql-reference/sql/create-table
CREATE TEMPORARY TABLE tmp (a INT);
CREATE TRANSIENT TABLE tra (a INT) CLUSTER BY (a) DATA_RETENTION_TIME_IN_DAYS = 0 COMMENT = 'kept short';
SHOW TABLES;
SELECT "name", "kind", "cluster_by", "retention_time", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> name VARCHAR(16777216) | kind VARCHAR(16777216) | cluster_by VARCHAR(16777216) | retention_time VARCHAR(16777216) | comment VARCHAR(16777216)
--> TMP | TEMPORARY | '' | 1 | ''
--> TRA | TRANSIENT | LINEAR(A) | 0 | kept short

-- TRUNCATE removes all rows
-- https://docs.snowflake.com/en/sql-reference/sql/truncate-table
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1), (2);
TRUNCATE TABLE t;
--> status VARCHAR(16777216)
--> Statement executed successfully.
SELECT COUNT(*) AS n FROM t;
--> N NUMBER(38,0)
--> 0
TRUNCATE no_table;
--> error 002003 (42S02) at 1:10
TRUNCATE TABLE IF EXISTS no_table;

-- What a table cannot be
-- https://docs.snowflake.com/en/sql-reference/sql/create-table
CREATE TABLE t (a INT, A INT);
--> error 002025 (42S21)
CREATE TABLE t (a NOTYPE);
--> error 002040 (42601)
CREATE TABLE t (a NUMBER(40, 2));
--> error 390960 (42601)
CREATE TABLE t (a INT;
--> error 001003 (42000) at 1:22
CREATE TABLE t (a INT) COLOUR = 'red';
--> error 001420 (22023)
CREATE TABLE t;
--> error 001003 (42000)
CREATE ICEBERG TABLE t (a INT);
--> error 000002 (0A000)
CREATE TABLE no_database.public.t (a INT);
--> error 002003 (02000)
