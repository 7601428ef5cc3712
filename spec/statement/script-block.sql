-- Snowflake Scripting is refused by name
-- https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks
BEGIN SELECT 1; END;
--> error 000002 (0A000) at 1:1
DECLARE x INT; BEGIN RETURN x; END;
--> error 000002 (0A000) at 1:1
