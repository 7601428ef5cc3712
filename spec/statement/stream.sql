-- A stream gives the changes since it was made or consumed
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE TABLE t (id INT, name VARCHAR);
INSERT INTO t VALUES (1, 'old');
CREATE STREAM s ON TABLE t COMMENT = 'changes';
--> status VARCHAR(16777216)
--> Stream S successfully created.
INSERT INTO t VALUES (2, 'new');
UPDATE t SET name = 'changed' WHERE id = 1;
SELECT id, name, METADATA$ACTION, METADATA$ISUPDATE FROM s ORDER BY id, METADATA$ACTION;
--> ID NUMBER(38,0) | NAME VARCHAR(16777216) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN
--> 1 | old | DELETE | true
--> 1 | changed | INSERT | true
--> 2 | new | INSERT | false
CREATE TABLE copied AS SELECT id FROM s;
SELECT COUNT(*) AS n FROM s;
--> N NUMBER(38,0)
--> 0

-- An append-only stream gives what was inserted
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE TABLE t (id INT);
CREATE OR REPLACE STREAM s ON TABLE t APPEND_ONLY = TRUE;
INSERT INTO t VALUES (1), (2);
DELETE FROM t WHERE id = 1;
SELECT id, METADATA$ACTION AS action FROM s ORDER BY id;
--> ID NUMBER(38,0) | ACTION VARCHAR(6)
--> 1 | INSERT
--> 2 | INSERT
SHOW STREAMS;
SELECT "name", "table_name", "mode" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | table_name VARCHAR(16777216) | mode VARCHAR(16777216)
--> S | SPEC.PUBLIC.T | APPEND_ONLY

-- SHOW_INITIAL_ROWS gives the rows that were there
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE TABLE t (id INT);
INSERT INTO t VALUES (1);
CREATE STREAM s ON TABLE t SHOW_INITIAL_ROWS = TRUE;
SELECT id, METADATA$ACTION AS action FROM s;
--> ID NUMBER(38,0) | ACTION VARCHAR(6)
--> 1 | INSERT

-- A source that is missing, and sources of other kinds
-- https://docs.snowflake.com/en/sql-reference/sql/create-stream
CREATE STREAM s ON TABLE no_table;
--> error 002003 (42S02) at 1:26
CREATE STREAM s ON TABLE no_table COLOUR = 'red';
--> error 001420 (22023)
CREATE STREAM s;
--> error 001003 (42000)

-- A stream on a view shows what changes of its tables make of the view's rows
-- https://docs.snowflake.com/en/user-guide/streams-intro#join-results-behavior
CREATE TABLE orders (id INT, order_name VARCHAR);
CREATE TABLE customers (id INT, customer_name VARCHAR);
CREATE VIEW ordersByCustomer AS SELECT * FROM orders NATURAL JOIN customers;
INSERT INTO orders VALUES (1, 'order1');
INSERT INTO customers VALUES (1, 'customer1');
CREATE OR REPLACE STREAM ordersByCustomerStream ON VIEW ordersByCustomer;
SELECT * EXCLUDE METADATA$ROW_ID FROM ordersByCustomerStream;
--> ID NUMBER(38,0) | ORDER_NAME VARCHAR(16777216) | CUSTOMER_NAME VARCHAR(16777216) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN
INSERT INTO orders VALUES (1, 'order2');
INSERT INTO customers VALUES (1, 'customer2');
SELECT * EXCLUDE METADATA$ROW_ID FROM ordersByCustomerStream ORDER BY 2, 3;
--> ID NUMBER(38,0) | ORDER_NAME VARCHAR(16777216) | CUSTOMER_NAME VARCHAR(16777216) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN
--> 1 | order1 | customer2 | INSERT | false
--> 1 | order2 | customer1 | INSERT | false
--> 1 | order2 | customer2 | INSERT | false
UPDATE orders SET order_name = 'first' WHERE order_name = 'order1';
SELECT order_name, METADATA$ACTION, METADATA$ISUPDATE FROM ordersByCustomerStream WHERE customer_name = 'customer1' ORDER BY 1;
--> ORDER_NAME VARCHAR(16777216) | METADATA$ACTION VARCHAR(6) | METADATA$ISUPDATE BOOLEAN
--> first | INSERT | true
--> order1 | DELETE | true
--> order2 | INSERT | false
CREATE TABLE sink AS SELECT * FROM ordersByCustomerStream WHERE 0 = 1;
SELECT COUNT(*) AS n FROM ordersByCustomerStream;
--> N NUMBER(38,0)
--> 0
CREATE STREAM later ON VIEW ordersByCustomer AT (STREAM => 'ordersByCustomerStream');
SHOW VIEWS;
SELECT "name", "change_tracking" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | change_tracking VARCHAR(16777216)
--> ORDERSBYCUSTOMER | ON
SHOW STREAMS LIKE 'later';
SELECT "source_type", "base_tables", "mode" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> source_type VARCHAR(16777216) | base_tables VARCHAR(16777216) | mode VARCHAR(16777216)
--> View | SPEC.PUBLIC.ORDERS,SPEC.PUBLIC.CUSTOMERS | DEFAULT
CREATE OR REPLACE TABLE customers (id INT, customer_name VARCHAR);
SELECT * FROM later;
--> error 390919 (42S02)

-- Views that no stream can be on
-- https://docs.snowflake.com/en/user-guide/streams-intro#streams-on-views
CREATE TABLE t (id INT, n INT);
CREATE VIEW grouped AS SELECT id, SUM(n) AS n FROM t GROUP BY id;
CREATE STREAM s ON VIEW grouped;
--> error 391023 (0A000)
CREATE VIEW limited AS SELECT id FROM t LIMIT 1;
CREATE STREAM s ON VIEW limited;
--> error 391023 (0A000)
CREATE VIEW outer_joined AS SELECT a.id FROM t a LEFT JOIN t b ON a.id = b.id;
CREATE STREAM s ON VIEW outer_joined;
--> error 391023 (0A000)
CREATE VIEW with_subquery AS SELECT id FROM t WHERE id IN (SELECT n FROM t);
CREATE STREAM s ON VIEW with_subquery;
--> error 391023 (0A000)
CREATE VIEW nested AS SELECT id FROM (SELECT DISTINCT id FROM t);
CREATE STREAM s ON VIEW nested;
--> error 391023 (0A000)
CREATE VIEW windowed AS SELECT id, ROW_NUMBER() OVER (ORDER BY n) AS r FROM t;
CREATE STREAM s ON VIEW windowed;
--> error 391023 (0A000)
