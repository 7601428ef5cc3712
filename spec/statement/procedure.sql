-- A JavaScript procedure sees its arguments in capital letters
-- https://docs.snowflake.com/en/sql-reference/sql/create-procedure
CREATE PROCEDURE plus_one(x FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return X + 1';
--> status VARCHAR(16777216)
--> Function PLUS_ONE successfully created.
CALL plus_one(41);
--> PLUS_ONE FLOAT
--> 42
CREATE PROCEDURE plus_one(x FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return X + 1';
--> error 002002 (42710)
CREATE PROCEDURE IF NOT EXISTS plus_one(x FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return X + 2';
CREATE OR REPLACE PROCEDURE plus_one(x FLOAT, y FLOAT DEFAULT 1) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return X + Y';
CALL plus_one(1, 2);
--> PLUS_ONE FLOAT
--> 3

-- A procedure runs statements
-- https://docs.snowflake.com/en/sql-reference/sql/create-procedure
CREATE TABLE t (a INT);
CREATE PROCEDURE fill(n FLOAT) RETURNS VARCHAR LANGUAGE JAVASCRIPT COMMENT = 'fills t' EXECUTE AS CALLER AS $$
  for (let i = 1; i <= N; i++) snowflake.execute({ sqlText: 'INSERT INTO t VALUES (?)', binds: [i] });
  const result = snowflake.createStatement({ sqlText: 'SELECT SUM(a) AS total FROM t' }).execute();
  result.next();
  return 'total ' + result.getColumnValue('TOTAL');
$$;
CALL fill(3);
--> FILL VARCHAR(16777216)
--> total 6
DESC PROCEDURE fill(FLOAT);
SELECT "value" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "property" IN ('language', 'execute as', 'returns') ORDER BY "property";
--> value VARCHAR(16777216)
--> CALLER
--> JAVASCRIPT
--> VARCHAR(16777216)

-- STRICT gives NULL for NULL
-- https://docs.snowflake.com/en/sql-reference/sql/create-procedure
CREATE PROCEDURE p(x FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT STRICT AS 'return 1';
CALL p(NULL);
--> P FLOAT
--> NULL

-- Procedures that fail, and that do not exist
-- https://docs.snowflake.com/en/sql-reference/sql/call
CREATE PROCEDURE p() RETURNS FLOAT LANGUAGE JAVASCRIPT AS $$ throw new Error('no') $$;
CALL p();
--> error 100132 (P0000)
CALL no_procedure(1);
--> error 002141 (42601)
CREATE PROCEDURE q() RETURNS FLOAT LANGUAGE PYTHON AS 'x';
--> error 000002 (0A000)
CREATE PROCEDURE q() RETURNS FLOAT LANGUAGE JAVASCRIPT;
--> error 001003 (42000)
CREATE PROCEDURE q(a FLOAT DEFAULT 1, b FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return 1';
--> error 390949 (42601)
CREATE PROCEDURE q(a NUMBER) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return 1';
--> error 390956 (0A000)

-- A procedure in Snowflake Scripting
-- https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-snowflake-scripting
CREATE OR REPLACE PROCEDURE return_greater(number_1 INTEGER, number_2 INTEGER DEFAULT 2)
RETURNS INTEGER NOT NULL
LANGUAGE SQL
AS
BEGIN
  IF (number_1 > number_2) THEN
    RETURN number_1;
  ELSE
    RETURN number_2;
  END IF;
END;
--> status VARCHAR(16777216)
--> Function RETURN_GREATER successfully created.
CALL return_greater(1);
--> RETURN_GREATER NUMBER(38,0)
--> 2
CALL return_greater(number_2 => 2, number_1 => 3);
--> RETURN_GREATER NUMBER(38,0)
--> 3
CREATE PROCEDURE broken() RETURNS INTEGER LANGUAGE SQL AS $$ BEGIN RETURN 1 END $$;
--> error 001003 (42000)
CREATE PROCEDURE forever(n INT) RETURNS INT LANGUAGE SQL AS BEGIN CALL forever(:n + 1); RETURN 1; END;
CALL forever(1);
--> error 390938 (54001)

-- A procedure that returns a table
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/resultsets
CREATE TABLE t001 (a INTEGER, b VARCHAR);
INSERT INTO t001 (a, b) VALUES (1, 'row1'), (2, 'row2');
CREATE PROCEDURE test_sp()
RETURNS TABLE(a INTEGER)
AS
DECLARE
  res RESULTSET DEFAULT (SELECT a FROM t001 ORDER BY a);
BEGIN
  RETURN TABLE(res);
END;
CALL test_sp();
--> A NUMBER(38,0)
--> 1
--> 2
CREATE OR REPLACE PROCEDURE test_sp()
RETURNS TABLE(a DATE)
AS
DECLARE
  res RESULTSET DEFAULT (SELECT a FROM t001);
BEGIN
  RETURN TABLE(res);
END;
CALL test_sp();
--> error 390940 (P0000)
CREATE PROCEDURE any_table() RETURNS TABLE() AS BEGIN LET rs RESULTSET := (SELECT b FROM t001 WHERE a = 1); RETURN TABLE(rs); END;
CALL any_table();
--> B VARCHAR(16777216)
--> row1

-- Output arguments go back into the caller's variables
-- https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-snowflake-scripting
CREATE PROCEDURE simple_out_sp_demo(xout OUT NUMBER)
  RETURNS STRING
  LANGUAGE SQL
AS
BEGIN
  xout := 2;
  RETURN 'Done';
END;
BEGIN
  LET x := 1;
  CALL simple_out_sp_demo(:x);
  RETURN x;
END;
--> anonymous block NUMBER(38,0)
--> 2
BEGIN
  LET x := 1;
  CALL simple_out_sp_demo(:x + 2);
  RETURN x;
END;
--> error 390939 (42601) at 3:3
DECLARE
  answer VARCHAR;
  x NUMBER;
BEGIN
  CALL simple_out_sp_demo(:x) INTO :answer;
  RETURN answer || x;
END;
--> anonymous block VARCHAR(16777216)
--> Done2
