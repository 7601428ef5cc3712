import type { Column, Row } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Argument } from '../../sql/expression/expression.ts'
import { parseExpression, parseScript } from '../../sql/parse.ts'
import type { Block } from '../../sql/script/block.ts'
import type { ProcedureRecord } from '../catalog/objects/procedure.ts'
import type { Context } from '../context.ts'
import type { ValueType } from '../types/data-type.ts'
import { text } from '../types/standard.ts'
import { withRights } from './rights.ts'
import { checkScript } from './scripting-check.ts'
import { convertTo, valuesOf } from './scripting-convert.ts'
import type { Returned } from './scripting-frame.ts'
import { columnType, shownRows, shownValue } from './scripting-result.ts'
import { Scope } from './scripting-scope.ts'
import { within } from './scripting-place.ts'
import { rescaled, valueOf, type Value } from './scripting-values.ts'
import { runScript } from './scripting.ts'
import type { Choice } from './signature.ts'

/** What a call or an anonymous block gives. */
interface Given {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/**
 * Runs a procedure of LANGUAGE SQL. `args`: those of the CALL as written; an output argument must be a variable of a block.
 * https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-snowflake-scripting
 */
export async function callScript(
  choice: Choice,
  args: readonly Argument[],
  context: Context,
  span: Span,
): Promise<Given> {
  const { procedure } = choice
  const outs = outputs(procedure, args, context)
  const scope = new Scope()
  const given = await argumentValues(choice, context)
  const slots = procedure.args.map(({ name, type }, index) => {
    const slot = { kind: 'Variable' as const, type, value: given[index]?.value ?? null }
    scope.declare(name, slot)
    return slot
  })
  if (procedure.strict && slots.some(({ value }) => value === null))
    return { columns: columnsOf(procedure, undefined), rows: [[null]] }
  const script = { block: blockOf(procedure.body), text: procedure.body, scope }
  const returned = await within(context.text, span, async () =>
    withRights(procedure, context, (run) => runScript(script, { ...context, run })),
  )
  for (const { index, variable } of outs) {
    const slot = slots[index]
    if (slot !== undefined) await context.variables?.set(variable, { type: slot.type, value: slot.value })
  }
  return await resultOf(procedure, returned, context, span)
}

/** Fails where the body cannot be read. */
export function checkBody({ body, args }: Pick<ProcedureRecord, 'body' | 'args'>): void {
  const names = args.map(({ name }) => name)
  checkScript(blockOf(body), body, names)
}

/** Bodies that were read, by their text: a procedure may be called in a loop. */
const read = new Map<string, Block>()
const mostRead = 1000

function blockOf(body: string): Block {
  const known = read.get(body)
  if (known !== undefined) return known
  const block = parseScript(body)
  if (read.size >= mostRead) read.clear()
  read.set(body, block)
  return block
}

/** The caller's variables that take the output arguments. */
function outputs(
  procedure: ProcedureRecord,
  args: readonly Argument[],
  context: Context,
): readonly { readonly index: number; readonly variable: string }[] {
  return procedure.args.flatMap(({ name, out }, index) => {
    if (out !== true) return []
    const { value } = args.find((each) => each.name?.text === name) ?? args[index] ?? {}
    const isVariable = value?.kind === 'BindVariable' && context.variables?.get(value.name) !== undefined
    if (!isVariable) fail('OUT_ARGUMENT', { argument: name, procedure: procedure.name }, value?.span)
    return [{ index, variable: value.name }]
  })
}

async function argumentValues(
  { procedure, assignment }: Choice,
  context: Context,
): Promise<readonly Value[]> {
  const place = { run: { context, text: context.text } }
  const values: Value[] = []
  for (const [index, { type }] of procedure.args.entries()) {
    const each = assignment[index]
    if (each === undefined) throw new Error('Snowmelt bug: an argument without a value')
    const value =
      'byDefault' in each
        ? await defaultValue(each.byDefault, context)
        : valueOf(each.given.type, each.given.value)
    values.push(await convertTo(value, type, place, true))
  }
  return values
}

async function defaultValue(written: string, context: Context): Promise<Value> {
  const variables = { get: () => undefined, set: async () => undefined }
  const [value] = await valuesOf([parseExpression(written)], context, written, variables)
  return value ?? { type: text(), value: null }
}

function columnsOf(procedure: ProcedureRecord, table: readonly Column[] | undefined): readonly Column[] {
  const declared = procedure.table ?? []
  if (procedure.returns !== undefined)
    return [{ name: procedure.name, type: shownType(procedure.returns), nullable: true }]
  return declared.length === 0
    ? (table ?? [{ name: procedure.name, type: text(), nullable: true }])
    : declared.map(({ name, type }) => ({ name, type: shownType(type), nullable: true }))
}

const shownType = (type: ValueType) => columnType({ type, value: null })

/** Nothing returned is NULL. */
async function resultOf(
  procedure: ProcedureRecord,
  returned: Returned | undefined,
  context: Context,
  span: Span,
): Promise<Given> {
  const { returns } = procedure
  if (returned?.kind === 'Table') {
    if (returns !== undefined) fail('RETURNED_TABLE', undefined, span)
    const { columns, rows } = returned.result
    const declared = columnsOf(procedure, columns)
    const fitted = rowsAs(declared, columns, rows, span)
    return { columns: declared, rows: await shownRows(declared, fitted, context) }
  }
  if (returned !== undefined && returns === undefined) fail('RETURNED_TABLE', undefined, span)
  const columns = columnsOf(procedure, undefined)
  if (returned === undefined || returns === undefined) {
    if (procedure.notNull === true) fail('NULL_NOT_ALLOWED', { column: procedure.name }, span)
    return { columns, rows: returns === undefined ? [] : [[null]] }
  }
  const place = { run: { context, text: context.text } }
  const value = await convertTo(returned.value, returns, place, true)
  if (value.value === null && procedure.notNull === true)
    fail('NULL_NOT_ALLOWED', { column: procedure.name }, span)
  return { columns, rows: [[await shownValue(value, context)]] }
}

/** The rows with the scales that RETURNS TABLE declares. */
function rowsAs(
  declared: readonly Column[],
  given: readonly Column[],
  rows: readonly Row[],
  span: Span,
): readonly Row[] {
  const fits =
    declared.length === given.length &&
    declared.every(({ type }, index) => type.kind === given[index]?.type.kind)
  if (!fits) fail('RETURNED_TABLE', undefined, span)
  const scaled = declared.flatMap(({ type }, index) => {
    const from = given[index]?.type
    const changes = type.kind === 'NUMBER' && from?.kind === 'NUMBER' && type.scale !== from.scale
    return changes ? [{ index, type: valueOf(type, null).type }] : []
  })
  if (scaled.length === 0) return rows
  return rows.map((row) => {
    const copy = [...row]
    for (const { index, type } of scaled) {
      const value = row[index] ?? null
      if (value !== null && type.kind === 'NUMBER')
        copy[index] = rescaled(value, type) ?? fail('RETURNED_TABLE', undefined, span)
    }
    return copy
  })
}
