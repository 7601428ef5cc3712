/**
 * Documents as Snowflake keeps them. JSON text holds a VARIANT with its keys as they came, because putting them in order costs: of
 * documents of 200 bytes `variant_normalize` takes 18 µs each, where reading one takes 2 µs; list functions, one level of lambdas for
 * each level of the document, took 40 µs to 150 µs and seconds to plan. So keys are sorted where the order shows (results, texts,
 * comparisons, groups) and not when a document is loaded.
 *
 * DuckDB reads a number of more than 17 digits with a fraction as a double. Where such a one may be, numbers go through as texts that
 * begin with a character of Unicode's private use area.
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
  `CREATE OR REPLACE MACRO snow_json_sorted(x) AS CASE WHEN x IS NULL THEN NULL
     WHEN NOT contains(CAST(x AS VARCHAR), '{') THEN CAST(x AS VARCHAR)
     WHEN regexp_matches(CAST(x AS VARCHAR), '[0-9.]{16}')
       THEN snow_json_unmarked(CAST(snow_json_normalized(snow_json_marked(x)) AS JSON))
     ELSE CAST(CAST(snow_json_normalized(x) AS JSON) AS VARCHAR) END`,
  // Equal values have equal texts: keys sorted, and a number outside of arrays and objects without idle zeros.
  `CREATE OR REPLACE MACRO snow_json_canonical(x) AS CAST(CASE
     WHEN starts_with(CAST(x AS VARCHAR), '"') THEN CAST(x AS VARCHAR)
     WHEN contains(CAST(x AS VARCHAR), '{') THEN snow_json_sorted(x)
     WHEN regexp_full_match(CAST(x AS VARCHAR), '-?[0-9]+\\.[0-9]+') THEN rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.')
     WHEN regexp_full_match(CAST(x AS VARCHAR), '-?[0-9.]+[eE][-+]?[0-9]+')
       THEN regexp_replace(CAST(try_cast(CAST(x AS VARCHAR) AS DOUBLE) AS VARCHAR), '\\.0$', '')
     ELSE CAST(x AS VARCHAR) END AS JSON)`,
  // Texts come before numbers, numbers are in their own order.
  `CREATE OR REPLACE MACRO snow_json_order(x) AS CASE WHEN x IS NULL THEN NULL
     WHEN json_type(x) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE')
       THEN {isNumber: TRUE, number: CAST(CAST(x AS VARCHAR) AS DOUBLE), text: ''}
     ELSE {isNumber: FALSE, number: CAST(0 AS DOUBLE),
       text: CASE WHEN starts_with(CAST(x AS VARCHAR), '"') THEN json_extract_string(x, '$') ELSE snow_json_sorted(x) END} END`,
  `CREATE OR REPLACE MACRO snow_json_text(x) AS
     CASE WHEN json_type(x) IN ('ARRAY', 'OBJECT') THEN snow_json_sorted(x) ELSE json_extract_string(x, '$') END`,
]
