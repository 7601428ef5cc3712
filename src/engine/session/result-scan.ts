import { fail } from '../../common/errors.ts'
import type { Column } from '../../account/result.ts'
import type { PipedResult, TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, ident, join, text, type Sql } from '../duck/sql.ts'
import { evaluate } from '../statements/evaluate.ts'
import type { ValueType } from '../types/data-type.ts'
import type { History, KeptResult } from './history.ts'

/**
 * The texts by which values of a type can be read back from what a result showed; those of dates and times can under the usual formats
 * only.
 */
const readable: { readonly [K in ValueType['kind']]?: RegExp } = {
  NUMBER: /^/,
  FLOAT: /^/,
  VARCHAR: /^/,
  BOOLEAN: /^/,
  VARIANT: /^/,
  OBJECT: /^/,
  ARRAY: /^/,
  BINARY: /^(?:[0-9A-F]{2})*$/,
  DATE: /^\d{4}-\d\d-\d\d$/,
  TIME: /^\d\d:\d\d:\d\d(?:\.\d+)?$/,
  TIMESTAMP_NTZ: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/,
  TIMESTAMP_LTZ: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4}$/,
}

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
  return { ...sourceOf(result), name: 'RESULT_SCAN' }
}

/** `FROM $n`, as RESULT_SCAN of that query. https://docs.snowflake.com/en/sql-reference/operators-flow */
export function pipedResult(
  { back, span }: PipedResult,
  queryIds: readonly string[],
  history: History,
): BoundSource {
  const queryId = back > 0 ? queryIds.at(-back) : undefined
  if (queryId === undefined) return fail('RESULT_NOT_FOUND', { queryId: `$${back}` }, span)
  const result = history.result(queryId)
  return result === undefined ? fail('RESULT_NOT_FOUND', { queryId }, span) : sourceOf(result)
}

function sourceOf(result: KeptResult): BoundSource {
  return {
    rows: duck`(${rowsOf(result)})`,
    columns: result.columns.map((column, index) => ({
      name: column.name,
      physical: physical(index),
      type: typeOf(column, index, result),
      nullable: column.nullable,
    })),
  }
}

function rowsOf(result: KeptResult): Sql {
  const { columns, rows } = result
  const casts = columns.map((column, index) => {
    const name = ident(physical(index))
    return duck`${valueOf(name, typeOf(column, index, result))} AS ${name}`
  })
  const names = join(columns.map((_, index) => ident(physical(index))))
  const width = columns.map(() => duck`CAST(NULL AS VARCHAR)`)
  const values =
    rows.length === 0
      ? duck`SELECT ${join(width)} WHERE FALSE`
      : duck`VALUES ${join(rows.map((row) => duck`(${join(row.map((value) => (value === null ? duck`NULL` : text(value))))})`))}`
  return duck`SELECT ${join(casts)} FROM (${values}) AS kept(${names})`
}

/** The value of a text that a result showed. */
function valueOf(shown: Sql, type: ValueType): Sql {
  switch (type.kind) {
    case 'BINARY':
      return duck`unhex(${shown})`
    case 'TIMESTAMP_LTZ':
      return duck`CAST(regexp_replace(${shown}, ' ([+-]..)(..)$', '\\1:\\2') AS ${duckType(type)})`
    case 'VARIANT':
    case 'OBJECT':
    case 'ARRAY':
      return duck`CAST(CASE WHEN contains(${shown}, 'undefined') THEN snow_json_repaired(${shown}) ELSE ${shown} END AS ${duckType(type)})`
    default:
      return duck`CAST(${shown} AS ${duckType(type)})`
  }
}

/** What cannot be read back keeps the text that was shown. */
function typeOf({ type }: Column, index: number, { rows }: KeptResult): ValueType {
  const form = readable[type.kind]
  const isReadable =
    form !== undefined && rows.every((row) => typeof row[index] !== 'string' || form.test(row[index]))
  if (!isReadable) return { kind: 'VARCHAR', length: 16_777_216 }
  return type.kind === 'NUMBER' ? { ...type, form: type.scale === 0 ? 'HUGEINT' : 'DECIMAL' } : type
}

function physical(index: number): string {
  return `r${index}`
}
