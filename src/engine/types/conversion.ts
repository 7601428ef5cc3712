import type { ValueType } from './data-type.ts'

type Kind = ValueType['kind']
/** `implicit`: also without being asked for; `explicit`: by a cast only. */
export type Convertibility = 'implicit' | 'explicit' | 'none'

const timestamps: readonly Kind[] = ['TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ']

/** https://docs.snowflake.com/en/sql-reference/data-type-conversion#data-types-that-can-be-cast */
const table: Readonly<
  Record<Kind, { readonly implicit: readonly Kind[]; readonly explicit: readonly Kind[] }>
> = {
  NUMBER: { implicit: ['FLOAT', 'VARCHAR', 'BOOLEAN', ...timestamps, 'VARIANT'], explicit: [] },
  FLOAT: { implicit: ['NUMBER', 'VARCHAR', 'BOOLEAN', 'VARIANT'], explicit: [] },
  VARCHAR: {
    implicit: ['NUMBER', 'FLOAT', 'BOOLEAN', 'DATE', 'TIME', ...timestamps, 'VARIANT'],
    explicit: ['BINARY', 'ARRAY'],
  },
  BINARY: { implicit: ['VARIANT'], explicit: ['VARCHAR'] },
  BOOLEAN: { implicit: ['VARCHAR', 'VARIANT'], explicit: ['NUMBER'] },
  DATE: { implicit: ['VARCHAR', ...timestamps, 'VARIANT'], explicit: [] },
  TIME: { implicit: ['VARCHAR', 'VARIANT'], explicit: [] },
  TIMESTAMP_NTZ: { implicit: ['VARCHAR', 'DATE', 'TIME', ...timestamps, 'VARIANT'], explicit: [] },
  TIMESTAMP_LTZ: { implicit: ['VARCHAR', 'DATE', 'TIME', ...timestamps, 'VARIANT'], explicit: [] },
  TIMESTAMP_TZ: { implicit: ['VARCHAR', 'DATE', 'TIME', ...timestamps, 'VARIANT'], explicit: [] },
  VARIANT: {
    implicit: ['NUMBER', 'FLOAT', 'VARCHAR', 'BOOLEAN', 'DATE', 'TIME', ...timestamps, 'ARRAY', 'OBJECT'],
    explicit: ['BINARY'],
  },
  OBJECT: { implicit: ['VARIANT'], explicit: ['VARCHAR', 'ARRAY'] },
  ARRAY: { implicit: ['VARIANT'], explicit: ['VARCHAR'] },
}

/** Whether values of `from` can become values of `to`. */
export function convertibility(from: ValueType, to: ValueType): Convertibility {
  if (from.kind === to.kind || table[from.kind].implicit.includes(to.kind)) return 'implicit'
  return table[from.kind].explicit.includes(to.kind) ? 'explicit' : 'none'
}
