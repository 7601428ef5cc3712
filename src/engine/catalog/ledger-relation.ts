import type { BoundSource } from '../bind/tree.ts'
import { duck, ident, join, type Sql } from '../duck/sql.ts'
import type { ValueType } from '../types/data-type.ts'

/** A relation of SNOWMELT.LEDGER: what the account's own tables tell, under names and types of Snowflake's. */
export interface LedgerRelation {
  readonly from: Sql
  readonly columns: readonly LedgerColumn[]
}
export interface LedgerColumn {
  readonly name: string
  readonly type: ValueType
  readonly value: Sql
}

const text: ValueType = { kind: 'VARCHAR', length: 16_777_216 }
const whole: ValueType = { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' }
const instant: ValueType = { kind: 'TIMESTAMP_LTZ', precision: 3 }

/** Columns of a relation; `from` is the physical column, by default the name in lower case. */
export const ledgerColumn = {
  text: (name: string, from = name.toLowerCase()): LedgerColumn => ({ name, type: text, value: ident(from) }),
  whole: (name: string, from = name.toLowerCase()): LedgerColumn => ({
    name,
    type: whole,
    value: ident(from),
  }),
  boolean: (name: string, from = name.toLowerCase()): LedgerColumn => ({
    name,
    type: { kind: 'BOOLEAN' },
    value: ident(from),
  }),
  /** `from` holds milliseconds since 1970. */
  time: (name: string, from: string): LedgerColumn => ({
    name,
    type: instant,
    value: duck`timezone('UTC', make_timestamp_ms(${ident(from)}))`,
  }),
}

/** The relation as the binder takes it. */
export function ledgerRelationSource(name: string, { from, columns }: LedgerRelation): BoundSource {
  const list = join(columns.map((column) => duck`${column.value} AS ${ident(column.name)}`))
  return {
    rows: duck`(SELECT ${list} FROM ${from})`,
    columns: columns.map(({ name: column, type }) => ({
      name: column,
      physical: column,
      type,
      nullable: true,
    })),
    name,
  }
}
