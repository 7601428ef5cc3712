/** Text functions that DuckDB does not have. */
export const textFunctionMacros: readonly string[] = [
  // Each character after a delimiter is upper case, all others lower case.
  `CREATE OR REPLACE MACRO snow_initcap(s, delimiters) AS
     CASE WHEN s IS NULL OR delimiters IS NULL THEN NULL ELSE array_to_string(list_transform(
       list_zip(list_prepend('', string_split(s, '')), string_split(s, '')),
       lambda "$p", "$i": CASE WHEN "$p"[2] IS NULL THEN '' WHEN "$i" = 1 OR contains(delimiters, "$p"[1]) AND "$p"[1] <> '' THEN upper("$p"[2]) ELSE lower("$p"[2]) END), '') END`,
  // The n-th match alone is replaced: what stands before it is found by length.
  `CREATE OR REPLACE MACRO snow_replace_nth(s, pattern, replacement, n) AS
     list_transform([{found: regexp_extract_all(s, pattern), parts: regexp_split_to_array(s, pattern)}],
       lambda "$m": CASE WHEN len("$m".found) < n THEN s ELSE
         array_to_string(list_transform("$m".parts, lambda "$part", "$i": "$part" || CASE
           WHEN "$i" > len("$m".found) THEN '' WHEN "$i" = n THEN regexp_replace("$m".found["$i"], pattern, replacement) ELSE "$m".found["$i"] END), '') END)[1]`,
]
