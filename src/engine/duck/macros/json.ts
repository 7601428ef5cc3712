/**
 * Documents as Snowflake keeps them. JSON text holds a VARIANT with its keys as they came, because putting them in order costs: of
 * documents of 200 bytes `variant_normalize` takes 18 µs each, where reading one takes 2 µs; list functions, one level of lambdas for
 * each level of the document, took 40 µs to 150 µs and seconds to plan. So keys are sorted where the order shows (results, texts,
 * comparisons, groups) and not when a document is loaded.
 *
 * DuckDB reads a number of more than 17 digits with a fraction as a double. Where such a one may be, numbers go through as texts that
 * begin with a character of Unicode's private use area (U+E000).
 *
 * What JSON has no form for is a text that begins with another such character, U+E001 (57345): alone, it is the element of an array that
 * is missing (SQL NULL, which Snowflake shows as `undefined`); otherwise a letter follows that names the type of a date, a time, a
 * timestamp or bytes, and then the value's text (functions/variant.ts).
 */
export const jsonMacros: readonly string[] = [
  // White space around tokens goes, digits stay; an exponent alone tells TYPEOF that a number is a DOUBLE.
  `CREATE OR REPLACE MACRO snow_json(x) AS CASE
     WHEN regexp_matches(x, '[0-9.]{16}|^\\s*-?[0-9.]+[eE]')
       THEN CAST(regexp_replace(x, '("(?:[^"\\\\]|\\\\.)*")|\\s+', '\\1', 'g') AS JSON)
     ELSE json(x) END`,
  `CREATE OR REPLACE MACRO snow_json_marked(x) AS CAST(replace(replace(replace(
     regexp_replace(CAST(x AS VARCHAR), '("(?:[^"\\\\]|\\\\.)*")|(-?[0-9][0-9.]{15,}(?:[eE][+-]?[0-9]+)?)', '\\1' || chr(1) || '\\2' || chr(2), 'g'),
     chr(1) || chr(2), ''), chr(1), '"' || chr(57344)), chr(2), '"') AS JSON)`,
  `CREATE OR REPLACE MACRO snow_json_unmarked(x) AS
     regexp_replace(CAST(x AS VARCHAR), '"' || chr(57344) || '([-+0-9.eE]+)"', '\\1', 'g')`,
  // DuckDB 1.5.6 ends the process when `variant_normalize` meets an object with a key twice; on the way through VARIANT and back the
  // last of them is kept. That costs a tenth more.
  `CREATE OR REPLACE MACRO snow_json_normalized(x) AS
     variant_normalize(CAST(CAST(CAST(x AS VARIANT) AS JSON) AS VARIANT))`,
  // Whether an object anywhere in the document has a key twice: then that way makes it smaller. 4 µs for 100 bytes.
  `CREATE OR REPLACE MACRO snow_json_repeats(x) AS contains(CAST(x AS VARCHAR), '{') AND
     len(json_extract(x, '$..*')) <> len(json_extract(CAST(CAST(x AS VARIANT) AS JSON), '$..*'))`,
  `CREATE OR REPLACE MACRO snow_json_ordered(x) AS CASE WHEN x IS NULL THEN NULL
     WHEN NOT contains(CAST(x AS VARCHAR), '{') THEN CAST(x AS VARCHAR)
     WHEN regexp_matches(CAST(x AS VARCHAR), '[0-9.]{16}')
       THEN snow_json_unmarked(CAST(snow_json_normalized(snow_json_marked(x)) AS JSON))
     ELSE CAST(CAST(snow_json_normalized(x) AS JSON) AS VARCHAR) END`,
  // As results show it: what JSON has no form for in Snowflake's.
  `CREATE OR REPLACE MACRO snow_json_shown(t) AS
     regexp_replace(replace(t, '"' || chr(57345) || '"', 'undefined'), '"' || chr(57345) || '[A-Z]', '"', 'g')`,
  `CREATE OR REPLACE MACRO snow_json_sorted(x) AS CASE
     WHEN contains(CAST(x AS VARCHAR), chr(57345)) THEN snow_json_shown(snow_json_ordered(x)) ELSE snow_json_ordered(x) END`,
  // The content of a text, without what names its type.
  `CREATE OR REPLACE MACRO snow_json_plain(t) AS CASE
     WHEN starts_with(t, chr(57345)) THEN CASE WHEN length(t) > 1 THEN substring(t, 3) END ELSE t END`,
  // Text that is not strict JSON, but that Snowflake reads: keys without quotes, and elements of arrays that are missing. Texts in
  // quotes are matched first, so that nothing inside of them changes.
  `CREATE OR REPLACE MACRO snow_json_quoted_keys(x) AS replace(replace(
     regexp_replace(x, '("(?:[^"\\\\]|\\\\.)*")|([{,]\\s*)([A-Za-z_$][A-Za-z0-9_$]*)(\\s*:)', '\\1\\2' || chr(1) || '\\3' || chr(1) || '\\4', 'g'),
     chr(1) || chr(1), ''), chr(1), '"')`,
  `CREATE OR REPLACE MACRO snow_json_gaps(x, after) AS replace(replace(
     regexp_replace(x, '("(?:[^"\\\\]|\\\\.)*")|' || after, '\\1\\2' || chr(1) || '\\3' || chr(2), 'g'),
     chr(1) || chr(2), ''), chr(2), '')`,
  `CREATE OR REPLACE MACRO snow_json_repaired(x) AS
     replace(replace(replace(regexp_replace(
       snow_json_gaps(snow_json_gaps(snow_json_gaps(snow_json_quoted_keys(x), '([\\[,])(\\s*,)'), '([\\[,])(\\s*,)'), '(,)(\\s*\\])'),
       '("(?:[^"\\\\]|\\\\.)*")|\\b(undefined)\\b', '\\1' || chr(2) || '\\2' || chr(3), 'g'),
       chr(2) || chr(3), ''), chr(2) || 'undefined' || chr(3), chr(1)), chr(1), '"' || chr(57345) || '"')`,
  // Equal values have equal texts: keys sorted, and a number outside of arrays and objects without idle zeros.
  `CREATE OR REPLACE MACRO snow_json_canonical(x) AS CAST(CASE
     WHEN starts_with(CAST(x AS VARCHAR), '"') THEN CAST(x AS VARCHAR)
     WHEN contains(CAST(x AS VARCHAR), '{') THEN snow_json_ordered(x)
     WHEN regexp_full_match(CAST(x AS VARCHAR), '-?[0-9]+\\.[0-9]+') THEN rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.')
     WHEN regexp_full_match(CAST(x AS VARCHAR), '-?[0-9.]+[eE][-+]?[0-9]+')
       THEN regexp_replace(CAST(try_cast(CAST(x AS VARCHAR) AS DOUBLE) AS VARCHAR), '\\.0$', '')
     ELSE CAST(x AS VARCHAR) END AS JSON)`,
  // Texts come before numbers, numbers are in their own order.
  `CREATE OR REPLACE MACRO snow_json_order(x) AS CASE WHEN x IS NULL THEN NULL
     WHEN json_type(x) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')
       THEN {isNumber: TRUE, number: CAST(CAST(x AS VARCHAR) AS DOUBLE), text: ''}
     ELSE {isNumber: FALSE, number: CAST(0 AS DOUBLE),
       text: CASE WHEN starts_with(CAST(x AS VARCHAR), '"') THEN json_extract_string(x, '$') ELSE snow_json_ordered(x) END} END`,
  // Of a number that is no integer, trailing zeros are left out: JSON's 5.000 becomes the text 5.
  `CREATE OR REPLACE MACRO snow_json_text(x) AS
     CASE WHEN json_type(x) IN ('ARRAY', 'OBJECT') THEN snow_json_sorted(x)
     WHEN json_type(x) = 'DOUBLE' THEN regexp_replace(json_extract_string(x, '$'), '\\.0$', '') ELSE snow_json_plain(json_extract_string(x, '$')) END`,
]
