import { fail } from '../../common/errors.ts'
import type { Column } from '../../account/result.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, ident, join, text, type Sql } from '../duck/sql.ts'
import { evaluate } from '../statements/evaluate.ts'
import type { ValueType } from '../types/data-type.ts'
import type { History, KeptResult } from './history.ts'

/** The kinds whose values can be read back from the text that a result shows. */
const readable: ReadonlySet<string> = new Set([
  'NUMBER',
  'FLOAT',
  'VARCHAR',
  'BOOLEAN',
  'VARIANT',
  'OBJECT',
  'ARRAY',
])

/** TABLE(RESULT_SCAN(query_id)). https://docs.snowflake.com/en/sql-reference/functions/result_scan */
export async function resultScan(
  { call }: TableFunction,
  context: Context,
  history: History,
): Promise<BoundSource> {
  const [argument, ...more] = call.args
  if (argument === undefined || more.length > 0)
    fail('WRONG_VALUE_COUNT', { expected: 1, found: call.args.length }, call.span)
  const [id] = await evaluate([argument.value], call.span, context)
  const queryId = id?.value ?? ''
  const result = history.result(queryId)
  if (result === undefined) fail('RESULT_NOT_FOUND', { queryId }, call.span)
  return {
    rows: duck`(${rowsOf(result)})`,
    columns: result.columns.map((column, index) => ({
      name: column.name,
      physical: physical(index),
      type: typeOf(column),
      nullable: column.nullable,
    })),
    name: 'RESULT_SCAN',
  }
}

function rowsOf({ columns, rows }: KeptResult): Sql {
  const casts = columns.map(
    (column, index) =>
      duck`CAST(${ident(physical(index))} AS ${duckType(typeOf(column))}) AS ${ident(physical(index))}`,
  )
  const names = join(columns.map((_, index) => ident(physical(index))))
  const width = columns.map(() => duck`CAST(NULL AS VARCHAR)`)
  const values =
    rows.length === 0
      ? duck`SELECT ${join(width)} WHERE FALSE`
      : duck`VALUES ${join(rows.map((row) => duck`(${join(row.map((value) => (value === null ? duck`NULL` : text(value))))})`))}`
  return duck`SELECT ${join(casts)} FROM (${values}) AS kept(${names})`
}

/** What cannot be read back keeps the text that was shown. */
function typeOf({ type }: Column): ValueType {
  if (!readable.has(type.kind)) return { kind: 'VARCHAR', length: 16_777_216 }
  return type.kind === 'NUMBER' ? { ...type, form: type.scale === 0 ? 'HUGEINT' : 'DECIMAL' } : type
}

function physical(index: number): string {
  return `r${index}`
}
