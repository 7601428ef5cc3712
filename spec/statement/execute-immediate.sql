-- EXECUTE IMMEDIATE gives what its statement gives
-- https://docs.snowflake.com/en/sql-reference/sql/execute-immediate
EXECUTE IMMEDIATE 'SELECT 1 AS a';
--> A NUMBER(1,0)
--> 1
SET stmt = 'SELECT 2 AS a';
EXECUTE IMMEDIATE $stmt;
--> A NUMBER(1,0)
--> 2
EXECUTE IMMEDIATE $$
DECLARE
  radius_of_circle FLOAT;
  area_of_circle FLOAT;
BEGIN
  radius_of_circle := 3;
  area_of_circle := PI() * radius_of_circle * radius_of_circle;
  RETURN area_of_circle;
END;
$$;
--> anonymous block FLOAT
--> 28.274333882308138
EXECUTE IMMEDIATE 'FOR i IN 1 TO 3 DO RETURN i; END FOR';
--> anonymous block NUMBER(38,0)
--> 1
EXECUTE IMMEDIATE 'SELECT 1; SELECT 2';
--> error 001003 (42000)

-- Variables stand in the text and after USING
-- https://docs.snowflake.com/en/sql-reference/sql/execute-immediate
CREATE TABLE invoices (id INTEGER, price NUMBER(12, 2));
INSERT INTO invoices (id, price) VALUES (1, 11.11), (2, 22.22);
DECLARE
  rs RESULTSET;
  minimum_price NUMBER(12,2) DEFAULT 20;
  maximum_price NUMBER(12,2) DEFAULT 30;
  query VARCHAR DEFAULT 'SELECT * FROM invoices WHERE price > ? AND price < ?';
BEGIN
  rs := (EXECUTE IMMEDIATE :query USING (minimum_price, maximum_price));
  RETURN TABLE(rs);
END;
--> ID NUMBER(38,0) | PRICE NUMBER(12,2)
--> 2 | 22.22

-- A staged file is run statement by statement
-- https://docs.snowflake.com/en/sql-reference/sql/execute-immediate-from
CREATE STAGE scripts URL = 's3://scripts/';
EXECUTE IMMEDIATE FROM @scripts/setup/main.txt;
--> N NUMBER(38,0)
--> 3
EXECUTE IMMEDIATE FROM @scripts/setup/missing.txt;
--> error 001501 (02000)
EXECUTE IMMEDIATE FROM './main.txt';
--> error 001503 (42601)
