-- DROP takes each kind by its name
-- https://docs.snowflake.com/en/sql-reference/sql/drop
CREATE TABLE t (a INT);
CREATE VIEW v AS SELECT a FROM t;
CREATE STREAM st ON TABLE t;
CREATE STAGE sg;
CREATE FILE FORMAT ff TYPE = CSV;
CREATE TASK tk SCHEDULE = '1 MINUTE' AS SELECT 1;
CREATE PROCEDURE pr(a FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return 1';
DROP VIEW v;
--> status VARCHAR(16777216)
--> V successfully dropped.
DROP STREAM st;
DROP STAGE sg;
DROP FILE FORMAT ff;
DROP TASK tk;
DROP PROCEDURE pr(FLOAT);
DROP TABLE t CASCADE;
SELECT * FROM t;
--> error 002003 (42S02) at 1:15

-- IF EXISTS forgives a missing object, not one of another kind
-- https://docs.snowflake.com/en/sql-reference/sql/drop
DROP TABLE no_table;
--> error 002003 (42S02) at 1:12
DROP TABLE IF EXISTS no_table;
--> status VARCHAR(16777216)
--> Drop statement executed successfully (NO_TABLE already dropped).
CREATE VIEW v AS SELECT 1 AS a;
DROP TABLE v;
--> error 002203 (02000)
DROP NONSENSE x;
--> error 001003 (42000) at 1:6
DROP TABLE;
--> error 001003 (42000)

-- A table that a foreign key references
-- https://docs.snowflake.com/en/sql-reference/sql/drop-table
CREATE TABLE parent (id INT PRIMARY KEY);
CREATE TABLE child (id INT REFERENCES parent (id));
DROP TABLE parent RESTRICT;
--> error 390986 (2BP01)
DROP TABLE parent CASCADE;
