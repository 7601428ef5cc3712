-- MERGE updates, deletes and inserts
-- https://docs.snowflake.com/en/sql-reference/sql/merge
CREATE TABLE t (id INT, v VARCHAR);
CREATE TABLE s (id INT, v VARCHAR, gone BOOLEAN);
INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three');
INSERT INTO s VALUES (1, 'ONE', FALSE), (2, NULL, TRUE), (4, 'four', FALSE);
MERGE INTO t USING s ON t.id = s.id
  WHEN MATCHED AND s.gone THEN DELETE
  WHEN MATCHED THEN UPDATE SET v = s.v
  WHEN NOT MATCHED AND s.id > 0 THEN INSERT (id, v) VALUES (s.id, s.v);
--> number of rows inserted NUMBER(38,0) | number of rows updated NUMBER(38,0) | number of rows deleted NUMBER(38,0)
--> 1 | 1 | 1
SELECT * FROM t ORDER BY id;
--> ID NUMBER(38,0) | V VARCHAR(16777216)
--> 1 | ONE
--> 3 | three
--> 4 | four

-- MERGE ALL BY NAME takes columns by their names
-- https://docs.snowflake.com/en/sql-reference/sql/merge
CREATE TABLE t (id INT, v VARCHAR);
CREATE TABLE s (v VARCHAR, id INT);
INSERT INTO t VALUES (1, 'old');
INSERT INTO s VALUES ('new', 1), ('two', 2);
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE ALL BY NAME WHEN NOT MATCHED THEN INSERT ALL BY NAME;
SELECT * FROM t ORDER BY id;
--> ID NUMBER(38,0) | V VARCHAR(16777216)
--> 1 | new
--> 2 | two

-- A row that two source rows fit is refused
-- https://docs.snowflake.com/en/sql-reference/sql/merge
CREATE TABLE t (id INT, v INT);
INSERT INTO t VALUES (1, 0);
MERGE INTO t USING (SELECT column1 AS id, column2 AS v FROM VALUES (1, 1), (1, 2)) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v;
--> error 100090 (42P18)
ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_MERGE = FALSE;

-- What MERGE cannot do
-- https://docs.snowflake.com/en/sql-reference/sql/merge
CREATE TABLE t (id INT);
MERGE INTO no_table USING t ON TRUE WHEN MATCHED THEN DELETE;
--> error 002003 (42S02) at 1:12
MERGE INTO t USING t s ON t.id = s.id;
--> error 001003 (42000)
MERGE INTO t USING t s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN MATCHED AND TRUE THEN DELETE;
--> error 390901 (42601)
