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
