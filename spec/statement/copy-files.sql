-- COPY FILES copies the files of a stage, or those that a query names
-- https://docs.snowflake.com/en/sql-reference/sql/copy-files
CREATE STAGE src_stage;
CREATE STAGE trg_stage;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
COPY INTO @src_stage/in/employees.csv FROM t SINGLE = TRUE FILE_FORMAT = (COMPRESSION = NONE);
COPY INTO @src_stage/in/other.txt FROM t SINGLE = TRUE FILE_FORMAT = (COMPRESSION = NONE);
COPY FILES INTO @trg_stage FROM @src_stage/in/ PATTERN = '.*[.]csv';
--> file VARCHAR(16777216)
--> employees.csv
COPY FILES INTO @trg_stage/path/ FROM @src_stage FILES = ('in/other.txt') DETAILED_OUTPUT = FALSE;
--> numOfFilesCopied NUMBER(38,0)
--> 1
COPY FILES INTO @trg_stage FROM (SELECT '@src_stage/in/other.txt', 'new_filename.txt');
--> file VARCHAR(16777216)
--> new_filename.txt
LIST @trg_stage;
SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) ORDER BY 1;
--> name VARCHAR(16777216)
--> trg_stage/employees.csv
--> trg_stage/new_filename.txt
--> trg_stage/path/in/other.txt
COPY FILES INTO @%t FROM @src_stage;
--> error 000002 (0A000)
