import { typeText } from '../../account/types.ts'
import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { nowhere, typeName } from '../catalog/trees.ts'
import type { Context, Variables } from '../context.ts'
import { convertibility } from '../types/conversion.ts'
import type { ValueType } from '../types/data-type.ts'
import { rescaled, valueOf, type Value } from './scripting-values.ts'

/** Where a conversion may need SQL. */
export interface ConversionPlace {
  readonly run: { readonly context: Pick<Context, 'run'>; readonly text: string }
}

/**
 * The value as a variable of `type` takes it: by the conversion that needs no CAST, or, where `asked`, by any.
 * https://docs.snowflake.com/en/sql-reference/data-type-conversion
 */
export async function convertTo(
  value: Value,
  type: ValueType,
  { run }: ConversionPlace,
  asked = false,
): Promise<Value> {
  if (value.value === null) return { type, value: null }
  const known = withoutQuery(value.value, value.type, type)
  if (known !== undefined) return { type, value: known }
  const possible = convertibility(value.type, type)
  if (possible === 'none' || (possible === 'explicit' && !asked))
    fail('INCOMPATIBLE_TYPES', { left: typeText(value.type), right: typeText(type) })
  const operand: Expression = { kind: 'BindVariable', name: '', index: 1, span: nowhere }
  const cast: Expression = { kind: 'Cast', operand, type: typeName(type), try: false, span: nowhere }
  const [converted] = await valuesOf([cast], run.context, run.text, { get: () => value, set: noVariable })
  return { type, value: converted?.value ?? null }
}

/** What converting needs no SQL for. */
function withoutQuery(value: string, from: ValueType, to: ValueType): string | undefined {
  if (to.kind === 'NUMBER') return from.kind === 'NUMBER' ? rescaled(value, to) : undefined
  if (to.kind === 'VARCHAR') {
    if (from.kind === 'NUMBER' || from.kind === 'BOOLEAN') return fitting(value, to.length)
    return from.kind === 'VARCHAR' ? fitting(value, to.length) : undefined
  }
  if (to.kind === 'FLOAT' && from.kind === 'NUMBER') return value
  const same = typeText(from) === typeText(to)
  return same ? value : undefined
}

function fitting(value: string, length: number): string {
  if (value.length > length && Array.from(value).length > length) fail('STRING_TOO_LONG', { value })
  return value
}

/** The binds of a statement, for an expression of it that is evaluated by itself. */
export function bindsOf({ values }: Pick<Context, 'values'>): Variables {
  return { get: (name) => values.bind(name), set: noVariable }
}

const noVariable: Variables['set'] = async () => {
  throw new Error('Snowmelt bug: nothing is assigned here')
}

/** The values of expressions, found by SQL. */
export async function valuesOf(
  expressions: readonly Expression[],
  context: Pick<Context, 'run'>,
  text: string,
  variables: Variables,
): Promise<readonly Value[]> {
  const statement = selectOf(expressions)
  const options = { statement, variables, exact: true, unnoticed: true }
  const { columns, rows } = await context.run(text, [], options)
  return columns.map(({ type }, index) => valueOf(type, rows[0]?.[index] ?? null))
}

/** SELECT expression, … */
export function selectOf(expressions: readonly Expression[]): Statement {
  const items = expressions.map((expression) => ({
    kind: 'Item' as const,
    expression,
    span: expression.span,
  }))
  const span = expressions[0]?.span ?? nowhere
  const body = { kind: 'Select' as const, distinct: false, items, from: [], span }
  const query = { kind: 'Query' as const, with: [], recursive: false, body, orderBy: [], span }
  return { kind: 'QueryStatement', query, span }
}
