-- ADD COLUMN gives rows from before the default, and DESCRIBE shows what was added
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table#adding-columns
CREATE TABLE t1 (a1 NUMBER);
INSERT INTO t1 VALUES (1);
ALTER TABLE t1 ADD COLUMN a2 NUMBER;
--> status VARCHAR(16777216)
--> Statement executed successfully.
ALTER TABLE t1 ADD COLUMN a4 NUMBER DEFAULT 0 NOT NULL, a5 VARCHAR(5) DEFAULT 'abc' COMMENT 'five';
SELECT * FROM t1;
--> A1 NUMBER(38,0) | A2 NUMBER(38,0) | A4 NUMBER(38,0) | A5 VARCHAR(5)
--> 1 | NULL | 0 | abc
ALTER TABLE t1 ADD COLUMN a3 NUMBER NOT NULL;
--> error 390923 (22000)
ALTER TABLE t1 ADD COLUMN IF NOT EXISTS a2 NUMBER;
ALTER TABLE t1 ADD COLUMN a2 NUMBER;
--> error 001430 (42601)
ALTER TABLE IF EXISTS no_table ADD COLUMN x INT;

-- The default of an added column is a literal of the column's type
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table#table-column-actions-tablecolumnaction
CREATE TABLE t1 (x INT);
ALTER TABLE t1 ADD COLUMN c5 VARCHAR DEFAULT 12345::VARCHAR;
--> error 002263 (22000)
ALTER TABLE t1 ADD COLUMN c6 DATE DEFAULT '20230101';
--> error 002023 (22000)
ALTER TABLE t1 ADD COLUMN c7 DATE DEFAULT '2023-01-01'::DATE;

-- RENAME COLUMN and DROP COLUMN
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table#renaming-columns
CREATE TABLE t1 (a1 NUMBER, a2 NUMBER, a3 NUMBER) CLUSTER BY (a3);
INSERT INTO t1 VALUES (1, 2, 3);
ALTER TABLE t1 RENAME COLUMN a1 TO b1;
ALTER TABLE t1 DROP COLUMN a2;
SELECT * FROM t1;
--> B1 NUMBER(38,0) | A3 NUMBER(38,0)
--> 1 | 3
ALTER TABLE t1 DROP COLUMN IF EXISTS a2;
ALTER TABLE t1 DROP COLUMN a2;
--> error 390924 (42703)
ALTER TABLE t1 RENAME COLUMN a3 TO c3;
--> error 390925 (42601)
ALTER TABLE t1 CLUSTER BY (b1);
ALTER TABLE t1 SUSPEND RECLUSTER;
ALTER TABLE t1 DROP CLUSTERING KEY;
ALTER TABLE t1 RENAME COLUMN a3 TO c3;
ALTER TABLE t1 DROP COLUMN b1, c3;
--> error 390925 (42601)

-- RENAME TO, also to another schema, and SWAP WITH
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table#parameters
CREATE TABLE t1 (a1 NUMBER);
CREATE TABLE t2 (b1 VARCHAR);
INSERT INTO t1 VALUES (7);
ALTER TABLE t1 SWAP WITH t2;
SELECT * FROM t2;
--> A1 NUMBER(38,0)
--> 7
CREATE SCHEMA other;
USE SCHEMA public;
ALTER TABLE t2 RENAME TO other.t3;
SELECT a1 FROM other.t3;
--> A1 NUMBER(38,0)
--> 7
SELECT a1 FROM t2;
--> error 002003 (42S02)
ALTER TABLE t1 RENAME TO other.t3;
--> error 002002 (42710)
CREATE TEMPORARY TABLE tt (a INT);
ALTER TABLE t1 SWAP WITH tt;
--> error 390926 (42601)

-- ALTER COLUMN changes several properties in one statement
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table-column#examples
CREATE SEQUENCE seq1;
CREATE SEQUENCE seq5;
CREATE TABLE t1 (c1 NUMBER NOT NULL, c2 NUMBER DEFAULT 3, c3 NUMBER DEFAULT seq1.nextval, c4 VARCHAR(20) DEFAULT 'abcde', c5 STRING);
ALTER TABLE t1 ALTER (
   c1 DROP NOT NULL,
   c5 COMMENT '50 character column',
   c4 TYPE VARCHAR(50),
   c2 DROP DEFAULT,
   COLUMN c4 DROP DEFAULT,
   COLUMN c3 SET DEFAULT seq5.nextval
  );
