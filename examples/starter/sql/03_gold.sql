-- Silver to Gold.
CREATE OR REPLACE VIEW sales.gold.revenue_by_product AS
SELECT product, COUNT(*) AS sales, SUM(amount) AS revenue
FROM sales.silver.sales
GROUP BY product;

-- What lay in the lake before the pipe was made; later files come by themselves.
ALTER PIPE sales.bronze.sales_pipe REFRESH;
