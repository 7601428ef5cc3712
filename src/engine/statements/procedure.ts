import { fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { typeText } from '../../account/types.ts'
import type { Call, CreateProcedure } from '../../sql/statement/procedure.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { lastPart, printName, type QualifiedName } from '../catalog/names.ts'
import { argumentSignature, type ProcedureRecord } from '../catalog/objects/procedure.ts'
import type { Context } from '../context.ts'
import { evaluateArguments } from '../procedures/arguments.ts'
import { callProcedure, resultColumn } from '../procedures/call.ts'
import { chooseOverload, requireJavaScriptType, type GivenArgument } from '../procedures/signature.ts'
import { typeOf } from '../types/type-names.ts'
import { status, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-procedure */
async function createProcedure(statement: CreateProcedure, context: Context): Promise<Outcome> {
  refuseUnsupported(statement)
  const { catalog, transaction, state } = context
  const name = catalog.qualify(statement.name, state)
  catalog.requireContainer(name, statement.name.span)
  const record = recordOf(statement, name, context)
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
  if (language === 'SQL') fail('UNSUPPORTED', { feature: 'Snowflake Scripting procedure' }, span)
  if (language !== 'JAVASCRIPT') fail('UNSUPPORTED', { feature: `procedure in language ${language}` }, span)
  if ('table' in returns) fail('UNSUPPORTED', { feature: 'RETURNS TABLE of a JavaScript procedure' }, span)
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
  const args = statement.args.map(({ name: { text }, type, default: byDefault }) => ({
    name: text,
    type: requireJavaScriptType(typeOf(type), type.span),
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
    ...('table' in returns ? {} : { returns: requireJavaScriptType(typeOf(returns), returns.span) }),
    language: statement.language,
    strict: statement.strict,
    executeAs: statement.executeAs,
    body: statement.body,
  }
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
  const name = catalog.qualify(statement.name, state)
  const overloads = catalog.overloads(name)
  if (overloads.length === 0) {
    fail('UNKNOWN_PROCEDURE', { name: printName(name) }, statement.name.span)
  }
  const given = await evaluateArguments(statement.args, context)
  const choice = chooseOverload(overloads, given) ?? failArguments(statement, given, context)
  const value = await callProcedure(choice, context, statement.span)
  const { returns } = choice.procedure
  if (returns === undefined) throw new Error('Snowmelt bug: a procedure without a return type ran')
  return { columns: resultColumn(choice.procedure, returns), rows: [[value]] }
}

function failArguments(statement: Call, given: readonly GivenArgument[], context: Context): never {
  const { line, column } = positionAt(context.text, statement.name.span.start)
  const types = given.map(({ type }) => typeText(type)).join(', ')
  const name = lastPart(statement.name)
  return fail('INVALID_ARGUMENT_TYPES', { line, position: column - 1, name, types }, statement.span)
}

/** Executors of the statements on procedures. */
export const procedureExecutors = { CreateProcedure: createProcedure, Call: call }
