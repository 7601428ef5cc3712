import type { Span } from '../../common/span.ts'
import { fail } from '../../common/errors.ts'
import { typeText } from '../../account/types.ts'
import type { ProcedureRecord } from '../catalog/objects/procedure.ts'
import type { Context } from '../context.ts'
import type { ValueType } from '../types/data-type.ts'
import { literalOf } from './arguments.ts'
import { defaultLimits, runJavaScript } from './javascript.ts'
import type { SandboxArgument } from './javascript-messages.ts'
import { withRights } from './rights.ts'
import type { Choice } from './signature.ts'

/** Runs the chosen procedure; gives the returned value as a result shows it. */
export async function callProcedure(choice: Choice, context: Context, span: Span): Promise<string | null> {
  const { procedure } = choice
  const { returns } = procedure
  if (returns === undefined) fail('UNSUPPORTED', { feature: 'RETURNS TABLE of a JavaScript procedure' }, span)
  const args = await convertArguments(choice, context)
  if (procedure.strict && args.some(({ text }) => text === null)) return null
  const text = await withRights(procedure, context, (run) =>
    runJavaScript(
      {
        name: procedure.name,
        body: procedure.body,
        args,
        returns: returns.kind,
        zone: context.values.parameter('TIMEZONE'),
        limits: { ...defaultLimits, milliseconds: timeLimit(context) },
        span,
      },
      { clock: context.clock, execute: async (sqlText, binds) => run(sqlText, binds, { exact: true }) },
    ),
  )
  return await shown(text, returns, context)
}

/** STATEMENT_TIMEOUT_IN_SECONDS; 0 means the longest, seven days. */
function timeLimit(context: Context): number {
  const seconds = Number(context.values.parameter('STATEMENT_TIMEOUT_IN_SECONDS'))
  return (seconds > 0 ? seconds : 604_800) * 1000
}

/** Each argument as canonical text of the declared type. */
async function convertArguments(
  { procedure, assignment }: Choice,
  context: Context,
): Promise<SandboxArgument[]> {
  const wanted = procedure.args.map(({ name, type }, index) => {
    const each = assignment[index]
    if (each === undefined) throw new Error('Snowmelt bug: an argument without a value')
    return { name, type, each }
  })
  // What needs a conversion is converted in one statement; the rest is as it came.
  const converted = wanted.filter(({ each, type }) => 'byDefault' in each || needsCast(each.given, type))
  const casts = converted.map(({ each, type }) => {
    const source = 'byDefault' in each ? `(${each.byDefault})` : literalOf(each.given.value, each.given.type)
    return `CAST(${source} AS ${typeText(type)})`
  })
  const row =
    casts.length === 0
      ? []
      : ((await context.run(`SELECT ${casts.join(', ')}`, [], { exact: true })).rows[0] ?? [])
  const values = new Map(converted.map(({ name }, index) => [name, row[index] ?? null]))
  return wanted.map(({ name, type, each }) => {
    const text = values.get(name) ?? ('given' in each ? each.given.value : null)
    return { name, kind: type.kind, text: values.has(name) ? (values.get(name) ?? null) : text }
  })
}

function needsCast(
  given: { readonly type: ValueType; readonly value: string | null },
  type: ValueType,
): boolean {
  if (given.value === null || typeText(given.type) === typeText(type)) return false
  // A text of a length, and a number as a FLOAT, are what they were.
  if (type.kind === 'FLOAT') return given.type.kind !== 'NUMBER'
  return !(type.kind === 'VARCHAR' && given.type.kind === 'VARCHAR' && given.value.length <= type.length)
}

/** The returned value, given as canonical text, as the session's formats show it. */
async function shown(text: string | null, type: ValueType, context: Context): Promise<string | null> {
  if (text === null || type.kind === 'BOOLEAN') return text
  if (type.kind === 'VARCHAR') {
    if (text.length > type.length) fail('STRING_TOO_LONG', { value: text })
    return text
  }
  const literal = type.kind === 'FLOAT' ? `'${text}'::FLOAT` : literalOf(text, type)
  return (await context.run(`SELECT ${literal}`)).rows[0]?.[0] ?? null
}

/** The columns of a CALL's result: one, named as the procedure. */
export function resultColumn(procedure: ProcedureRecord, returns: ValueType) {
  return [{ name: procedure.name, type: returns, nullable: true }] as const
}
