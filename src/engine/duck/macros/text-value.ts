/**
 * Values read from texts, where more than one form is accepted; NULL where none fits.
 * https://docs.snowflake.com/en/sql-reference/date-time-input-output
 */
export const textValueMacros: readonly string[] = [
  // DuckDB reads words such as `epoch` and `infinity` under any format.
  `CREATE OR REPLACE MACRO snow_strptime(x, formats) AS CASE WHEN regexp_matches(x, '[0-9]') THEN try_strptime(x, formats) END`,
  // An offset at the end of a timestamp: Z, +09:00, -0730, +09.
  `CREATE OR REPLACE MACRO snow_zone_text(x) AS
     regexp_extract(x, '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d*)?)?\\s*(Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})$', 1)`,
  `CREATE OR REPLACE MACRO snow_zone_minutes(z) AS
     CASE WHEN z = '' THEN NULL WHEN z = 'Z' THEN 0
       ELSE (CASE WHEN z[1] = '-' THEN -1 ELSE 1 END) *
            (CAST(z[2:3] AS INTEGER) * 60 + CASE WHEN length(z) > 3 THEN CAST(right(z, 2) AS INTEGER) ELSE 0 END) END`,
  // Digits alone are seconds, milliseconds, microseconds or nanoseconds since 1970, by their size.
  `CREATE OR REPLACE MACRO snow_epoch_text(x) AS
     CASE WHEN regexp_full_match(x, '-?\\d{1,19}') THEN
       CASE WHEN abs(CAST(x AS HUGEINT)) < 31536000000 THEN make_timestamp(CAST(CAST(x AS HUGEINT) * 1000000 AS BIGINT))
            WHEN abs(CAST(x AS HUGEINT)) < 31536000000000 THEN make_timestamp(CAST(CAST(x AS HUGEINT) * 1000 AS BIGINT))
            WHEN abs(CAST(x AS HUGEINT)) < 31536000000000000 THEN make_timestamp(CAST(x AS BIGINT))
            ELSE make_timestamp(CAST(CAST(x AS HUGEINT) // 1000 AS BIGINT)) END END`,
  // DuckDB's cast of a text to TIMESTAMP leaves an offset aside, as TIMESTAMP_NTZ does; it also takes `2024-01-01 (BC)`.
  `CREATE OR REPLACE MACRO snow_iso_timestamp(x) AS
     CASE WHEN instr(x, '-') = 5 AND NOT ends_with(x, ')') THEN try_cast(x AS TIMESTAMP) END`,
  `CREATE OR REPLACE MACRO snow_iso_date(x) AS
     CASE WHEN instr(x, '-') = 5 AND strlen(x) <= 10 THEN try_cast(x AS DATE) END`,
  // Without an hour's minutes, or in the other formats of AUTO.
  `CREATE OR REPLACE MACRO snow_other_timestamp(x) AS coalesce(
     snow_epoch_text(x),
     CASE WHEN instr(x, '-') = 5 THEN try_cast(trim(left(x, length(x) - length(snow_zone_text(x)))) AS TIMESTAMP) END,
     snow_strptime(trim(left(x, length(x) - length(snow_zone_text(x)))), ['%d-%b-%Y', '%m/%d/%Y', '%d-%b-%Y %H:%M:%S',
       '%m/%d/%Y %H:%M:%S', '%a, %d %b %Y %H:%M:%S', '%a %b %d %H:%M:%S %Y']))`,
  `CREATE OR REPLACE MACRO snow_time_text(x) AS coalesce(
     CASE WHEN regexp_full_match(x, '\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?') THEN try_cast(x AS TIME) END,
     CAST(snow_strptime(x, ['%I:%M:%S %p', '%I:%M %p']) AS TIME))`,
  `CREATE OR REPLACE MACRO snow_boolean_text(x) AS
     CASE lower(x) WHEN 'true' THEN TRUE WHEN 't' THEN TRUE WHEN 'yes' THEN TRUE WHEN 'y' THEN TRUE WHEN 'on' THEN TRUE
       WHEN '1' THEN TRUE WHEN 'false' THEN FALSE WHEN 'f' THEN FALSE WHEN 'no' THEN FALSE WHEN 'n' THEN FALSE
       WHEN 'off' THEN FALSE WHEN '0' THEN FALSE END`,
]
