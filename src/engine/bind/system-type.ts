import { typeText } from '../../account/types.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import type { BoundExpression } from './expression-tree.ts'
import { constantText } from './expression-walk.ts'

/**
 * What SYSTEM$TYPEOF says: the type, and in brackets how a value is held: a signed number by its bytes, anything longer as LOB.
 * https://docs.snowflake.com/en/sql-reference/functions/system_typeof
 */
export function systemTypeOf(value: BoundExpression): string {
  const { type } = value
  if (type.kind === 'NULL') return 'NULL[LOB]'
  return `${typeText(type)}[${held(type, value)}]`
}

const holders: Readonly<Record<Exclude<DataType['kind'], 'NUMBER' | 'NULL'>, string>> = {
  FLOAT: 'DOUBLE',
  VARCHAR: 'LOB',
  BINARY: 'LOB',
  BOOLEAN: 'SB1',
  DATE: 'SB4',
  TIME: 'SB8',
  TIMESTAMP_NTZ: 'SB16',
  TIMESTAMP_LTZ: 'SB16',
  TIMESTAMP_TZ: 'SB16',
  VARIANT: 'LOB',
  OBJECT: 'LOB',
  ARRAY: 'LOB',
}

function held(type: Exclude<DataType, { kind: 'NULL' }>, value: BoundExpression): string {
  return type.kind === 'NUMBER' ? `SB${bytes(type, value)}` : holders[type.kind]
}

/** The bytes of the unscaled number: of a constant its own, of anything else those that its precision may need. */
function bytes({ precision }: NumberType, value: BoundExpression): number {
  const text = constantText(value)
  const digits = typeof text === 'string' ? text.replace('.', '') : '9'.repeat(precision)
  const most = /^-?\d+$/.test(digits) ? BigInt(digits) : 0n
  return (
    [1, 2, 4, 8].find((size) => most < 1n << BigInt(size * 8 - 1) && most >= -(1n << BigInt(size * 8 - 1))) ??
    16
  )
}
