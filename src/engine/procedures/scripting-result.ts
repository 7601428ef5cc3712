import type { Column, Row } from '../../account/result.ts'
import type { ColumnType } from '../../account/types.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { nowhere } from '../catalog/trees.ts'
import type { Context, Variables } from '../context.ts'
import { selectOf } from './scripting-convert.ts'
import { valueOf, type Value } from './scripting-values.ts'

/** Kinds whose texts depend on the formats of the session, or are written otherwise as a constant. */
const formatted: ReadonlySet<string> = new Set([
  'BINARY',
  'DATE',
  'FLOAT',
  'TIME',
  'TIMESTAMP_NTZ',
  'TIMESTAMP_LTZ',
  'TIMESTAMP_TZ',
  'VARIANT',
  'OBJECT',
  'ARRAY',
])

/** Whether the statement's result is to be in the exact form. */
export function isExact({ values }: Pick<Context, 'values'>): boolean {
  return values.shown !== undefined
}

/** The type of a value as a result's column has it. */
export function columnType({ type }: Value): ColumnType {
  return type.kind === 'NUMBER' ? { kind: 'NUMBER', precision: type.precision, scale: type.scale } : type
}

/** The text of a value as the statement's result shows it. */
export async function shownValue(value: Value, context: Context): Promise<string | null> {
  if (value.value === null || !formatted.has(value.type.kind)) return value.value
  const [row] = await shown([value], context)
  return row?.[0] ?? null
}

/** Rows in the exact form as the statement's result shows them. */
export async function shownRows(
  columns: readonly Column[],
  rows: readonly Row[],
  context: Context,
): Promise<readonly Row[]> {
  const changed = columns.flatMap(({ type }, index) => (depends(type) ? [{ type, index }] : []))
  if (isExact(context) || changed.length === 0 || rows.length === 0) return rows
  const given: Row[] = []
  for (let start = 0; start < rows.length; start += together) {
    const part = rows.slice(start, start + together)
    const values = part.flatMap((row) => changed.map(({ type, index }) => valueOf(type, row[index] ?? null)))
    const texts = (await shown(values, context))[0] ?? []
    given.push(...part.map((row, at) => replaced(row, changed, texts.slice(at * changed.length))))
  }
  return given
}

/** Rows whose values are written by one query. */
const together = 100

const depends = ({ kind }: ColumnType) =>
  kind === 'DATE' || kind === 'TIME' || kind === 'BINARY' || kind.startsWith('TIMESTAMP')

function replaced(row: Row, changed: readonly { readonly index: number }[], texts: Row): Row {
  const result = [...row]
  for (const [at, { index }] of changed.entries()) result[index] = texts[at] ?? null
  return result
}

async function shown(values: readonly Value[], context: Context): Promise<readonly Row[]> {
  const binds = values.map((_value, index): Expression => ({
    kind: 'BindVariable',
    name: '',
    index: index + 1,
    span: nowhere,
  }))
  const variables: Variables = {
    get: (name) => (typeof name === 'number' ? values[name - 1] : undefined),
    set: async () => undefined,
  }
  const options = { statement: selectOf(binds), variables, unnoticed: true, exact: isExact(context) }
  return (await context.run(context.text, [], options)).rows
}
