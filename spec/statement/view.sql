-- A view is its query at the time it is read
-- https://docs.snowflake.com/en/sql-reference/sql/create-view
CREATE TABLE t (a INT, b VARCHAR(5));
CREATE VIEW v (x COMMENT 'first', y) COMMENT = 'all' AS SELECT a, b FROM t;
--> status VARCHAR(16777216)
--> View V successfully created.
INSERT INTO t VALUES (1, 'one');
SELECT * FROM v;
--> X NUMBER(38,0) | Y VARCHAR(5)
--> 1 | one
CREATE OR REPLACE SECURE VIEW v AS SELECT a * 2 AS twice FROM t;
SELECT twice FROM v;
--> TWICE NUMBER(38,0)
--> 2
CREATE VIEW IF NOT EXISTS v AS SELECT 1 AS one;
SHOW VIEWS;
SELECT "name", "is_secure", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | is_secure VARCHAR(16777216) | comment VARCHAR(16777216)
--> V | true | ''

-- What a view cannot be
-- https://docs.snowflake.com/en/sql-reference/sql/create-view
CREATE VIEW v AS SELECT a FROM no_table;
--> error 002003 (42S02) at 1:32
CREATE VIEW v (a, b) AS SELECT 1;
--> error 002057 (42601)
CREATE VIEW v AS SELECT 1 + 1;
--> error 002022 (42601)
CREATE TABLE t (a INT);
CREATE VIEW t AS SELECT 1 AS a;
--> error 002002 (42710)
CREATE VIEW v;
--> error 001003 (42000) at 1:14

-- A recursive view may name itself
-- https://docs.snowflake.com/en/sql-reference/sql/create-view
CREATE TABLE employees (title VARCHAR, employee_id INTEGER, manager_id INTEGER);
INSERT INTO employees VALUES ('President', 1, NULL), ('Vice President Engineering', 10, 1), ('Programmer', 100, 10);
CREATE RECURSIVE VIEW employee_hierarchy (title, employee_id, manager_title) AS (
  SELECT title, employee_id, 'President' FROM employees WHERE title = 'President'
  UNION ALL
  SELECT employees.title, employees.employee_id, employee_hierarchy.title
  FROM employees INNER JOIN employee_hierarchy ON employee_hierarchy.employee_id = employees.manager_id
);
SELECT title, manager_title FROM employee_hierarchy ORDER BY employee_id;
--> TITLE VARCHAR(16777216) | MANAGER_TITLE VARCHAR(16777216)
--> President | President
--> Vice President Engineering | President
--> Programmer | Vice President Engineering
CREATE RECURSIVE VIEW nameless AS SELECT 1 AS a;
--> error 390983 (22023)

-- A view of * must give the columns that it gave when it was made
-- https://docs.snowflake.com/en/sql-reference/sql/create-view#usage-notes
CREATE TABLE t (a INT, b INT);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT * FROM t;
CREATE VIEW w AS SELECT a FROM t;
ALTER TABLE t ADD COLUMN c INT;
SELECT * FROM v;
--> error 002057 (42601)
SELECT * FROM w;
--> A NUMBER(38,0)
--> 1
ALTER TABLE t DROP COLUMN c;
SELECT * FROM v;
--> A NUMBER(38,0) | B NUMBER(38,0)
--> 1 | 2
ALTER TABLE t RENAME COLUMN b TO d;
SELECT * FROM v;
--> error 000904 (42000)
