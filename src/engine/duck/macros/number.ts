/**
 * Exact arithmetic beyond 128 bits, for the few values that need it.
 * `snow_divide_long`: quotient first, then one digit of the shift at a time. Ten times the rest may need more than 128 bits, so the digit is
 * estimated in DOUBLE, which misses by one at most, and what is left of the rest is put right.
 * `snow_cut_product`: a product without its last `cut` digits, rounded half away from zero.
 */
export const numberMacros: readonly string[] = [
  `CREATE OR REPLACE MACRO snow_divide_long(n, d, shift) AS list_transform(
    list_transform([list_reduce(
      list_prepend({q: abs(n) // abs(d), r: abs(n) % abs(d), b: abs(d)},
        list_transform(range(shift), lambda "$i": {q: CAST(0 AS HUGEINT), r: CAST(0 AS HUGEINT), b: CAST(0 AS HUGEINT)})),
      lambda "$a", "$i": list_transform(list_transform(
        [{q: "$a".q, r: "$a".r, b: "$a".b, e: CAST(floor(10 * (CAST("$a".r AS DOUBLE) / CAST("$a".b AS DOUBLE))) AS HUGEINT)}],
        lambda "$e": {q: "$e".q, b: "$e".b, e: "$e".e, t: 10 * ("$e".r - "$e".e * ("$e".b // 10)) - "$e".e * ("$e".b % 10)}),
        lambda "$t": {
          q: "$t".q * 10 + "$t".e + CASE WHEN "$t".t < 0 THEN -1 WHEN "$t".t >= "$t".b THEN 1 ELSE 0 END,
          r: "$t".t + CASE WHEN "$t".t < 0 THEN "$t".b WHEN "$t".t >= "$t".b THEN -"$t".b ELSE 0 END,
          b: "$t".b})[1])],
      lambda "$s": "$s".q + CASE WHEN "$s".r >= "$s".b - "$s".r THEN 1 ELSE 0 END),
    lambda "$u": "$u" * sign(n) * sign(d))[1]`,
  // p = 10^cut with cut from 19 to 37, up = 10^(38 - cut): products of halves of 19 digits fit 128 bits.
  `CREATE OR REPLACE MACRO snow_cut_product(n, m, p, up) AS list_transform(list_transform(list_transform(
    [{x: abs(n), y: abs(m)}],
    lambda "$v": {
      w: ("$v".x // p) * "$v".y + ("$v".x % p) * ("$v".y // p),
      r: ("$v".x % p) // 10000000000000000000, s: ("$v".x % p) % 10000000000000000000,
      t: ("$v".y % p) // 10000000000000000000, u: ("$v".y % p) % 10000000000000000000}),
    lambda "$h": {
      w: "$h".w, a: "$h".r * "$h".t,
      b: "$h".r * "$h".u + "$h".s * "$h".t + ("$h".s * "$h".u) // 10000000000000000000,
      c: ("$h".s * "$h".u) % 10000000000000000000}),
    lambda "$l": "$l".w + ("$l".a + "$l".b // 10000000000000000000) * up
      + (("$l".b % 10000000000000000000) * 10000000000000000000 + "$l".c + p // 2) // p)[1] * sign(n) * sign(m)`,
  // Hexadecimal digits as decimal ones; DuckDB reads no more than 64 bits at once.
  `CREATE OR REPLACE MACRO snow_hex_number(h) AS CASE
     WHEN length(h) <= 15 THEN CAST(CAST('0x' || h AS BIGINT) AS VARCHAR)
     ELSE CAST(CAST(CAST('0x' || left(h, length(h) - 15) AS BIGINT) AS HUGEINT) * 1152921504606846976
       + CAST('0x' || right(h, 15) AS BIGINT) AS VARCHAR) END`,
]
