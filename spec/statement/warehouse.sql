-- A new warehouse runs and is used at once
-- https://docs.snowflake.com/en/sql-reference/sql/create-warehouse
CREATE OR REPLACE WAREHOUSE w1 WITH WAREHOUSE_SIZE = 'SMALL' AUTO_SUSPEND = 60 AUTO_RESUME = TRUE COMMENT = 'loading';
--> status VARCHAR(16777216)
--> Warehouse W1 successfully created.
SELECT CURRENT_WAREHOUSE() AS w;
--> W VARCHAR(16777216)
--> W1
ALTER WAREHOUSE w1 SUSPEND;
ALTER WAREHOUSE w1 RESUME IF SUSPENDED;
ALTER WAREHOUSE w1 SET WAREHOUSE_SIZE = LARGE AUTO_SUSPEND = 120;
--> status VARCHAR(16777216)
--> Statement executed successfully.
SHOW WAREHOUSES LIKE 'W1';
SELECT "name", "state", "size", "auto_suspend", "comment" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | state VARCHAR(16777216) | size VARCHAR(16777216) | auto_suspend NUMBER(38,0) | comment VARCHAR(16777216)
--> W1 | STARTED | Large | 120 | loading
ALTER WAREHOUSE IF EXISTS no_warehouse SUSPEND;
ALTER WAREHOUSE no_warehouse SUSPEND;
--> error 002003 (02000) at 1:17
CREATE WAREHOUSE w2 WAREHOUSE_SIZE = 'ENORMOUS';
--> error 001008 (22023)
CREATE WAREHOUSE w2 COLOUR = 'red';
--> error 001420 (22023)
