import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Argument, Expression } from '../expression/expression.ts'
import { parseArgument, printArgument } from '../expression/function-call.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import { atQuery } from '../expression/subquery.ts'
import { parseTypeName, type TypeName } from '../expression/type-name.ts'
import { parseTarget } from '../script/steps.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase } from './phrase.ts'
import { parseClauses, printProperties, type CreateModifiers, type Property } from './property.ts'
import { parseBlockText } from './script-block.ts'

export interface ProcedureArgument {
  readonly name: Identifier
  readonly type: TypeName
  readonly default?: Expression
  /** OUT: what the body assigns to it goes back into the caller's variable. */
  readonly out?: true
}
/** https://docs.snowflake.com/en/sql-reference/sql/create-procedure */
export interface CreateProcedure extends CreateModifiers {
  readonly kind: 'CreateProcedure'
  readonly name: ObjectName
  readonly copyGrants: boolean
  readonly args: readonly ProcedureArgument[]
  readonly returns:
    TypeName | { readonly table: readonly { readonly name: Identifier; readonly type: TypeName }[] }
  readonly returnsNotNull: boolean
  /** Upper case: JAVASCRIPT, SQL (also when LANGUAGE is absent), PYTHON, JAVA, SCALA. */
  readonly language: string
  /** CALLED ON NULL INPUT (false), RETURNS NULL ON NULL INPUT and STRICT (true). */
  readonly strict: boolean
  /** Deprecated in Snowflake, where it changes nothing for a procedure. */
  readonly volatility?: 'VOLATILE' | 'IMMUTABLE'
  readonly executeAs: 'OWNER' | 'CALLER' | 'RESTRICTED CALLER'
  /** COMMENT, RUNTIME_VERSION, PACKAGES, HANDLER …. */
  readonly properties: readonly Property[]
  readonly body: string
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/call */
export interface Call {
  readonly kind: 'Call'
  readonly name: ObjectName
  readonly args: readonly Argument[]
  /** INTO :variable, in a block of Snowflake Scripting only. */
  readonly into?: Identifier
  readonly span: Span
}
export type ProcedureStatement = CreateProcedure | Call

/**
 * CREATE [OR REPLACE] [TEMPORARY] [SECURE] PROCEDURE [IF NOT EXISTS] name ([argument, …]) [COPY GRANTS]
 *   RETURNS { type | TABLE ([column type, …]) } [[NOT] NULL] LANGUAGE language
 *   [CALLED ON NULL INPUT | RETURNS NULL ON NULL INPUT | STRICT] [VOLATILE | IMMUTABLE] [property …]
 *   [EXECUTE AS { OWNER | CALLER | RESTRICTED CALLER }] AS { 'body' | $$body$$ | [DECLARE …] BEGIN … END }
 * https://docs.snowflake.com/en/sql-reference/sql/create-procedure
 */
function parseCreateProcedure(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateProcedure> {
  refuseVariant(cursor, 'CREATE PROCEDURE', 'SCOPED')
  const created = parseCreated(cursor, modifiers, 'PROCEDURE', 'temporary', 'secure')
  const args = cursor.parenthesized(() =>
    cursor.is(')') ? [] : cursor.list(() => parseProcedureArgument(cursor)),
  )
  const clauses = parseProcedureClauses(cursor)
  cursor.expect('AS')
  return { kind: 'CreateProcedure', ...created, args, ...clauses, body: parseBody(cursor) }
}

/** name [IN | INPUT | OUT | OUTPUT] type [DEFAULT expression]; an argument that is not said to be OUT is IN. */
function parseProcedureArgument(cursor: Cursor): ProcedureArgument {
  const name = cursor.identifier()
  const mode = cursor.peek(1).kind === 'Word' ? cursor.oneOf('IN', 'INPUT', 'OUT', 'OUTPUT') : undefined
  const type = parseTypeName(cursor)
  // "Output arguments can't be specified as optional arguments."
  if (mode === 'OUT' || mode === 'OUTPUT') return { name, type, out: true }
  return cursor.take('DEFAULT') ? { name, type, default: parseExpressionAt(cursor) } : { name, type }
}

type Clauses = Omit<CreateProcedure, keyof CreateModifiers | 'kind' | 'name' | 'args' | 'body' | 'span'>

function parseProcedureClauses(cursor: Cursor): Clauses {
  const clauses: { -readonly [K in keyof Clauses]?: Clauses[K] } = {}
  const strict = (value: boolean) => () => {
    if (clauses.strict !== undefined) cursor.unexpected()
    clauses.strict = value
  }
  const properties = parseClauses(cursor, {
    'COPY GRANTS': () => {
      clauses.copyGrants = true
    },
    'RETURNS NULL ON NULL INPUT': strict(true),
    STRICT: strict(true),
    'CALLED ON NULL INPUT': strict(false),
    RETURNS: () => {
      clauses.returns = parseReturns(cursor)
      clauses.returnsNotNull = cursor.take('NOT', 'NULL')
      if (!clauses.returnsNotNull) cursor.take('NULL')
    },
    LANGUAGE: () => {
      clauses.language = cursor.identifier().text
    },
    VOLATILE: () => {
      clauses.volatility = 'VOLATILE'
    },
    IMMUTABLE: () => {
      clauses.volatility = 'IMMUTABLE'
    },
    'EXECUTE AS': () => {
      clauses.executeAs = executors.find((words) => cursor.take(...words.split(' '))) ?? cursor.unexpected()
    },
  })
  const { returns } = clauses
  if (returns === undefined) return cursor.unexpected()
  return {
    copyGrants: false,
    returnsNotNull: false,
    language: 'SQL',
    strict: false,
    executeAs: 'OWNER',
    ...clauses,
    returns,
    properties,
  }
}

const executors = ['OWNER', 'CALLER', 'RESTRICTED CALLER'] as const

/** type | TABLE ([column type, …]) */
function parseReturns(cursor: Cursor): CreateProcedure['returns'] {
  if (!cursor.take('TABLE')) return parseTypeName(cursor)
  const parseColumn = () => ({ name: cursor.identifier(), type: parseTypeName(cursor) })
  return { table: cursor.parenthesized(() => (cursor.is(')') ? [] : cursor.list(parseColumn))) }
}

/** 'body' | $$body$$ | [DECLARE …] BEGIN … END */
function parseBody(cursor: Cursor): string {
  if (cursor.peek().kind === 'String') return cursor.text()
  if (!cursor.is('BEGIN') && !cursor.is('DECLARE')) cursor.unexpected()
  return parseBlockText(cursor)
}

/**
 * CALL name ([argument, …]) [INTO :variable]
 * https://docs.snowflake.com/en/sql-reference/sql/call
 */
function parseCall(cursor: Cursor): Parsed<Call> {
  const name = cursor.name()
  const args = cursor.parenthesized(() =>
    cursor.is(')') ? [] : cursor.list(() => parseCallArgument(cursor)),
  )
  return cursor.take('INTO')
    ? { kind: 'Call', name, args, into: parseTarget(cursor) }
    : { kind: 'Call', name, args }
}

/** "An argument can be a subquery": without parentheses of its own. */
function parseCallArgument(cursor: Cursor): Argument {
  if (!atQuery(cursor)) return parseArgument(cursor)
  const query = parseQuery(cursor)
  return { value: { kind: 'Subquery', query, span: query.span } }
}

export const parseProcedure = { 'CREATE PROCEDURE': parseCreateProcedure, CALL: parseCall }
export const printProcedure: ByKind<ProcedureStatement, [], Sql> = {
  CreateProcedure: (s) =>
    phrase(
      sql`${printCreate('PROCEDURE', s)}(${sql.join(s.args.map(printProcedureArgument))})`,
      flag(s.copyGrants, 'COPY GRANTS'),
      sql` RETURNS ${printReturns(s.returns)}`,
      flag(s.returnsNotNull, 'NOT NULL'),
      sql` LANGUAGE ${sql.words(s.language)}`,
      flag(s.strict, 'STRICT'),
      keyword(s.volatility),
      printProperties(s.properties),
      sql` EXECUTE AS ${sql.words(s.executeAs)} AS ${sql.body(s.body)}`,
    ),
  Call: (s) =>
    sql`CALL ${sql.name(s.name)}(${sql.join(s.args.map(printArgument))})${sql.optional(s.into, (name) => sql` INTO :${sql.identifier(name)}`)}`,
}

function printProcedureArgument({ name, type, default: value, out }: ProcedureArgument): Sql {
  return sql`${sql.identifier(name)}${flag(out, 'OUT')} ${sql.type(type)}${sql.optional(value, (v) => sql` DEFAULT ${v}`)}`
}

function printReturns(returns: CreateProcedure['returns']): Sql {
  if (!('table' in returns)) return sql.type(returns)
  const columns = returns.table.map((column) => sql`${sql.identifier(column.name)} ${sql.type(column.type)}`)
  return sql`TABLE (${sql.join(columns)})`
}
