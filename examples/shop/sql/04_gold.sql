-- Silver to Gold: views where the question is cheap, a table where it is asked often.
USE SCHEMA shop.gold;

CREATE OR REPLACE VIEW sales_by_country AS
SELECT
  c.country,
  COUNT(*) AS orders,
  COUNT(DISTINCT o.customer_id) AS customers,
  SUM(o.amount) AS revenue,
  ROUND(AVG(o.amount), 2) AS average_order
FROM shop.silver.orders AS o
JOIN shop.silver.customers AS c ON c.customer_id = o.customer_id
WHERE o.status <> 'cancelled'
GROUP BY c.country;

CREATE OR REPLACE VIEW customer_types AS
SELECT
  customer_type,
  COUNT(*) AS customers,
  COUNT(email) AS with_email,
  ROUND(AVG(age), 1) AS average_age,
  SUM(lifetime_spend) AS lifetime_spend
FROM shop.silver.customers
GROUP BY customer_type;

CREATE OR REPLACE VIEW top_products AS
SELECT
  p.category,
  p.name AS product,
  SUM(o.quantity) AS units,
  SUM(o.amount) AS revenue,
  RANK() OVER (PARTITION BY p.category ORDER BY SUM(o.amount) DESC) AS place
FROM shop.silver.orders AS o
JOIN shop.silver.products AS p ON p.product_id = o.product_id
WHERE o.status <> 'cancelled'
GROUP BY p.category, p.product_id, p.name
QUALIFY place <= 3;

CREATE TABLE IF NOT EXISTS monthly_sales (
  month             DATE,
  orders            INT,
  revenue           NUMBER(38, 2),
  cancelled         INT
);

-- A task graph lives in one schema, so this child stands beside its root.
CREATE TASK IF NOT EXISTS shop.silver.refresh_monthly_sales
  WAREHOUSE = shop_wh
  AFTER shop.silver.merge_orders
AS
  INSERT OVERWRITE INTO shop.gold.monthly_sales
  SELECT
    DATE_TRUNC('month', ordered_on) AS month,
    COUNT_IF(status <> 'cancelled') AS orders,
    SUM(IFF(status <> 'cancelled', amount, 0)) AS revenue,
    COUNT_IF(status = 'cancelled') AS cancelled
  FROM shop.silver.orders
  GROUP BY month;
