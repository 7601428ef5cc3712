-- PIVOT over a list of values, whose names keep their quotes
-- https://docs.snowflake.com/en/sql-reference/constructs/pivot
CREATE TABLE quarterly_sales (empid INT, amount INT, quarter TEXT) AS SELECT * FROM VALUES (1, 10000, '2023_Q1'), (1, 400, '2023_Q1'), (2, 4500, '2023_Q1'), (1, 5000, '2023_Q2'), (3, 2700, '2023_Q3');
SELECT * FROM quarterly_sales PIVOT(SUM(amount) FOR quarter IN ('2023_Q1', '2023_Q2')) ORDER BY empid;
--> EMPID NUMBER(38,0) | '2023_Q1' NUMBER(38,0) | '2023_Q2' NUMBER(38,0)
--> 1 | 10400 | 5000
--> 2 | 4500 | NULL
--> 3 | NULL | NULL
SELECT * FROM quarterly_sales PIVOT(SUM(amount) FOR quarter IN ('2023_Q1' AS q1, '2023_Q2' q2) DEFAULT ON NULL (0)) ORDER BY empid;
--> EMPID NUMBER(38,0) | Q1 NUMBER(38,0) | Q2 NUMBER(38,0)
--> 1 | 10400 | 5000
--> 2 | 4500 | 0
--> 3 | 0 | 0
SELECT * FROM quarterly_sales PIVOT(COUNT(amount) FOR quarter IN ('2023_Q1', '2023_Q2')) AS p (id, first, second) ORDER BY p.id;
--> ID NUMBER(38,0) | FIRST NUMBER(38,0) | SECOND NUMBER(38,0)
--> 1 | 2 | 1
--> 2 | 1 | 0
--> 3 | 0 | 0
SELECT * FROM quarterly_sales PIVOT(MAX(amount) FOR empid IN (1, 3 AS three)) ORDER BY quarter;
--> QUARTER VARCHAR(16777216) | 1 NUMBER(38,0) | THREE NUMBER(38,0)
--> 2023_Q1 | 10000 | NULL
--> 2023_Q2 | 5000 | NULL
--> 2023_Q3 | NULL | 2700
SELECT * FROM quarterly_sales PIVOT(SUM(nope) FOR quarter IN ('a'));
--> error 000904 (42000) at 1:41
SELECT * FROM quarterly_sales PIVOT(SUM(amount + 1) FOR quarter IN ('a'));
--> error 000002 (0A000) at 1:41

-- PIVOT over the values that there are
-- https://docs.snowflake.com/en/sql-reference/constructs/pivot#dynamic-pivot-on-all-distinct-column-values-automatically
CREATE TABLE quarterly_sales (empid INT, amount INT, quarter TEXT) AS SELECT * FROM VALUES (1, 10000, '2023_Q1'), (1, 400, '2023_Q1'), (2, 4500, '2023_Q1'), (1, 5000, '2023_Q2'), (3, 2700, '2023_Q3');
SELECT * FROM quarterly_sales PIVOT(SUM(amount) AS total FOR quarter IN (ANY ORDER BY quarter)) ORDER BY empid;
--> EMPID NUMBER(38,0) | '2023_Q1_TOTAL' NUMBER(38,0) | '2023_Q2_TOTAL' NUMBER(38,0) | '2023_Q3_TOTAL' NUMBER(38,0)
--> 1 | 10400 | 5000 | NULL
--> 2 | 4500 | NULL | NULL
--> 3 | NULL | NULL | 2700
SELECT * FROM quarterly_sales PIVOT(SUM(amount) FOR quarter IN (SELECT DISTINCT quarter FROM quarterly_sales WHERE empid = 1 ORDER BY quarter DESC)) ORDER BY empid;
--> EMPID NUMBER(38,0) | '2023_Q2' NUMBER(38,0) | '2023_Q1' NUMBER(38,0)
--> 1 | 5000 | 10400
--> 2 | NULL | 4500
--> 3 | NULL | NULL
WITH src AS (SELECT empid, amount FROM quarterly_sales) SELECT p.* FROM src PIVOT(MIN(amount) FOR empid IN (ANY)) AS p;
--> 1 NUMBER(38,0) | 2 NUMBER(38,0) | 3 NUMBER(38,0)
--> 400 | 4500 | 2700
CREATE VIEW v AS SELECT * FROM quarterly_sales PIVOT(AVG(amount) FOR quarter IN (ANY ORDER BY quarter));
SELECT empid, "'2023_Q1'" FROM v ORDER BY empid;
--> EMPID NUMBER(38,0) | '2023_Q1' NUMBER(38,6)
--> 1 | 5200.000000
--> 2 | 4500.000000
--> 3 | NULL
CREATE TABLE w AS SELECT * FROM quarterly_sales PIVOT(SUM(amount) FOR quarter IN (ANY ORDER BY quarter));
SELECT * FROM w ORDER BY empid;
--> EMPID NUMBER(38,0) | '2023_Q1' NUMBER(38,0) | '2023_Q2' NUMBER(38,0) | '2023_Q3' NUMBER(38,0)
--> 1 | 10400 | 5000 | NULL
--> 2 | 4500 | NULL | NULL
--> 3 | NULL | NULL | 2700

