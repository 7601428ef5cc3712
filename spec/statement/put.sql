-- PUT and GET belong to the command line: a session of the library does not touch files of the machine
-- https://docs.snowflake.com/en/sql-reference/sql/put
CREATE STAGE s;
PUT file:///tmp/data/mydata.csv @s;
--> error 000002 (0A000)
PUT 'file:///tmp/data/orders 001.csv' @s AUTO_COMPRESS = FALSE;
--> error 000002 (0A000)
PUT mydata.csv @s;
--> error 001003 (42000) at 1:5
GET @s/unload/ file:///data/unload PATTERN = '.*gz';
--> error 000002 (0A000)
GET @s;
--> error 001003 (42000) at 1:7
