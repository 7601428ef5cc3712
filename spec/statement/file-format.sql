-- A file format keeps the options of its type
-- https://docs.snowflake.com/en/sql-reference/sql/create-file-format
CREATE FILE FORMAT f TYPE = CSV FIELD_DELIMITER = '|' SKIP_HEADER = 1 NULL_IF = ('NULL', 'null') EMPTY_FIELD_AS_NULL = TRUE;
--> status VARCHAR(16777216)
--> File format F successfully created.
DESC FILE FORMAT f;
SELECT "property", "property_value" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "property" IN ('TYPE', 'FIELD_DELIMITER', 'SKIP_HEADER') ORDER BY 1;
--> property VARCHAR(16777216) | property_value VARCHAR(16777216)
--> FIELD_DELIMITER | '|'
--> SKIP_HEADER | 1
--> TYPE | CSV
CREATE OR REPLACE FILE FORMAT f TYPE = JSON STRIP_OUTER_ARRAY = TRUE;
CREATE FILE FORMAT IF NOT EXISTS f TYPE = CSV;
SHOW FILE FORMATS;
SELECT "name", "type" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | type VARCHAR(16777216)
--> F | JSON

-- An option of another type is refused
-- https://docs.snowflake.com/en/sql-reference/sql/create-file-format
CREATE FILE FORMAT f TYPE = JSON FIELD_DELIMITER = ',';
--> error 001420 (22023)
CREATE FILE FORMAT f TYPE = TEXT;
--> error 001008 (22023)
CREATE FILE FORMAT f TYPE = CSV SKIP_HEADER = 'one';
--> error 001008 (22023)