SELECT column_name, is_nullable, data_type, character_maximum_length, comment FROM INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'T1' ORDER BY ordinal_position;
--> COLUMN_NAME VARCHAR(16777216) | IS_NULLABLE VARCHAR(16777216) | DATA_TYPE VARCHAR(16777216) | CHARACTER_MAXIMUM_LENGTH NUMBER(38,0) | COMMENT VARCHAR(16777216)
--> C1 | YES | NUMBER | NULL | NULL
--> C2 | YES | NUMBER | NULL | NULL
--> C3 | YES | NUMBER | NULL | NULL
--> C4 | YES | TEXT | 50 | NULL
--> C5 | YES | TEXT | 16777216 | 50 character column
ALTER TABLE t1 ALTER c5 UNSET COMMENT;
ALTER TABLE t1 ALTER c4 SET DATA TYPE VARCHAR(10);
--> error 040050 (22000)
ALTER TABLE t1 ALTER c4 SET DATA TYPE NUMBER;
--> error 002108 (22000)
ALTER TABLE t1 ALTER c2 SET DEFAULT 4;
--> error 000002 (0A000)

-- A default that was added with its column cannot be dropped
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table-column#usage-notes
CREATE TABLE t(x INT);
INSERT INTO t VALUES (1), (2), (3);
ALTER TABLE t ADD COLUMN y INT DEFAULT 100;
INSERT INTO t(x) VALUES (4), (5), (6);
ALTER TABLE t ALTER COLUMN y DROP DEFAULT;
--> error 390925 (42601)

-- NOT NULL and the precision of numbers must fit the rows
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table-column#usage-notes
CREATE TABLE t (a INT, n NUMBER(10,2));
INSERT INTO t VALUES (NULL, 123.45);
ALTER TABLE t ALTER a SET NOT NULL;
--> error 001471 (42601)
ALTER TABLE t ALTER n TYPE NUMBER(4,2);
--> error 040050 (22000)
ALTER TABLE t ALTER n TYPE NUMBER(5,2);
ALTER TABLE t ALTER n TYPE NUMBER(20,2);
SELECT n FROM t;
--> N NUMBER(20,2)
--> 123.45

-- Keys are added, renamed, altered and dropped
-- https://docs.snowflake.com/en/sql-reference/sql/create-table-constraint
CREATE TABLE t (a INT, b INT);
ALTER TABLE t ADD CONSTRAINT pk PRIMARY KEY (a);
DESC TABLE t ->> SELECT "null?", "primary key" FROM $1 WHERE "name" = 'A';
--> null? VARCHAR(16777216) | primary key VARCHAR(16777216)
--> Y | Y
ALTER TABLE t ADD PRIMARY KEY (b);
--> error 390988 (42601)
ALTER TABLE t RENAME CONSTRAINT pk TO pk2;
ALTER TABLE t ALTER CONSTRAINT pk2 RELY;
ALTER TABLE t DROP CONSTRAINT pk;
--> error 390927 (42704)
ALTER TABLE t DROP PRIMARY KEY;
ALTER TABLE t ADD UNIQUE (a, b);
ALTER TABLE t DROP UNIQUE (a, b);

-- SET and UNSET
-- https://docs.snowflake.com/en/sql-reference/sql/alter-table#parameters
CREATE TABLE t (a INT);
ALTER TABLE t SET DATA_RETENTION_TIME_IN_DAYS = 30 CHANGE_TRACKING = TRUE ENABLE_SCHEMA_EVOLUTION = TRUE COMMENT = 'about t';
SELECT retention_time, comment FROM INFORMATION_SCHEMA.TABLES WHERE table_name = 'T';
--> RETENTION_TIME NUMBER(38,0) | COMMENT VARCHAR(16777216)
--> 30 | about t
ALTER TABLE t UNSET DATA_RETENTION_TIME_IN_DAYS, CHANGE_TRACKING, ENABLE_SCHEMA_EVOLUTION, COMMENT;
ALTER TABLE t UNSET NONSENSE;
--> error 001420 (22023)

-- A stream survives RENAME TO and ADD COLUMN
-- https://docs.snowflake.com/en/user-guide/streams-intro
CREATE TABLE t (a INT);
CREATE STREAM s ON TABLE t;
INSERT INTO t VALUES (1);
ALTER TABLE t ADD COLUMN b INT DEFAULT 2;
ALTER TABLE t RENAME TO t_new;
INSERT INTO t_new VALUES (3, 4);
SELECT a, b, METADATA$ACTION FROM s ORDER BY a;
--> A NUMBER(38,0) | B NUMBER(38,0) | METADATA$ACTION VARCHAR(6)
--> 1 | 2 | INSERT
--> 3 | 4 | INSERT