-- Two PIVOTs one after the other
-- https://docs.snowflake.com/en/sql-reference/constructs/pivot#run-a-multidimensional-pivot-query
CREATE TABLE quarterly_sales (amount INT, quarter TEXT, discount INT) AS SELECT * FROM VALUES (10000, 'Q1', 0), (400, 'Q1', 1), (5000, 'Q2', 2);
SELECT SUM($1) AS q1_sales, SUM($2) AS q2_sales, MAX($3) AS q1_discount, MAX($4) AS q2_discount FROM (SELECT amount, quarter AS quarter_amount, quarter AS quarter_discount, discount FROM quarterly_sales) PIVOT (SUM(amount) FOR quarter_amount IN ('Q1', 'Q2')) PIVOT (MAX(discount) FOR quarter_discount IN ('Q1', 'Q2'));
--> Q1_SALES NUMBER(38,0) | Q2_SALES NUMBER(38,0) | Q1_DISCOUNT NUMBER(38,0) | Q2_DISCOUNT NUMBER(38,0)
--> 10400 | 5000 | 1 | 2

-- UNPIVOT
-- https://docs.snowflake.com/en/sql-reference/constructs/unpivot
CREATE TABLE monthly_sales (empid INT, dept TEXT, jan INT, feb INT);
INSERT INTO monthly_sales VALUES (1, 'electronics', 100, 200), (4, 'appliances', 100, NULL);
SELECT * FROM monthly_sales UNPIVOT (sales FOR month IN (jan, feb)) ORDER BY empid, month;
--> EMPID NUMBER(38,0) | DEPT VARCHAR(16777216) | MONTH VARCHAR(3) | SALES NUMBER(38,0)
--> 1 | electronics | FEB | 200
--> 1 | electronics | JAN | 100
--> 4 | appliances | JAN | 100
SELECT dept, month, sales FROM monthly_sales UNPIVOT INCLUDE NULLS (sales FOR month IN (jan AS january, feb february)) ORDER BY dept, month;
--> DEPT VARCHAR(16777216) | MONTH VARCHAR(8) | SALES NUMBER(38,0)
--> appliances | FEBRUARY | NULL
--> appliances | JANUARY | 100
--> electronics | FEBRUARY | 200
--> electronics | JANUARY | 100
SELECT u.month, SUM(u.sales) AS total FROM monthly_sales UNPIVOT EXCLUDE NULLS (sales FOR month IN (jan, feb)) u GROUP BY u.month ORDER BY 1;
--> MONTH VARCHAR(3) | TOTAL NUMBER(38,0)
--> FEB | 200
--> JAN | 200
SELECT * FROM monthly_sales UNPIVOT (sales FOR month IN (jan, dept));
--> error 390903 (42601) at 1:63
SELECT * FROM monthly_sales m JOIN monthly_sales n USING (empid) UNPIVOT (sales FOR month IN (jan, feb));
--> error 001003 (42000) at 1:66
SELECT * FROM monthly_sales UNPIVOT (sales FOR month IN (jan, feb)) u JOIN LATERAL (SELECT u.sales AS v) l;
--> error 000904 (42000) at 1:92
