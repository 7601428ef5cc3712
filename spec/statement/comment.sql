-- COMMENT ON an object, a column of a table or of a view
-- https://docs.snowflake.com/en/sql-reference/sql/comment
CREATE TABLE t (c STRING COMMENT 'this is comment3');
COMMENT ON COLUMN t.c IS 'now comment4';
COMMENT ON TABLE t IS 'about t';
SELECT comment FROM INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'T';
--> COMMENT VARCHAR(16777216)
--> now comment4
CREATE VIEW v AS SELECT c FROM t;
COMMENT ON VIEW v IS 'now comment6';
COMMENT ON COLUMN v.c IS 'of a view';
COMMENT ON SCHEMA public IS 'about public';
COMMENT IF EXISTS ON TABLE no_table IS 'x';
COMMENT ON TABLE no_table IS 'x';
--> error 002003 (42S02)
COMMENT ON COLUMN t.d IS 'x';
--> error 390924 (42703)
CREATE PROCEDURE p(a FLOAT) RETURNS FLOAT LANGUAGE JAVASCRIPT AS 'return 1';
COMMENT ON PROCEDURE p(FLOAT) IS 'x';
