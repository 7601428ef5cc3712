import type { Bind } from '../../account/account.ts'
import type { DataType } from '../types/data-type.ts'

/** A bound value as the binder takes it. */
export interface BoundValue {
  readonly type: DataType
  /** The value's text, as in a constant of the bound tree. */
  readonly value: string | null
}

/** The binds of a statement, by number from 1 or by folded name. */
export function readBinds(
  binds: readonly Bind[] | Readonly<Record<string, Bind>> = [],
): (name: string | number) => BoundValue | undefined {
  const values = new Map<string | number, BoundValue>()
  if (isList(binds)) for (const [index, bind] of binds.entries()) values.set(index + 1, readBind(bind))
  else for (const [name, bind] of Object.entries(binds)) values.set(name.toUpperCase(), readBind(bind))
  return (name) => values.get(typeof name === 'string' ? name.toUpperCase() : name)
}

function isList(binds: readonly Bind[] | Readonly<Record<string, Bind>>): binds is readonly Bind[] {
  return Array.isArray(binds)
}

function readBind(bind: Bind): BoundValue {
  if (bind === null) return { type: { kind: 'NULL' }, value: null }
  if (typeof bind === 'string') return { type: { kind: 'VARCHAR', length: 16_777_216 }, value: bind }
  if (typeof bind === 'boolean') return { type: { kind: 'BOOLEAN' }, value: String(bind) }
  if (typeof bind === 'bigint') return wholeNumber(bind)
  if (typeof bind === 'object') return instant(bind)
  return Number.isSafeInteger(bind)
    ? wholeNumber(BigInt(bind))
    : { type: { kind: 'FLOAT' }, value: String(bind) }
}

/** A whole number is exact; one that no NUMBER can hold is a FLOAT, as a literal of as many digits is. */
function wholeNumber(value: bigint): BoundValue {
  const digits = String(value < 0n ? -value : value).length
  if (digits > 38) return { type: { kind: 'FLOAT' }, value: String(value) }
  const form = digits <= 18 ? 'BIGINT' : 'HUGEINT'
  return { type: { kind: 'NUMBER', precision: digits, scale: 0, form }, value: String(value) }
}

/** A Date is an instant: a TIMESTAMP_LTZ, whose text is in UTC. */
function instant(date: Date): BoundValue {
  const value = date.toISOString().replace('T', ' ').replace('Z', '')
  return { type: { kind: 'TIMESTAMP_LTZ', precision: 9 }, value }
}
