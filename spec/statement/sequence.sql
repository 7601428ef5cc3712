-- A sequence counts from its start, and each occurrence takes values of its own
-- https://docs.snowflake.com/en/sql-reference/sql/create-sequence
CREATE OR REPLACE SEQUENCE seq_01 START = 1 INCREMENT = 1;
--> status VARCHAR(16777216)
--> Sequence SEQ_01 successfully created.
SELECT seq_01.nextval;
--> NEXTVAL NUMBER(19,0)
--> 1
SELECT seq_01.nextval;
--> NEXTVAL NUMBER(19,0)
--> 2
CREATE TABLE sequence_test_table (i INTEGER);
INSERT INTO sequence_test_table (i) VALUES (seq_01.nextval);
SELECT i FROM sequence_test_table;
--> I NUMBER(38,0)
--> 3
CREATE OR REPLACE SEQUENCE seq_5 START = 1 INCREMENT = 5;
SELECT seq_5.nextval a, seq_5.nextval b, seq_5.nextval c, seq_5.nextval d;
--> A NUMBER(19,0) | B NUMBER(19,0) | C NUMBER(19,0) | D NUMBER(19,0)
--> 1 | 6 | 11 | 16

-- A nested query gives one value to all that read it
-- https://docs.snowflake.com/en/user-guide/querying-sequences#sequences-as-expressions
CREATE SEQUENCE seq1;
SELECT seqRef.a AS a, seqRef.a AS b FROM (SELECT seq1.NEXTVAL AS a) seqRef;
--> A NUMBER(19,0) | B NUMBER(19,0)
--> 1 | 1
SELECT no_such_sequence.NEXTVAL;
--> error 000904 (42000) at 1:8

-- A sequence as a column's default
-- https://docs.snowflake.com/en/user-guide/querying-sequences#column-default-expressions
CREATE SEQUENCE seq1;
CREATE TABLE foo (k NUMBER DEFAULT seq1.NEXTVAL, v NUMBER);
INSERT INTO foo (v) VALUES (100);
INSERT INTO foo VALUES (DEFAULT, 101);
INSERT INTO foo (v) SELECT v FROM foo ORDER BY v;
INSERT INTO foo VALUES (1000, 1001);
SELECT k FROM foo ORDER BY k;
--> K NUMBER(38,0)
--> 1
--> 2
--> 3
--> 4
--> 1000
DROP SEQUENCE seq1;
INSERT INTO foo (v) VALUES (1);
--> error 000904 (42000)
SELECT COUNT(*) AS n FROM foo;
--> N NUMBER(38,0)
--> 5

-- GETNEXTVAL gives a value to each row of what stands before it
-- https://docs.snowflake.com/en/user-guide/querying-sequences#sequences-as-table-functions
CREATE SEQUENCE seq1;
CREATE TABLE foo (n NUMBER);
INSERT INTO foo VALUES (100), (101), (102);
SELECT COUNT(DISTINCT s.nextval) AS c, COUNT(*) AS n FROM foo, TABLE(GETNEXTVAL(seq1)) s;
--> C NUMBER(38,0) | N NUMBER(38,0)
--> 3 | 3
SELECT COUNT(DISTINCT s.nextval) AS c, COUNT(*) AS n FROM foo a, TABLE(GETNEXTVAL(seq1)) s, foo b;
--> C NUMBER(38,0) | N NUMBER(38,0)
--> 3 | 9
SELECT s.nextval FROM TABLE(GETNEXTVAL(no_such_sequence)) s;
--> error 002003 (02000)

-- A change of the increment counts from the value that comes next
-- https://docs.snowflake.com/en/user-guide/querying-sequences#understanding-the-effects-of-reversing-the-direction-of-a-sequence
CREATE OR REPLACE SEQUENCE test_sequence_wraparound_low START = 1 INCREMENT = 1;
CREATE TABLE test_seq_wrap_low (i INT, j INT DEFAULT test_sequence_wraparound_low.nextval);
INSERT INTO test_seq_wrap_low (i) VALUES (1), (2), (3);
ALTER SEQUENCE test_sequence_wraparound_low SET INCREMENT = -4;
--> status VARCHAR(16777216)
--> Statement executed successfully.
INSERT INTO test_seq_wrap_low (i) VALUES (4), (5);
SELECT * FROM test_seq_wrap_low ORDER BY i;
--> I NUMBER(38,0) | J NUMBER(38,0)
--> 1 | 1
--> 2 | 2
--> 3 | 3
--> 4 | 4
--> 5 | 0

-- Properties of a sequence
-- https://docs.snowflake.com/en/sql-reference/sql/alter-sequence
CREATE SEQUENCE IF NOT EXISTS myseq WITH START WITH 10 INCREMENT BY 2 ORDER COMMENT = 'counts';
CREATE SEQUENCE IF NOT EXISTS myseq;
--> status VARCHAR(16777216)
--> MYSEQ already exists, statement succeeded.
ALTER SEQUENCE myseq RENAME TO newseq;
ALTER SEQUENCE newseq SET NOORDER COMMENT = 'counts on';
SHOW SEQUENCES;
SELECT "name", "next_value", "interval", "comment", "ordered" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()));
--> name VARCHAR(16777216) | next_value NUMBER(38,0) | interval NUMBER(38,0) | comment VARCHAR(16777216) | ordered VARCHAR(16777216)
--> NEWSEQ | 10 | 2 | counts on | N
ALTER SEQUENCE newseq UNSET COMMENT;
ALTER SEQUENCE newseq SET ORDER;
--> error 000002 (0A000)
ALTER SEQUENCE IF EXISTS no_such_sequence INCREMENT BY 3;
DESCRIBE SEQUENCE newseq;
GRANT USAGE ON SEQUENCE newseq TO ROLE SYSADMIN;
CREATE SEQUENCE zero INCREMENT 0;
--> error 001008 (22023)
CREATE SEQUENCE low START = -9223372036854775808;
SELECT low.NEXTVAL AS n;
--> N NUMBER(19,0)
--> -9223372036854775808
CREATE SEQUENCE too_low START = -9223372036854775809;
--> error 001008 (22023)
