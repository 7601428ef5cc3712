import { duck, integer, text, type Sql } from '../duck/sql.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import type { MinimalNumber, NumberFormat } from './number-format.ts'
import { once } from './once.ts'

/** How the sign that stands before the number is written: one of its own that floats, or none because another place has it. */
export type Sign = 'default' | 'S' | 'none'

/** The sign of a number that is `negative`. */
export function signText(sign: Sign, negative: Sql): Sql {
  if (sign === 'none') return duck`''`
  return duck`CASE WHEN ${negative} THEN '-' ELSE ${text(sign === 'S' ? '+' : '')} END`
}

/** The significant digits of the number and the exponent of the first: 0.0123 gives '123' and -2. */
export function significant(value: Sql, type: DataType): { readonly digits: Sql; readonly exponent: Sql } {
  if (type.kind === 'NUMBER') {
    const shown = duck`CAST(abs(${value}) AS VARCHAR)`
    const all = duck`replace(${shown}, '.', '')`
    const kept = duck`ltrim(${all}, '0')`
    const exponent = duck`(length(${kept}) - 1 - ${integer(type.scale)})`
    return {
      digits: duck`rtrim(${kept}, '0')`,
      exponent: duck`CASE WHEN ${value} = 0 THEN 0 ELSE ${exponent} END`,
    }
  }
  // DuckDB writes the fewest digits that give the number back, in either notation.
  const shown = duck`split_part(CAST(abs(${value}) AS VARCHAR), 'e', 1)`
  const given = duck`coalesce(try_cast(nullif(split_part(CAST(${value} AS VARCHAR), 'e', 2), '') AS INTEGER), 0)`
  const all = duck`replace(${shown}, '.', '')`
  const kept = duck`ltrim(${all}, '0')`
  const point = duck`(length(split_part(${shown}, '.', 1)))`
  const exponent = duck`(${point} - 1 - (length(${all}) - length(${kept})) + ${given})`
  return {
    digits: duck`rtrim(${kept}, '0')`,
    exponent: duck`CASE WHEN ${value} = 0 THEN 0 ELSE ${exponent} END`,
  }
}

/** The number of TM, TM9 or TME with its sign. */
export function minimal(
  value: Sql,
  type: DataType,
  model: MinimalNumber,
  format: NumberFormat,
  sign: Sign,
): Sql {
  const positional = grouping(positionalText(value, type, model, format), model)
  const scientific = scientificText(value, type, model.letter)
  const forms = { positional, scientific }
  const shown =
    model.notation === 'shorter'
      ? once(
          [positional, scientific],
          [false, false],
          (p = positional, s = scientific) =>
            duck`CASE WHEN length(${s}) < length(${p}) THEN ${s} ELSE ${p} END`,
        )
      : forms[model.notation]
  const body = format.blankZero ? duck`CASE WHEN ${value} = 0 THEN ' ' ELSE ${shown} END` : shown
  return duck`(${signText(sign, duck`(${value} < 0)`)} || ${format.dollar ? duck`'$'` : duck`''`} || ${body})`
}

function positionalText(value: Sql, type: DataType, model: MinimalNumber, format: NumberFormat): Sql {
  const most = model.digits
  if (type.kind === 'NUMBER') return exactText(value, type, most, format.compact)
  // Too long in digits alone from here on; below, DuckDB's shortest text or 15 places.
  const decimal = duck`CAST(try_cast(abs(${value}) AS DECIMAL(38, ${integer(Math.min(most ?? 15, 15))})) AS VARCHAR)`
  const plain = duck`rtrim(rtrim(${decimal}, '0'), '.')`
  const short = duck`regexp_replace(CAST(abs(${value}) AS VARCHAR), '\\.0$', '')`
  const exact = most === undefined ? duck`WHEN NOT contains(${short}, 'e') THEN ${short}` : duck``
  return duck`CASE ${exact} WHEN abs(${value}) < 1e16 THEN ${plain} ELSE ${scientificText(value, type, 'E')} END`
}

function exactText(value: Sql, type: NumberType, most: number | undefined, compact: boolean): Sql {
  const scale = Math.min(type.scale, most ?? type.scale)
  const shown = duck`CAST(CAST(abs(${value}) AS DECIMAL(38, ${integer(scale)})) AS VARCHAR)`
  return compact && scale > 0 ? duck`rtrim(rtrim(${shown}, '0'), '.')` : shown
}

/** The whole part in groups of so many digits. */
function grouping(shown: Sql, { group }: MinimalNumber): Sql {
  if (group === undefined || group === 0) return shown
  return once([shown], [false], (x = shown) => {
    const whole = duck`reverse(split_part(${x}, '.', 1))`
    const parts = duck`regexp_replace(${whole}, ${text(`(\\d{${group}})`)}, '\\1,', 'g')`
    const rest = duck`CASE WHEN contains(${x}, '.') THEN '.' || split_part(${x}, '.', 2) ELSE '' END`
    return duck`(ltrim(reverse(${parts}), ',') || ${rest})`
  })
}

function scientificText(value: Sql, type: DataType, letter: 'E' | 'e'): Sql {
  const { digits, exponent } = significant(value, type)
  return once([digits, exponent], [false, false], (d = digits, e = exponent) => {
    const fraction = duck`CASE WHEN length(${d}) > 1 THEN '.' || substr(${d}, 2) ELSE '' END`
    const shown = duck`CASE WHEN ${d} = '' THEN '0' ELSE ${d}[1] END || ${fraction} || ${text(letter)} || CAST(${e} AS VARCHAR)`
    if (type.kind !== 'FLOAT') return duck`(${shown})`
    return duck`CASE WHEN isnan(${value}) THEN 'NaN' WHEN isinf(${value}) THEN 'inf' ELSE ${shown} END`
  })
}
