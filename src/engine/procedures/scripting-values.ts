import type { ColumnType } from '../../account/types.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { visit } from '../../sql/walk.ts'
import type { NumberType, ValueType } from '../types/data-type.ts'
import { instantText } from '../types/instant-text.ts'
import { binary, float, integer, number, text } from '../types/standard.ts'

/** A value of a variable or an expression; `value` is its text as in a constant of the bound tree. */
export interface Value {
  readonly type: ValueType
  readonly value: string | null
}

/** A value of a result whose texts are in the exact form. */
export function valueOf(type: ColumnType, shown: string | null): Value {
  const known = type.kind === 'NUMBER' ? number(type.precision, type.scale) : type
  if (shown === null) return { type: known, value: null }
  if (type.kind === 'TIMESTAMP_LTZ') return { type: known, value: readInstant(shown).utc }
  if (type.kind !== 'TIMESTAMP_TZ') return { type: known, value: shown }
  const { utc, offset } = readInstant(shown)
  return { type: known, value: `${utc} ${offset}` }
}

/** `2024-01-31 10:11:12.000000000 -0800` in UTC, and the offset in minutes. */
function readInstant(shown: string): { readonly utc: string; readonly offset: number } {
  const match = /^(.*?)(\.\d+)? ([+-])(\d\d):?(\d\d)$/.exec(shown)
  if (match === null) throw new Error(`Snowmelt bug: '${shown}' is not an exact timestamp`)
  const [, seconds = '', fraction = '', sign, hours, minutes] = match
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const instant = Date.parse(`${seconds.replace(' ', 'T')}Z`) - offset * 60_000
  return { utc: `${instantText(instant).slice(0, -4)}${fraction}`, offset }
}

/**
 * The type of a variable that is declared without one: wide enough for other values too, and FLOAT for `12.3`, as the manual has it. A
 * fraction that comes from a value with a scale of its own stays exact.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/variables#how-snowflake-scripting-infers-the-data-type-of-a-variable
 */
export function inferredType(type: ValueType, initializer: Expression): ValueType {
  if (type.kind === 'VARCHAR') return text()
  if (type.kind === 'BINARY') return binary()
  if (type.kind !== 'NUMBER') return type
  if (type.scale === 0) return integer
  return readsValues(initializer) ? number(38, type.scale) : float
}

/** Whether the expression is made of more than literals. */
function readsValues(expression: Expression): boolean {
  let reads = false
  visit(expression, {
    enter: ({ kind }) => {
      reads ||= ['ColumnReference', 'BindVariable', 'SessionVariable', 'Query', 'Cast'].includes(kind)
    },
  })
  return reads
}

/** A number with another scale, rounded half away from zero; undefined where it does not fit. */
export function rescaled(value: string, to: NumberType): string | undefined {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(value)
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  const kept = BigInt(whole + fraction.slice(0, to.scale).padEnd(to.scale, '0'))
  const digits = String((fraction[to.scale] ?? '0') >= '5' ? kept + 1n : kept)
  if (digits.length > to.precision && digits !== '0') return undefined
  const padded = digits.padStart(to.scale + 1, '0')
  const body = to.scale === 0 ? padded : `${padded.slice(0, -to.scale)}.${padded.slice(-to.scale)}`
  return /[1-9]/.test(body) ? sign + body : body
}
