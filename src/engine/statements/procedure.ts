import { fail } from '../../common/errors.ts'
import { positionAt, type Span } from '../../common/span.ts'
import { typeText } from '../../account/types.ts'
import type { Call, CreateProcedure } from '../../sql/statement/procedure.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { lastPart, printName, type QualifiedName } from '../catalog/names.ts'
import { argumentSignature, type ProcedureRecord } from '../catalog/objects/procedure.ts'
import type { Context } from '../context.ts'
import { evaluateArguments } from '../procedures/arguments.ts'
import { callProcedure, resultColumn } from '../procedures/call.ts'
import { bindsOf, selectOf } from '../procedures/scripting-convert.ts'
import { callScript, checkBody } from '../procedures/scripting-call.ts'
import { within } from '../procedures/scripting-place.ts'
import { chooseOverload, requireJavaScriptType, type GivenArgument } from '../procedures/signature.ts'
import type { ValueType } from '../types/data-type.ts'
import { typeOf } from '../types/type-names.ts'
import { status, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-procedure */
async function createProcedure(statement: CreateProcedure, context: Context): Promise<Outcome> {
  refuseUnsupported(statement)
  const { catalog, transaction, state } = context
  const name = catalog.qualify(statement.name, state)
  catalog.requireContainer(name, statement.name.span)
  const record = recordOf(statement, name, context)
  if (record.language === 'SQL') await within(context.text, statement.span, async () => checkBody(record))
  const signature = argumentSignature(record.args.map(({ type }) => type))
  const existing = catalog
    .overloads(name)
    .find(({ args }) => argumentSignature(args.map(({ type }) => type)) === signature)
  if (existing !== undefined) {
    if (statement.ifNotExists) return status(`${name.name} already exists, statement succeeded.`)
    if (!statement.orReplace) fail('OBJECT_ALREADY_EXISTS', { name: printName(name) }, statement.name.span)
    await catalog.remove(transaction, existing)
  }
  await catalog.put(transaction, record)
  if (existing !== undefined && statement.copyGrants) await copyGrants(existing.id, record.id, context)
  // Snowflake calls a procedure a function here.
  return status(`Function ${name.name} successfully created.`)
}

function refuseUnsupported(statement: CreateProcedure): void {
  const { language, returns, span } = statement
  if (language === 'JAVASCRIPT') {
    if ('table' in returns) fail('UNSUPPORTED', { feature: 'RETURNS TABLE of a JavaScript procedure' }, span)
    // "Stored procedures written in languages other than SQL don't support output arguments."
    const out = statement.args.find((argument) => argument.out)
    if (out !== undefined)
      fail('UNSUPPORTED', { feature: 'OUT argument of a JavaScript procedure' }, out.name.span)
  } else if (language !== 'SQL') fail('UNSUPPORTED', { feature: `procedure in language ${language}` }, span)
  if (statement.executeAs === 'RESTRICTED CALLER')
    fail('UNSUPPORTED', { feature: 'EXECUTE AS RESTRICTED CALLER' }, span)
  for (const modifier of ['secure', 'temporary', 'transient'] as const) {
    if (statement[modifier]) fail('UNSUPPORTED', { feature: `${modifier.toUpperCase()} PROCEDURE` }, span)
  }
}

function recordOf(statement: CreateProcedure, name: QualifiedName, context: Context): ProcedureRecord {
  const properties = takeProperties(statement.properties, 'PROCEDURE')
  const comment = properties.text('COMMENT') ?? ''
  properties.rejectRest()
  const { returns } = statement
  const known = statement.language === 'JAVASCRIPT' ? requireJavaScriptType : (type: ValueType) => type
  const args = statement.args.map(({ name: { text }, type, default: byDefault, out }) => ({
    name: text,
    type: known(typeOf(type), type.span),
    ...(out === undefined ? {} : { out }),
    ...(byDefault === undefined
      ? {}
      : { default: context.text.slice(byDefault.span.start, byDefault.span.end) }),
  }))
  const optional = args.findIndex((arg) => arg.default !== undefined)
  if (optional !== -1 && args.slice(optional).some((arg) => arg.default === undefined)) {
    fail('REQUIRED_AFTER_OPTIONAL', { name: name.name }, statement.name.span)
  }
  return {
    kind: 'PROCEDURE',
    id: context.catalog.nextId(),
    ...name,
    owner: context.state.role ?? '',
    createdOn: context.clock.now(),
    comment,
    args,
    ...returnsOf(returns, known),
    ...(statement.returnsNotNull ? { notNull: true } : {}),
    language: statement.language,
    strict: statement.strict,
    executeAs: statement.executeAs,
    body: statement.body,
  }
}

function returnsOf(
  returns: CreateProcedure['returns'],
  known: (type: ValueType, span: Span) => ValueType,
): Pick<ProcedureRecord, 'returns' | 'table'> {
  return 'table' in returns
    ? { table: returns.table.map(({ name, type }) => ({ name: name.text, type: typeOf(type) })) }
    : { returns: known(typeOf(returns), returns.span) }
}

async function copyGrants(from: number, to: number, { catalog, transaction }: Context): Promise<void> {
  for (const grant of catalog.grants.privileges()) {
    if (grant.on.kind === 'Object' && grant.on.id === from) {
      await catalog.grants.add(transaction, { ...grant, on: { kind: 'Object', id: to } })
    }
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/call */
async function call(statement: Call, context: Context): Promise<Outcome> {
  const { catalog, state } = context
  if (statement.into !== undefined) fail('INTO_NOT_ALLOWED', undefined, statement.into.span)
  const system = systemFunction(statement)
  if (system !== undefined) return await callSystem(statement, system, context)
  const name = catalog.qualify(statement.name, state)
  const overloads = catalog.overloads(name)
  if (overloads.length === 0) {
    fail('UNKNOWN_PROCEDURE', { name: printName(name) }, statement.name.span)
  }
  const given = await evaluateArguments(statement.args, context)
  const choice = chooseOverload(overloads, given) ?? failArguments(statement, given, context)
  if (choice.procedure.language === 'SQL')
    return await callScript(choice, statement.args, context, statement.span)
  const value = await callProcedure(choice, context, statement.span)
  const { returns } = choice.procedure
  if (returns === undefined) throw new Error('Snowmelt bug: a procedure without a return type ran')
  return { columns: resultColumn(choice.procedure, returns), rows: [[value]] }
}

/** `SYSTEM$SET_RETURN_VALUE` and its kin, which CALL takes as procedures. */
function systemFunction({ name }: Call): string | undefined {
  const [part, ...more] = name.kind === 'Name' ? name.parts : []
  return more.length === 0 && part?.text.startsWith('SYSTEM$') === true ? part.text : undefined
}

/** The value of a system function. https://docs.snowflake.com/en/sql-reference/functions-system */
async function callSystem(statement: Call, name: string, context: Context): Promise<Outcome> {
  const { args, span } = statement
  const call = { kind: 'FunctionCall' as const, name: statement.name, args, distinct: false, span }
  const options = { statement: selectOf([call]), variables: bindsOf(context), unnoticed: true }
  const { columns, rows } = await context.run(context.text, [], options)
  return { columns: columns.map((column) => ({ ...column, name })), rows }
}

function failArguments(statement: Call, given: readonly GivenArgument[], context: Context): never {
  const { line, column } = positionAt(context.text, statement.name.span.start)
  const types = given.map(({ type }) => typeText(type)).join(', ')
  const name = lastPart(statement.name)
  return fail('INVALID_ARGUMENT_TYPES', { line, position: column - 1, name, types }, statement.span)
}

/** Executors of the statements on procedures. */
export const procedureExecutors = { CreateProcedure: createProcedure, Call: call }
