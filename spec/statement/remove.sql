-- REMOVE takes files out of a stage, by path and pattern
-- https://docs.snowflake.com/en/sql-reference/sql/remove
CREATE STAGE s;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
COPY INTO @s/one/ FROM t;
COPY INTO @s/two/ FROM t FILE_FORMAT = (COMPRESSION = NONE);
REMOVE @s PATTERN = '.*[.]csv';
--> name VARCHAR(16777216) | result VARCHAR(16777216)
--> s/two/data_0_0_0.csv | removed
RM @s/one;
--> name VARCHAR(16777216) | result VARCHAR(16777216)
--> s/one/data_0_0_0.csv.gz | removed
REMOVE @s;
--> name VARCHAR(16777216) | result VARCHAR(16777216)
REMOVE @no_stage;
--> error 002003 (02000)
REMOVE 's3://landing/';
--> error 001003 (42000) at 1:8
