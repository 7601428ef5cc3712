
-- ->> hands what a statement gives to the ones behind it, counted back
-- https://docs.snowflake.com/en/sql-reference/operators-flow
CREATE TABLE dept_pipe_demo (deptno NUMBER(2), dname VARCHAR(14), loc VARCHAR(13)) AS SELECT * FROM VALUES
  (10, 'ACCOUNTING', 'NEW YORK'), (20, 'RESEARCH', 'DALLAS'), (30, 'SALES', 'CHICAGO');
CREATE TABLE emp_pipe_demo (empno NUMBER(4), ename VARCHAR(10), sal NUMBER(7,2), deptno NUMBER(2)) AS SELECT * FROM VALUES
  (7369, 'SMITH', 800, 20), (7499, 'ALLEN', 1600, 30), (7521, 'WARD', 1250, 30), (7698, 'BLAKE', 2850, 30);
SELECT * FROM dept_pipe_demo WHERE dname = 'SALES'
  ->> SELECT * FROM emp_pipe_demo WHERE sal > 1500 AND deptno IN (SELECT deptno FROM $1)
  ->> SELECT ename, sal FROM $1 ORDER BY 2 DESC;
--> ENAME VARCHAR(10) | SAL NUMBER(7,2)
--> BLAKE | 2850.00
--> ALLEN | 1600.00
SHOW TABLES ->> SELECT "name" FROM $1 ORDER BY 1;
--> name VARCHAR(16777216)
--> DEPT_PIPE_DEMO
--> EMP_PIPE_DEMO

-- The counts of the DMLs of a transaction in a chain
-- https://docs.snowflake.com/en/sql-reference/operators-flow
CREATE OR REPLACE TABLE test_sql_pipe_dml (a INT, b INT)
  ->> INSERT INTO test_sql_pipe_dml VALUES (1, 2)
  ->> INSERT INTO test_sql_pipe_dml VALUES (3, 4)
  ->> INSERT INTO test_sql_pipe_dml VALUES (5, 6)
  ->> INSERT INTO test_sql_pipe_dml VALUES (7, 8)
  ->> SELECT (SELECT $1 FROM $4) + (SELECT $1 FROM $3) + (SELECT $1 FROM $2) + (SELECT $1 FROM $1) AS "Number of rows";
--> Number of rows NUMBER(38,0)
--> 4
BEGIN TRANSACTION
  ->> INSERT INTO test_sql_pipe_dml VALUES (1, 2)
  ->> DELETE FROM test_sql_pipe_dml WHERE a = 1
  ->> UPDATE test_sql_pipe_dml SET b = 2
  ->> COMMIT
  ->> SELECT (SELECT $1 FROM $4) AS "Inserted rows", (SELECT $1 FROM $3) AS "Deleted rows", (SELECT $1 FROM $2) AS "Updated rows";
--> Inserted rows NUMBER(38,0) | Deleted rows NUMBER(38,0) | Updated rows NUMBER(38,0)
--> 1 | 2 | 3

-- A result outlives its table, an error ends the chain, and $n is of a chain alone
-- https://docs.snowflake.com/en/sql-reference/operators-flow
CREATE OR REPLACE TABLE test_sql_pipe_drop (id INT IDENTITY START 10 INCREMENT 1, data VARCHAR)
  ->> INSERT INTO test_sql_pipe_drop (data) VALUES ('row1'), ('row2'), ('row3')
  ->> SELECT * FROM test_sql_pipe_drop
  ->> DROP TABLE test_sql_pipe_drop
  ->> SELECT COUNT(*) "Number of rows", MAX(id) AS "Last ID" FROM $2;
--> Number of rows NUMBER(38,0) | Last ID NUMBER(38,0)
--> 3 | 12
CREATE TABLE first (a INT) ->> SELECT * FROM missing ->> CREATE TABLE second (a INT);
--> error 002003 (42S02)
SHOW TABLES ->> SELECT "name" FROM $1;
--> name VARCHAR(16777216)
--> FIRST
SELECT 1 FROM $1;
--> error 000709 (02000)

-- A RESULTSET takes what a chain gives
-- https://docs.snowflake.com/en/sql-reference/operators-flow
BEGIN
  LET res RESULTSET;
  res := (SELECT 'myvalue' ->> SELECT $1 FROM $1);
  RETURN TABLE(res);
END;
--> $1 VARCHAR(7)
--> myvalue
