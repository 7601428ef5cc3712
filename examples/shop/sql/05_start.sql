-- Children before their root: a task graph runs as it stood when its root was resumed.
ALTER TASK shop.silver.refresh_monthly_sales RESUME;
ALTER TASK shop.silver.merge_orders RESUME;
ALTER TASK shop.silver.merge_products RESUME;
ALTER TASK shop.silver.load_customers_nightly RESUME;

-- Files that lay in the lake before the pipes were made; later ones come by themselves.
ALTER PIPE shop.bronze.customers_pipe REFRESH;
ALTER PIPE shop.bronze.products_pipe REFRESH;
ALTER PIPE shop.bronze.orders_pipe REFRESH;
