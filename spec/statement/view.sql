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
