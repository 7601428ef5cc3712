-- Bronze to Silver: one row per sale, whenever the stream has something new.
USE SCHEMA sales.silver;

CREATE TABLE IF NOT EXISTS sales (sale_id INT, sold_on DATE, product STRING, amount NUMBER(12, 2));

CREATE TASK IF NOT EXISTS merge_sales
  WAREHOUSE = sales_wh
  WHEN SYSTEM$STREAM_HAS_DATA('sales.bronze.sales_stream')
AS
  MERGE INTO sales AS target
  USING (
    SELECT sale_id, sold_on, INITCAP(product) AS product, quantity * price AS amount
    FROM sales.bronze.sales_stream
    QUALIFY ROW_NUMBER() OVER (PARTITION BY sale_id ORDER BY source_file DESC, source_row DESC) = 1
  ) AS source
  ON target.sale_id = source.sale_id
  WHEN MATCHED THEN UPDATE SET sold_on = source.sold_on, product = source.product, amount = source.amount
  WHEN NOT MATCHED THEN INSERT (sale_id, sold_on, product, amount)
    VALUES (source.sale_id, source.sold_on, source.product, source.amount);
ALTER TASK merge_sales RESUME;
