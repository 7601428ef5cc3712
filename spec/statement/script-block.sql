-- A block gives the value that it returns, with its type
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/variables
DECLARE
  profit NUMBER(38, 2) DEFAULT 0.0;
BEGIN
  LET cost NUMBER(38, 2) := 100.0;
  LET revenue NUMBER(38, 2) DEFAULT 110.0;
  profit := revenue - cost;
  RETURN profit;
END;
--> anonymous block NUMBER(38,2)
--> 10.00
DECLARE
  profit DEFAULT 0.0;
BEGIN
  LET cost := 100.0;
  LET revenue DEFAULT 110.0;
  profit := revenue - cost;
  RETURN profit;
END;
--> anonymous block FLOAT
--> 10
BEGIN SELECT 1; END;
--> anonymous block VARCHAR(16777216)
--> NULL

-- A variable is a bind of a statement, and needs no colon in an expression
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/variables
CREATE TABLE some_data (id INTEGER, name VARCHAR);
INSERT INTO some_data (id, name) VALUES (1, 'a'), (2, 'b');
DECLARE
  id INTEGER;
  name VARCHAR;
BEGIN
  SELECT id, name INTO :id, :name FROM some_data WHERE id = 1;
  RETURN id || ' ' || name;
END;
--> anonymous block VARCHAR(16777216)
--> 1 a
DECLARE
  w INTEGER;
  dt DATE;
BEGIN
  w := 24 * 7;
  dt := '2020-09-30';
  RETURN w::VARCHAR || ', ' || dt::VARCHAR;
END;
--> anonymous block VARCHAR(16777216)
--> 168, 2020-09-30
BEGIN
  LET x INT;
  SELECT id INTO :x FROM some_data;
END;
--> error 390933 (P0000) at 3:3
SELECT id INTO :x FROM some_data;
--> error 390932 (42601)

-- IF takes the first condition that holds, and NULL does not
-- https://docs.snowflake.com/en/sql-reference/snowflake-scripting/if
BEGIN
  LET count := 1;
  IF (NULL) THEN
    RETURN 'null';
  ELSEIF (count < 0) THEN
    RETURN 'negative value';
  ELSEIF (count = 0) THEN
    RETURN 'zero';
  ELSE
    RETURN 'positive value';
  END IF;
END;
--> anonymous block VARCHAR(16777216)
--> positive value

-- CASE with and without an operand
-- https://docs.snowflake.com/en/sql-reference/snowflake-scripting/case
DECLARE
  expression_to_evaluate VARCHAR DEFAULT 'default value';
BEGIN
  expression_to_evaluate := 'value b';
  CASE (expression_to_evaluate)
    WHEN 'value a' THEN
      RETURN 'x';
    WHEN 'value b' THEN
      CASE
        WHEN expression_to_evaluate = 'value c' THEN
          RETURN 'c';
        ELSE
          RETURN 'y';
      END CASE;
    ELSE
      RETURN 'other';
  END;
END;
--> anonymous block VARCHAR(16777216)
--> y
BEGIN
  CASE (1) WHEN 2 THEN RETURN 2; END CASE;
END;
--> error 390934 (20000) at 2:3

-- Loops, and the labels that BREAK and CONTINUE name
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/loops
BEGIN
  LET inner_counter := 0;
  LET outer_counter := 0;
  LOOP
    LOOP
      IF (inner_counter < 5) THEN
        inner_counter := inner_counter + 1;
        CONTINUE OUTER;
      ELSE
        BREAK OUTER;
      END IF;
    END LOOP INNER;
    outer_counter := outer_counter + 1;
    BREAK;
  END LOOP OUTER;
  RETURN ARRAY_CONSTRUCT(outer_counter, inner_counter);
END;
--> anonymous block ARRAY
--> [0,5]
DECLARE
  i INTEGER DEFAULT -999;
  seen VARCHAR DEFAULT '';
BEGIN
  FOR i IN REVERSE 1 TO 3 DO
    seen := seen || ' ' || i;
  END FOR;
  FOR j IN 3 TO 1 LOOP
    seen := 'never';
  END LOOP;
  REPEAT
    i := i + 1000;
  UNTIL (i > 0)
  END REPEAT;
  WHILE (i < 5) DO
    i := i + 1;
  END WHILE;
  RETURN seen || ' ' || i;
END;
--> anonymous block VARCHAR(16777216)
-->  3 2 1 5
BEGIN
  BREAK;
END;
--> error 390937 (42601) at 2:3

-- A cursor runs its query when it is opened, with what USING binds
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/cursors
CREATE TABLE invoices (id INTEGER, price NUMBER(12, 2));
INSERT INTO invoices (id, price) VALUES (1, 11.11), (2, 22.22);
DECLARE
  id INTEGER DEFAULT 0;
  minimum_price NUMBER(13,2) DEFAULT 22.00;
  maximum_price NUMBER(13,2) DEFAULT 33.00;
  c1 CURSOR FOR SELECT id FROM invoices WHERE price > ? AND price < ?;
BEGIN
  OPEN c1 USING (minimum_price, maximum_price);
  FETCH c1 INTO id;
  CLOSE c1;
  RETURN id;
END;
--> anonymous block NUMBER(38,0)
--> 2
DECLARE
  total_price FLOAT;
  c1 CURSOR FOR SELECT price FROM invoices;
BEGIN
  total_price := 0.0;
  FOR record IN c1 DO
    total_price := total_price + record.price;
  END FOR;
  RETURN total_price;
END;
--> anonymous block FLOAT
--> 33.33
DECLARE
  c1 CURSOR FOR SELECT * FROM invoices ORDER BY id;
  first_id INTEGER;
