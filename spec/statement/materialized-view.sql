-- A materialized view always gives what its query gives
-- https://docs.snowflake.com/en/sql-reference/sql/create-materialized-view
CREATE TABLE inventory (id INT, price INT, kind VARCHAR);
INSERT INTO inventory VALUES (1, 10, 'a'), (2, 20, 'a'), (3, 5, 'b');
CREATE OR REPLACE SECURE MATERIALIZED VIEW mv COMMENT = 'by kind' AS SELECT kind, SUM(price) AS total FROM inventory GROUP BY kind;
--> status VARCHAR(16777216)
--> Materialized view MV successfully created.
SELECT * FROM mv ORDER BY kind;
--> KIND VARCHAR(16777216) | TOTAL NUMBER(38,0)
--> a | 30
--> b | 5
INSERT INTO inventory VALUES (4, 1, 'b');
SELECT total FROM mv WHERE kind = 'b';
--> TOTAL NUMBER(38,0)
--> 6
SHOW MATERIALIZED VIEWS;
SELECT "name", "source_table_name", "invalid", "behind_by", "comment", "is_secure" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | source_table_name VARCHAR(16777216) | invalid VARCHAR(16777216) | behind_by VARCHAR(16777216) | comment VARCHAR(16777216) | is_secure VARCHAR(16777216)
--> MV | INVENTORY | false | 0s | by kind | true
DESCRIBE MATERIALIZED VIEW mv;
SHOW VIEWS;
SELECT "name", "is_materialized" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | is_materialized VARCHAR(16777216)
--> MV | true
CREATE VIEW over_mv AS SELECT SUM(total) AS everything FROM mv;
SELECT everything FROM over_mv;
--> EVERYTHING NUMBER(38,0)
--> 36
DROP MATERIALIZED VIEW mv;
--> status VARCHAR(16777216)
--> MV successfully dropped.

-- What a materialized view may not have
-- https://docs.snowflake.com/en/user-guide/views-materialized#limitations-on-creating-materialized-views
CREATE TABLE t (a INT, b INT);
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t ORDER BY a;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t LIMIT 1;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT t.a FROM t JOIN t u ON t.a = u.a;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a FROM v;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a, COUNT(DISTINCT b) AS c FROM t GROUP BY a;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a, MEDIAN(b) AS c FROM t GROUP BY a;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT SUM(b) AS c FROM t GROUP BY a;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a, SUM(b) AS c FROM t GROUP BY a HAVING SUM(b) > 1;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a, ROW_NUMBER() OVER (ORDER BY a) AS n FROM t;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t WHERE a IN (SELECT b FROM t);
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv AS SELECT a, CURRENT_TIMESTAMP() AS at FROM t;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv CLUSTER BY (a) AS SELECT a FROM t;
--> error 390929 (0A000)
CREATE MATERIALIZED VIEW mv (x) CLUSTER BY (x) AS SELECT a FROM t WHERE a > 1;

-- A suspended materialized view cannot be read
-- https://docs.snowflake.com/en/sql-reference/sql/alter-materialized-view
CREATE TABLE t (i INT);
CREATE MATERIALIZED VIEW table1_mv AS SELECT i FROM t;
ALTER MATERIALIZED VIEW table1_mv RENAME TO my_mv;
ALTER MATERIALIZED VIEW my_mv CLUSTER BY (i);
ALTER MATERIALIZED VIEW my_mv SUSPEND RECLUSTER;
ALTER MATERIALIZED VIEW my_mv RESUME RECLUSTER;
ALTER MATERIALIZED VIEW my_mv SUSPEND;
SELECT * FROM my_mv;
--> error 002037 (42601)
ALTER MATERIALIZED VIEW my_mv RESUME;
SELECT * FROM my_mv;
--> I NUMBER(38,0)
ALTER MATERIALIZED VIEW my_mv DROP CLUSTERING KEY;
ALTER MATERIALIZED VIEW my_mv SET SECURE;
ALTER MATERIALIZED VIEW my_mv SET COMMENT = 'Sample view';
DROP VIEW my_mv;
--> error 002203 (02000)
DROP TABLE t;
SELECT * FROM my_mv;
--> error 002037 (42601)

-- A clone of a schema has its materialized views, of the cloned tables
-- https://docs.snowflake.com/en/sql-reference/sql/create-clone
CREATE SCHEMA source_schema;
CREATE TABLE t (a INT);
INSERT INTO t VALUES (1);
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
CREATE SCHEMA cloned_schema CLONE source_schema;
INSERT INTO source_schema.t VALUES (2);
DROP TABLE source_schema.t;
SELECT a FROM cloned_schema.mv;
--> A NUMBER(38,0)
--> 1
