-- PARSE_URL
-- https://docs.snowflake.com/en/sql-reference/functions/parse_url
SELECT PARSE_URL(column1) AS u FROM VALUES ('mailto:abc@xyz.com'), ('https://www.snowflake.com/'), ('http://USER:PASS@EXAMPLE.INT:4345/HELLO.PHP?USER=1'), (NULL);
--> U OBJECT
--> {"fragment":null,"host":null,"parameters":null,"path":"abc@xyz.com","port":null,"query":null,"scheme":"mailto"}
--> {"fragment":null,"host":"www.snowflake.com","parameters":null,"path":"","port":null,"query":null,"scheme":"https"}
--> {"fragment":null,"host":"USER:PASS@EXAMPLE.INT","parameters":{"USER":"1"},"path":"HELLO.PHP","port":"4345","query":"USER=1","scheme":"http"}
--> NULL
SELECT PARSE_URL('example.int/hello.php?user=12#nofragment', 1) AS u;
--> U OBJECT
--> {"error":"scheme not specified"}
SELECT PARSE_URL('example.int/hello.php?user=12#nofragment', 0);
--> error 100139 (22000)

-- PARSE_IP
-- https://docs.snowflake.com/en/sql-reference/functions/parse_ip
SELECT PARSE_IP('192.168.242.188/24', 'INET') AS a, PARSE_IP('fe80::20c:29ff:fe2c:429/64', 'INET') AS b;
--> A OBJECT | B OBJECT
--> {"family":4,"host":"192.168.242.188","ip_fields":[3232297660,0,0,0],"ip_type":"inet","ipv4":3232297660,"ipv4_range_end":3232297727,"ipv4_range_start":3232297472,"netmask_prefix_length":24,"snowflake$type":"ip_address"} | {"family":6,"hex_ipv6":"FE80000000000000020C29FFFE2C0429","hex_ipv6_range_end":"FE80000000000000FFFFFFFFFFFFFFFF","hex_ipv6_range_start":"FE800000000000000000000000000000","host":"fe80::20c:29ff:fe2c:429","ip_fields":[4269801472,0,34351615,4264297513],"ip_type":"inet","netmask_prefix_length":64,"snowflake$type":"ip_address"}
SELECT PARSE_IP('fe80:12:1:29ff:fe2c:430:370:FFFF/64', 'INET'):hex_ipv6 BETWEEN PARSE_IP('fe80:12:1:29ff::/64', 'INET'):hex_ipv6_range_start AND PARSE_IP('fe80:12:1:29ff::/64', 'INET'):hex_ipv6_range_end AS a;
--> A BOOLEAN
--> true
SELECT PARSE_IP('192.168.242', 'INET');
--> error 390996 (22000)

-- SOUNDEX
-- https://docs.snowflake.com/en/sql-reference/functions/soundex_p123
SELECT SOUNDEX('Pfister') AS a, SOUNDEX_P123('Pfister') AS b, SOUNDEX('LLoyd') AS c, SOUNDEX_P123('Lloyd') AS d, SOUNDEX('Marks') AS e, SOUNDEX('Marx') AS f, SOUNDEX('Marsha') = SOUNDEX('Marcia') AS g;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216) | D VARCHAR(16777216) | E VARCHAR(16777216) | F VARCHAR(16777216) | G BOOLEAN
--> P236 | P123 | L300 | L430 | M620 | M620 | true
SELECT SOUNDEX('I love rock and roll music.') AS a, SOUNDEX('I love rocks and gemstones.') AS b, SOUNDEX('I leave a rock wherever I go.') AS c;
--> A VARCHAR(16777216) | B VARCHAR(16777216) | C VARCHAR(16777216)
--> I416 | I416 | I416

-- RTRIMMED_LENGTH, and TRANSLATE of too many characters
-- https://docs.snowflake.com/en/sql-reference/functions/rtrimmed_length
SELECT RTRIMMED_LENGTH(' ABCD ') AS a, TRANSLATE('❄a❄bX❄dYZ❄', 'XYZ❄', 'cef') AS b;
--> A NUMBER(38,0) | B VARCHAR(16777216)
--> 5 | abcdef
SELECT TRANSLATE('a', 'a', 'bc');
--> error 100078 (22000)

-- A UUID of a name
-- https://docs.snowflake.com/en/sql-reference/functions/uuid_string
SELECT UUID_STRING('fe971b24-9572-4005-b22f-351e9c09274d', 'foo') AS a;
--> A VARCHAR(36)
--> dc0b6f65-fca6-5b4b-9d37-ccc3fde1f3e2

-- SPLIT_TO_TABLE
-- https://docs.snowflake.com/en/sql-reference/functions/split_to_table
CREATE TABLE splittable (v VARCHAR);
INSERT INTO splittable (v) VALUES ('a.b.c'), ('d'), (''), (NULL);
SELECT * FROM splittable, LATERAL SPLIT_TO_TABLE(splittable.v, '.') ORDER BY SEQ, INDEX;
--> V VARCHAR(16777216) | SEQ NUMBER(38,0) | INDEX NUMBER(38,0) | VALUE VARCHAR(16777216)
--> a.b.c | 1 | 1 | a
--> a.b.c | 1 | 2 | b
--> a.b.c | 1 | 3 | c
--> d | 2 | 1 | d
--> '' | 3 | 1 | ''
SELECT table1.value FROM TABLE(SPLIT_TO_TABLE('a.b', '.')) AS table1 ORDER BY table1.value;
--> VALUE VARCHAR(16777216)
--> a
--> b

-- STRTOK_SPLIT_TO_TABLE
-- https://docs.snowflake.com/en/sql-reference/functions/strtok_split_to_table
CREATE TABLE strtok_outer_test (id INT, s VARCHAR);
INSERT INTO strtok_outer_test VALUES (1, ''), (2, 'a b|c'), (3, NULL);
SELECT t.id, s.value FROM strtok_outer_test t LEFT JOIN LATERAL STRTOK_SPLIT_TO_TABLE(t.s, ' |') s ORDER BY t.id, s.value;
--> ID NUMBER(38,0) | VALUE VARCHAR(16777216)
--> 2 | a
--> 2 | b
--> 2 | c