BEGIN
  OPEN c1;
  FETCH c1 INTO first_id;
  RETURN TABLE(RESULTSET_FROM_CURSOR(c1));
END;
--> ID NUMBER(38,0) | PRICE NUMBER(12,2)
--> 1 | 11.11
--> 2 | 22.22
DECLARE
  c1 CURSOR FOR SELECT id FROM invoices;
  n INT;
BEGIN
  FETCH c1 INTO n;
END;
--> error 390935 (24000) at 5:3
BEGIN
  LET c1 CURSOR FOR SELECT price FROM invoices;
  FOR record IN c1 DO
    LET price := record.price;
  END FOR;
END;
--> error 092228 (P0000) at 4:5

-- A RESULTSET points to the result of a statement
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/resultsets
CREATE TABLE t001 (a INTEGER, b VARCHAR);
INSERT INTO t001 (a, b) VALUES (1, 'row1'), (2, 'row2');
DECLARE
  accumulator INTEGER DEFAULT 0;
  res1 RESULTSET DEFAULT (SELECT a FROM t001 ORDER BY a);
  cur1 CURSOR FOR res1;
BEGIN
  FOR row_variable IN cur1 DO
    accumulator := accumulator + row_variable.a;
  END FOR;
  RETURN accumulator;
END;
--> anonymous block NUMBER(38,0)
--> 3
DECLARE
  res RESULTSET;
  col_name VARCHAR;
  select_statement VARCHAR;
BEGIN
  col_name := 'b';
  select_statement := 'SELECT ' || col_name || ' FROM t001 ORDER BY 1';
  res := (EXECUTE IMMEDIATE :select_statement);
  RETURN TABLE(res);
END;
--> B VARCHAR(16777216)
--> row1
--> row2
BEGIN
  LET res RESULTSET := ASYNC (SELECT 1);
END;
--> error 000002 (0A000)

-- How many rows a DML has changed
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/dml-status
CREATE TABLE my_values (value NUMBER);
BEGIN
  INSERT INTO my_values VALUES (1), (2), (3);
  LET insert_count INT := ACTIVITY_COUNT;
  LET changed := SQLROWCOUNT || ' ' || SQLFOUND || ' ' || SQLNOTFOUND;
  SELECT * FROM my_values WHERE value > 1;
  RETURN insert_count || ' ' || ACTIVITY_COUNT || ' ' || changed || ' ' || (SQLROWCOUNT IS NULL);
END;
--> anonymous block VARCHAR(16777216)
--> 3 2 3 true false true

-- Exceptions go to the first handler that takes them
-- https://docs.snowflake.com/en/sql-reference/snowflake-scripting/exception
DECLARE
  exception_1 EXCEPTION (-20001, 'I caught the expected exception.');
  exception_2 EXCEPTION (-20002, 'Not the expected exception!');
BEGIN
  RAISE exception_1;
EXCEPTION
  WHEN exception_2 THEN
    RETURN SQLERRM;
  WHEN STATEMENT_ERROR OR exception_1 THEN
    RETURN SQLERRM || SQLCODE || SQLSTATE;
END;
--> anonymous block VARCHAR(16777216)
--> I caught the expected exception.-20001P0001
DECLARE
  exception_1 EXCEPTION (-20001, 'Catch and continue');
BEGIN
  LET counter := 0;
  IF (TRUE) THEN
    RAISE exception_1;
  END IF;
  counter := counter + 10;
  RETURN 'Counter value: ' || counter;
EXCEPTION
  WHEN exception_1 CONTINUE THEN
    counter := counter + 1;
END;
--> anonymous block VARCHAR(16777216)
--> Counter value: 11
DECLARE
  x INT := 0;
BEGIN
  FOR i IN 0 TO 5 DO
    x := 10/i;
  END FOR;
  RETURN x;
EXCEPTION
  WHEN EXPRESSION_ERROR CONTINUE THEN
    NULL;
END;
--> anonymous block NUMBER(38,0)
--> 2
DECLARE
  e1 EXCEPTION (-20001, 'Exception e1');
BEGIN
  DECLARE
    e2 EXCEPTION (-20002, 'Exception e2');
    selector BOOLEAN DEFAULT TRUE;
  BEGIN
    IF (selector) THEN
      RAISE e1;
    ELSE
      RAISE e2;
    END IF;
  END;
EXCEPTION
  WHEN e1 THEN
    RETURN SQLERRM || ' caught in outer block.';
END;
--> anonymous block VARCHAR(16777216)
--> Exception e1 caught in outer block.
BEGIN
  SELECT 1/0;
EXCEPTION
  WHEN OTHER THEN
    RAISE;
END;
--> error 100051 (22012) at 2:3
DECLARE
  my_exception EXCEPTION (-20002, 'Raised MY_EXCEPTION.');
BEGIN
  RAISE my_exception;
END;
--> error -20002 (P0001) at 4:3
DECLARE
  my_exception EXCEPTION (-30002, 'Too low.');
BEGIN
  RAISE my_exception;
END;
--> error 390931 (P0000) at 2:27

-- Names that are not declared, and declared as something else
-- https://docs.snowflake.com/en/sql-reference/snowflake-scripting/declare
BEGIN
  x := 1;
END;
--> error 000904 (42000) at 2:3
DECLARE
  x INT;
BEGIN
  OPEN x;
END;
--> error 390936 (42601) at 4:8
DECLARE
  p PROCEDURE() RETURNS INT AS BEGIN RETURN 1; END;
BEGIN
  CALL p();
END;
--> error 000002 (0A000) at 2:5
