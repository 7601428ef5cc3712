import type { Result } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { TableFunction, TableReference } from '../../sql/query/query.ts'
import type { CallInto } from '../../sql/script/call.ts'
import { withoutInto, type SelectInto } from '../../sql/script/select-into.ts'
import type { SqlStep } from '../../sql/script/sql-step.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { rewrite } from '../../sql/walk.ts'
import { convertTo } from './scripting-convert.ts'
import type { Frame } from './scripting-frame.ts'
import { bindNames, variablesOf } from './scripting-names.ts'
import type { Scope, VariableSlot } from './scripting-scope.ts'
import { valueOf, type Value } from './scripting-values.ts'

/** What a statement of a block is run with. */
interface PerformOptions {
  /** The values of its `?`. */
  readonly using?: readonly Value[]
  /** Its result is read by the block, not shown. */
  readonly exact?: boolean
}

/** Runs a statement of SQL and notes what it has given. */
export async function perform(
  statement: Statement,
  frame: Frame,
  { using, exact }: PerformOptions = {},
): Promise<Result> {
  const { run } = frame
  const result = await run.context.run(run.text, [], {
    statement: prepared(statement, frame),
    variables: variablesOf(frame, using),
    ...(exact === undefined ? {} : { exact }),
  })
  run.status.note(result)
  return result
}

/** EXECUTE IMMEDIATE takes an expression, where variables need no colon; TABLE(:resultset) reads the result that the RESULTSET points to. */
function prepared(statement: Statement, frame: Frame): Statement {
  if (statement.kind === 'ExecuteImmediate')
    return {
      ...statement,
      statement: bindNames(statement.statement, frame),
      using: statement.using.map((each) => bindNames(each, frame)),
    }
  const { text } = frame.run
  if (!/\btable\s*\(\s*:/i.test(text)) return statement
  return rewrite(statement, { TableReference: (node) => resultOf(node, frame.scope) ?? node })
}

/** TABLE(RESULT_SCAN(id)) in place of TABLE(:resultset). */
function resultOf({ name, alias, span }: TableReference, scope: Scope): TableFunction | undefined {
  if (name.kind !== 'IdentifierFunction' || name.argument.kind !== 'BindVariable') return undefined
  const slot = scope.find(name.argument.name)
  if (slot?.kind !== 'ResultSet') return undefined
  const value =
    slot.result?.queryId ?? fail('CURSOR_STATE', { cursor: name.argument.name, state: 'empty' }, span)
  const called = { kind: 'Name' as const, parts: [{ text: 'RESULT_SCAN', quoted: false, span }], span }
  const args = [{ value: { kind: 'StringLiteral' as const, value, span } }]
  const call = { kind: 'FunctionCall' as const, name: called, args, distinct: false, span }
  return { kind: 'TableFunction', call, lateral: false, ...(alias !== undefined && { alias }), span }
}

async function sqlStep({ statement }: SqlStep, frame: Frame): Promise<undefined> {
  await perform(statement, frame)
}

/** "The SELECT statement must return a single row." https://docs.snowflake.com/en/sql-reference/constructs/into */
async function selectInto({ query, into, span }: SelectInto, frame: Frame): Promise<undefined> {
  const statement: Statement = { kind: 'QueryStatement', query: withoutInto(query), span }
  const { columns, rows } = await perform(statement, frame, { exact: true })
  const [row, ...more] = rows
  if (row === undefined || more.length > 0) fail('SELECT_INTO_ROWS', { rows: rows.length }, span)
  if (columns.length !== into.length)
    fail('VARIABLE_COUNT', { names: into.length, values: columns.length }, span)
  for (const [index, { type }] of columns.entries()) {
    const name = into[index]
    if (name !== undefined) await assign(name, valueOf(type, row[index] ?? null), frame)
  }
}

async function callInto({ call, into }: CallInto, frame: Frame): Promise<undefined> {
  const { columns, rows } = await perform(call, frame, { exact: true })
  const type = columns[0]?.type ?? { kind: 'VARCHAR', length: 16_777_216 }
  await assign(into, valueOf(type, rows[0]?.[0] ?? null), frame)
}

/** Gives a variable a value. */
export async function assign(name: Identifier, value: Value, frame: Frame): Promise<void> {
  const slot = variable(name, frame.scope)
  slot.value = (await convertTo(value, slot.type, frame)).value
}

/** The variable of that name. */
export function variable(name: Identifier, scope: Scope): VariableSlot {
  const slot = scope.find(name.text)
  return slot?.kind === 'Variable'
    ? slot
    : fail('VARIABLE_KIND', { name: name.text, wanted: 'variable' }, name.span)
}

export const sqlSteps = { SqlStep: sqlStep, SelectInto: selectInto, CallInto: callInto }
