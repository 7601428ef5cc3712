/**
 * Exact arithmetic beyond 128 bits, for the few values that need it.
 * `snow_divide_long`: quotient first, then one digit of the shift at a time; the divisor must be below 10^37.
 */
export const numberMacros: readonly string[] = [
  `CREATE OR REPLACE MACRO snow_divide_long(n, d, shift) AS list_transform(
    list_transform([list_reduce(
      list_prepend({q: abs(n) // abs(d), r: abs(n) % abs(d), b: abs(d)},
        list_transform(range(shift), lambda i: {q: CAST(0 AS HUGEINT), r: CAST(0 AS HUGEINT), b: CAST(0 AS HUGEINT)})),
      lambda acc, i: {q: acc.q * 10 + (acc.r * 10) // acc.b, r: (acc.r * 10) % acc.b, b: acc.b})],
      lambda s: s.q + CASE WHEN s.r >= s.b - s.r THEN 1 ELSE 0 END),
    lambda u: u * sign(n) * sign(d))[1]`,
]
