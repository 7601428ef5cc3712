/**
 * Exact arithmetic beyond 128 bits, for the few values that need it.
 * `snow_divide_long`: quotient first, then one digit of the shift at a time; the divisor must be below 10^37.
 */
export const numberMacros: readonly string[] = [
  `CREATE OR REPLACE MACRO snow_divide_long(n, d, shift) AS list_transform(
    list_transform([list_reduce(
      list_prepend({q: abs(n) // abs(d), r: abs(n) % abs(d), b: abs(d)},
        list_transform(range(shift), lambda "$i": {q: CAST(0 AS HUGEINT), r: CAST(0 AS HUGEINT), b: CAST(0 AS HUGEINT)})),
      lambda "$a", "$i": {q: "$a".q * 10 + ("$a".r * 10) // "$a".b, r: ("$a".r * 10) % "$a".b, b: "$a".b})],
      lambda "$s": "$s".q + CASE WHEN "$s".r >= "$s".b - "$s".r THEN 1 ELSE 0 END),
    lambda "$u": "$u" * sign(n) * sign(d))[1]`,
]
