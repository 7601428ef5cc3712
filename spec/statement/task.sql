-- A task begins suspended
-- https://docs.snowflake.com/en/sql-reference/sql/create-task
CREATE TASK t SCHEDULE = '5 MINUTE' COMMENT = 'every five' AS SELECT 1;
--> status VARCHAR(16777216)
--> Task T successfully created.
SHOW TASKS;
SELECT "name", "schedule", "state", "definition" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | schedule VARCHAR(16777216) | state VARCHAR(16777216) | definition VARCHAR(16777216)
--> T | 5 MINUTE | suspended | SELECT 1
ALTER TASK t RESUME;
--> status VARCHAR(16777216)
--> Statement executed successfully.
ALTER TASK t SUSPEND;
ALTER TASK t SET SCHEDULE = 'USING CRON 0 9-17 * * SUN America/Los_Angeles' COMMENT = 'office hours';
ALTER TASK t UNSET COMMENT;
ALTER TASK t MODIFY AS SELECT 2;
ALTER TASK t MODIFY WHEN 1 = 1;
ALTER TASK t REMOVE WHEN;
SHOW TASKS;
SELECT "schedule", "definition", "condition" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> schedule VARCHAR(16777216) | definition VARCHAR(16777216) | condition VARCHAR(16777216)
--> USING CRON 0 9-17 * * SUN America/Los_Angeles | SELECT 2 | NULL

-- Tasks make a graph
-- https://docs.snowflake.com/en/sql-reference/sql/create-task
CREATE TASK root SCHEDULE = '1 HOUR' AS SELECT 1;
CREATE TASK child AFTER root AS SELECT 2;
CREATE TASK other SCHEDULE = '1 HOUR' AS SELECT 3;
ALTER TASK child REMOVE AFTER root;
ALTER TASK child ADD AFTER root;
ALTER TASK root RESUME;
CREATE TASK late AFTER root AS SELECT 4;
--> error 390946 (55000)
EXECUTE TASK child;
--> error 390945 (55000)
ALTER TASK root SUSPEND;
EXECUTE TASK root;
--> status VARCHAR(16777216)
--> Task ROOT is scheduled to run immediately.

-- A task with a condition
-- https://docs.snowflake.com/en/sql-reference/sql/create-task
CREATE TABLE t (a INT);
CREATE STREAM s ON TABLE t;
CREATE TASK k SCHEDULE = '1 MINUTE' WHEN SYSTEM$STREAM_HAS_DATA('s') AS INSERT INTO t SELECT a FROM s;
SHOW TASKS;
SELECT "condition" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> condition VARCHAR(16777216)
--> SYSTEM$STREAM_HAS_DATA('s')

-- What a task cannot be
-- https://docs.snowflake.com/en/sql-reference/sql/create-task
CREATE TASK t SCHEDULE = 'now and then' AS SELECT 1;
--> error 390959 (22023)
CREATE TASK t SCHEDULE = '1 MINUTE';
--> error 001003 (42000) at 1:36
CREATE TASK t COLOUR = 'red' AS SELECT 1;
--> error 001420 (22023)
CREATE TASK t AFTER no_task AS SELECT 1;
--> error 002003 (02000)
ALTER TASK no_task RESUME;
--> error 002003 (02000) at 1:12
ALTER TASK IF EXISTS no_task RESUME;
EXECUTE TASK no_task;
--> error 002003 (02000) at 1:14
EXECUTE TASK no_task RETRY LAST;
--> error 002003 (02000) at 1:14
