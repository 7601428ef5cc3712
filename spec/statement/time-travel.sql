-- AT includes the statement, BEFORE excludes it; also below a view and in a join
-- https://docs.snowflake.com/en/sql-reference/constructs/at-before
CREATE TABLE my_table (id INT, s STRING);
INSERT INTO my_table VALUES (1, 'a'), (2, 'b');
CREATE VIEW v AS SELECT id FROM my_table;
DELETE FROM my_table WHERE id = 1;
SET q = LAST_QUERY_ID();
SELECT oldt.id AS o, newt.id AS n
  FROM my_table BEFORE(STATEMENT => $q) AS oldt
    FULL OUTER JOIN my_table AT(STATEMENT => $q) AS newt
    ON oldt.id = newt.id
  WHERE oldt.id IS NULL OR newt.id IS NULL;
--> O NUMBER(38,0) | N NUMBER(38,0)
--> 1 | NULL
SELECT id FROM v BEFORE(STATEMENT => $q) ORDER BY id;
--> ID NUMBER(38,0)
--> 1
--> 2
SELECT id FROM my_table AT(OFFSET => 0);
--> ID NUMBER(38,0)
--> 2
SELECT * FROM my_table AT(OFFSET => -60*5);
--> error 000707 (02000)
SELECT * FROM my_table AT(TIMESTAMP => '2013-01-01 00:00:00'::TIMESTAMP_LTZ);
--> error 000707 (02000)
SELECT * FROM my_table AT(STATEMENT => '8e5d0ca9-005e-44e6-b858-a8f5b37c5726');
--> error 000709 (02000)
SELECT * FROM my_table AT(STREAM => 'x');
--> error 000002 (0A000)

-- A common table expression has no past, the tables in it have
-- https://docs.snowflake.com/en/sql-reference/constructs/at-before#usage-notes
CREATE TABLE mytable (id INT);
INSERT INTO mytable VALUES (1);
DELETE FROM mytable;
SET q = LAST_QUERY_ID();
WITH mycte AS (SELECT mytable.* FROM mytable) SELECT * FROM mycte AT(OFFSET => 0);
--> error 000002 (0A000)
WITH mycte AS (SELECT * FROM mytable BEFORE(STATEMENT => $q)) SELECT * FROM mycte;
--> ID NUMBER(38,0)
--> 1

-- Historical rows have the table's present columns
-- https://docs.snowflake.com/en/sql-reference/constructs/at-before#usage-notes
CREATE TABLE t (id INT);
INSERT INTO t VALUES (1);
UPDATE t SET id = 2;
SET q = LAST_QUERY_ID();
ALTER TABLE t ADD COLUMN k INT DEFAULT 7;
SELECT * FROM t BEFORE(STATEMENT => $q);
--> ID NUMBER(38,0) | K NUMBER(38,0)
--> 1 | 7

-- CHANGES needs change tracking, and consumes nothing
-- https://docs.snowflake.com/en/sql-reference/constructs/changes
CREATE TABLE t1 (id NUMBER(8) NOT NULL, c1 VARCHAR(255) DEFAULT NULL);
SELECT * FROM t1 CHANGES(INFORMATION => DEFAULT) AT(OFFSET => 0);
--> error 091930 (2F003)
CREATE STREAM s1 ON TABLE t1;
INSERT INTO t1 (id, c1) VALUES (1, 'red'), (2, 'blue'), (3, 'green');
SET q1 = LAST_QUERY_ID();
DELETE FROM t1 WHERE id = 1;
UPDATE t1 SET c1 = 'purple' WHERE id = 2;
SET q2 = LAST_QUERY_ID();
SELECT id, c1, METADATA$ACTION, METADATA$ISUPDATE FROM t1 CHANGES(INFORMATION => DEFAULT) BEFORE(STATEMENT => $q1) ORDER BY id;
--> ID NUMBER(8,0) | C1 VARCHAR(255) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN
--> 2 | purple | INSERT | false
--> 3 | green | INSERT | false
SELECT id, c1 FROM t1 CHANGES(INFORMATION => APPEND_ONLY) AT(STREAM => 's1') ORDER BY id;
--> ID NUMBER(8,0) | C1 VARCHAR(255)
--> 1 | red
--> 2 | blue
--> 3 | green
SELECT id, c1 FROM t1 CHANGES(INFORMATION => DEFAULT) AT(STREAM => 's1') END(STATEMENT => $q1) ORDER BY id;
--> ID NUMBER(8,0) | C1 VARCHAR(255)
--> 1 | red
--> 2 | blue
--> 3 | green
SELECT COUNT(*) AS n FROM s1;
--> N NUMBER(38,0)
--> 2
