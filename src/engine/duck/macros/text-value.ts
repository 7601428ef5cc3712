/**
 * Values read from texts, where more than one form is accepted; NULL where none fits.
 * https://docs.snowflake.com/en/sql-reference/date-time-input-output
 */
export const textValueMacros: readonly string[] = [
  // DuckDB reads words such as `epoch` and `infinity` under any format.
  `CREATE OR REPLACE MACRO snow_strptime(x, formats) AS CASE WHEN regexp_matches(x, '[0-9]') THEN try_strptime(x, formats) END`,
  // An offset behind a time of day: Z, +09:00, -0730, +09. A year may follow it. Of ISO form it is told by its place at the end, which
  // costs a fifth of the pattern.
  `CREATE OR REPLACE MACRO snow_zone_pattern(x) AS
     regexp_extract(x, '\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d*)?)?(?:\\s*[AaPp][Mm])?\\s*([Zz]|[+-]\\d{1,2}(?::?\\d{2})?)(?: \\d{4})?$', 1)`,
  `CREATE OR REPLACE MACRO snow_zone_text(x) AS CASE
     WHEN instr(x, '-') = 5 AND strlen(x) >= 16 THEN CASE
       WHEN ends_with(x, 'Z') THEN 'Z'
       WHEN substr(x, -6, 1) IN ('+', '-') THEN right(x, 6)
       WHEN substr(x, -5, 1) IN ('+', '-') THEN right(x, 5)
       WHEN substr(x, -3, 1) IN ('+', '-') THEN right(x, 3)
       WHEN substr(x, -3, 1) = ':' OR contains(x, '.') AND instr(x[12:], '+') = 0 AND instr(x[12:], '-') = 0 THEN ''
       ELSE snow_zone_pattern(x) END
     ELSE snow_zone_pattern(x) END`,
  `CREATE OR REPLACE MACRO snow_without_zone(x) AS
     regexp_replace(x, '(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d*)?)?(?:\\s*[AaPp][Mm])?)\\s*(?:[Zz]|[+-]\\d{1,2}(?::?\\d{2})?)((?: \\d{4})?)$', '\\1\\2')`,
  `CREATE OR REPLACE MACRO snow_zone_minutes(z) AS
     CASE WHEN z = '' THEN NULL WHEN z IN ('Z', 'z') THEN 0
       ELSE (CASE WHEN starts_with(z, '-') THEN -1 ELSE 1 END) * CASE
         WHEN strlen(z) <= 3 THEN try_cast(translate(z, '+-', '') AS INTEGER) * 60
         WHEN strlen(z) = 6 THEN try_cast(substr(z, 2, 2) AS INTEGER) * 60 + try_cast(right(z, 2) AS INTEGER)
         ELSE try_cast(left(translate(z, ':+-', ''), -2) AS INTEGER) * 60 + try_cast(right(z, 2) AS INTEGER) END END`,
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
  // Without an hour's minutes, or in the other formats of AUTO; DuckDB's %f reads six digits, and no more are kept.
  `CREATE OR REPLACE MACRO snow_named_timestamp(x) AS
     snow_strptime(regexp_replace(x, '(\\.\\d{6})\\d{1,3}', '\\1'), ['%d-%b-%Y', '%d-%B-%Y', '%m/%d/%Y', '%d-%b-%Y %H:%M:%S', '%m/%d/%Y %H:%M:%S',
       '%a, %d %b %Y %H:%M:%S', '%a, %d %b %Y %H:%M:%S.%f', '%a, %d %b %Y %I:%M:%S %p', '%a, %d %b %Y %I:%M:%S.%f %p',
       '%a %b %d %H:%M:%S %Y'])`,
  `CREATE OR REPLACE MACRO snow_other_timestamp(x) AS coalesce(
     snow_epoch_text(x),
     CASE WHEN instr(x, '-') = 5 THEN coalesce(try_cast(snow_without_zone(x) AS TIMESTAMP),
       CASE WHEN regexp_full_match(x, '\\d{4}-\\d{1,2}-\\d{1,2}[T ]\\d{1,2}') THEN try_cast(x || ':00' AS TIMESTAMP) END) END,
     snow_named_timestamp(snow_without_zone(x)))`,
  // Digits alone are whole seconds, of which a time has no more than a day's. DuckDB has an hour 24.
  `CREATE OR REPLACE MACRO snow_clock_text(x) AS
     CASE WHEN regexp_full_match(x, '\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?') AND NOT starts_with(x, '24') THEN try_cast(x AS TIME) END`,
  `CREATE OR REPLACE MACRO snow_time_text(x) AS coalesce(
     snow_clock_text(x),
     CAST(date_trunc('second', snow_epoch_text(x)) AS TIME),
     list_transform([snow_without_zone(x)], lambda "$t": snow_clock_text("$t"))[1],
     CAST(snow_strptime(regexp_replace(x, '(\\.\\d{6})\\d{1,3}', '\\1'), ['%I:%M:%S %p', '%I:%M:%S.%f %p', '%I:%M %p']) AS TIME))`,
  `CREATE OR REPLACE MACRO snow_boolean_text(x) AS
     CASE lower(x) WHEN 'true' THEN TRUE WHEN 't' THEN TRUE WHEN 'yes' THEN TRUE WHEN 'y' THEN TRUE WHEN 'on' THEN TRUE
       WHEN '1' THEN TRUE WHEN 'false' THEN FALSE WHEN 'f' THEN FALSE WHEN 'no' THEN FALSE WHEN 'n' THEN FALSE
       WHEN 'off' THEN FALSE WHEN '0' THEN FALSE END`,
]
