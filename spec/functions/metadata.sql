-- The description of a column for each kind of table
-- https://docs.snowflake.com/en/sql-reference/functions/generate_column_description
SELECT GENERATE_COLUMN_DESCRIPTION(
  PARSE_JSON('[{"COLUMN_NAME": "country", "TYPE": "TEXT", "NULLABLE": false, "EXPRESSION": "$1:country::TEXT"}]')::ARRAY, 'table') AS d;
--> D VARCHAR(16777216)
--> "country" TEXT NOT NULL
SELECT GENERATE_COLUMN_DESCRIPTION(
  PARSE_JSON('[{"COLUMN_NAME": "country", "TYPE": "TEXT", "NULLABLE": false, "EXPRESSION": "$1:country::TEXT"}]')::ARRAY, 'external_table') AS d;
--> D VARCHAR(16777216)
--> "country" TEXT AS ($1:country::TEXT)
SELECT GENERATE_COLUMN_DESCRIPTION(PARSE_JSON('[{"COLUMN_NAME": "country"}]')::ARRAY, 'view') AS d;
--> D VARCHAR(16777216)
--> "country"
