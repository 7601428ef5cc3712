-- A stream gives the changes since it was made or consumed
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE TABLE t (id INT, name VARCHAR);
INSERT INTO t VALUES (1, 'old');
CREATE STREAM s ON TABLE t COMMENT = 'changes';
--> status VARCHAR(16777216)
--> Stream S successfully created.
INSERT INTO t VALUES (2, 'new');
UPDATE t SET name = 'changed' WHERE id = 1;
SELECT id, name, METADATA$ACTION, METADATA$ISUPDATE FROM s ORDER BY id, METADATA$ACTION;
--> ID NUMBER(38,0) | NAME VARCHAR(16777216) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN
--> 1 | old | DELETE | true
--> 1 | changed | INSERT | true
--> 2 | new | INSERT | false
CREATE TABLE copied AS SELECT id FROM s;
SELECT COUNT(*) AS n FROM s;
--> N NUMBER(38,0)
--> 0

-- An append-only stream gives what was inserted
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE TABLE t (id INT);
CREATE OR REPLACE STREAM s ON TABLE t APPEND_ONLY = TRUE;
INSERT INTO t VALUES (1), (2);
DELETE FROM t WHERE id = 1;
SELECT id, METADATA$ACTION AS action FROM s ORDER BY id;
--> ID NUMBER(38,0) | ACTION VARCHAR(6)
--> 1 | INSERT
--> 2 | INSERT
SHOW STREAMS;
SELECT "name", "table_name", "mode" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | table_name VARCHAR(16777216) | mode VARCHAR(16777216)
--> S | SPEC.PUBLIC.T | APPEND_ONLY

-- SHOW_INITIAL_ROWS gives the rows that were there
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE TABLE t (id INT);
INSERT INTO t VALUES (1);
CREATE STREAM s ON TABLE t SHOW_INITIAL_ROWS = TRUE;
SELECT id, METADATA$ACTION AS action FROM s;
--> ID NUMBER(38,0) | ACTION VARCHAR(6)
--> 1 | INSERT

-- A source that is missing, and sources of other kinds
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE STREAM s ON TABLE no_table;
--> error 002003 (42S02) at 1:26
CREATE STREAM s ON TABLE no_table COLOUR = 'red';
--> error 001420 (22023)
CREATE STREAM s;
--> error 001003 (42000)
