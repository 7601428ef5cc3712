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

-- USING TEMPLATE makes the columns that an array describes
-- https://docs.snowflake.com/en/sql-reference/sql/create-table#create-table-using-template
CREATE TABLE described (column_name VARCHAR, type VARCHAR, nullable BOOLEAN, order_id INT);
INSERT INTO described VALUES ('continent', 'TEXT', TRUE, 0), ('COUNT', 'NUMBER(5, 2)', FALSE, 1), ('AT', 'TIMESTAMP_NTZ', TRUE, 2);
CREATE TABLE made USING TEMPLATE (SELECT ARRAY_AGG(OBJECT_CONSTRUCT(*)) WITHIN GROUP (ORDER BY order_id) FROM described) COMMENT = 'made';
SELECT * FROM made;
--> continent VARCHAR(16777216) | COUNT NUMBER(5,2) | AT TIMESTAMP_NTZ(9)
INSERT INTO made (COUNT) VALUES (NULL);
--> error 100072 (22000)
CREATE TABLE nothing USING TEMPLATE (SELECT ARRAY_AGG(OBJECT_CONSTRUCT(*)) FROM described WHERE FALSE);
--> error 391000 (22000)

-- CREATE OR ALTER TABLE makes a table, or what is defined of the one that is there; a column that is renamed is another
-- https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table-examples
CREATE OR ALTER TABLE my_table (a INT PRIMARY KEY, b INT);
INSERT INTO my_table VALUES (1, 2), (2, 3);
CREATE OR ALTER TABLE my_table (a INT PRIMARY KEY, c INT);
SELECT * FROM my_table ORDER BY a;
--> A NUMBER(38,0) | C NUMBER(38,0)
--> 1 | NULL
--> 2 | NULL
CREATE OR ALTER TABLE my_table (c INT, a INT PRIMARY KEY);
--> error 000002 (0A000)
CREATE OR ALTER TABLE my_table AS SELECT 1 AS a;
--> error 000002 (0A000)

-- CREATE OR ALTER TABLE sets and unsets parameters, comments, keys and clustering
-- https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table-usage-notes
CREATE TABLE t (a INT) COMMENT = 'before';
INSERT INTO t VALUES (1);
CREATE OR ALTER TABLE t (a INT, b VARCHAR(5) NOT NULL DEFAULT 'x' COMMENT 'cb', UNIQUE (b)) CLUSTER BY (b) DATA_RETENTION_TIME_IN_DAYS = 5;
SELECT REPLACE(REPLACE(GET_DDL('TABLE', 't'), '\n', ' '), '\t', '') AS d;
--> D VARCHAR(16777216)
--> create or replace TABLE T ( A NUMBER(38,0), B VARCHAR(5) NOT NULL DEFAULT 'x' COMMENT 'cb', unique (B) )cluster by (B) DATA_RETENTION_TIME_IN_DAYS=5 ;
SELECT * FROM t;
--> A NUMBER(38,0) | B VARCHAR(5)
--> 1 | x
CREATE OR ALTER TABLE t (a INT, b VARCHAR(15) DEFAULT 'x');
SELECT REPLACE(REPLACE(GET_DDL('TABLE', 't'), '\n', ' '), '\t', '') AS d;
--> D VARCHAR(16777216)
--> create or replace TABLE T ( A NUMBER(38,0), B VARCHAR(15) DEFAULT 'x' );
CREATE OR ALTER TABLE t (a INT, b VARCHAR(15) COLLATE 'de' DEFAULT 'x');
--> error 000002 (0A000)

-- The columns of a primary key that CREATE OR ALTER TABLE sets accept no NULL
-- https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table-examples
CREATE TABLE t (a INT);
CREATE OR ALTER TABLE t (a INT PRIMARY KEY);
DESC TABLE t ->> SELECT "null?", "primary key" FROM $1;
--> null? VARCHAR(16777216) | primary key VARCHAR(16777216)
--> N | Y
CREATE OR REPLACE TABLE t (a INT);
INSERT INTO t VALUES (NULL);
CREATE OR ALTER TABLE t (a INT PRIMARY KEY);
--> error 001471 (42601)
