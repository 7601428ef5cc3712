import { parseExpressionOf } from './expression/parse-expression.ts'
import { level } from './expression/precedence.ts'
import type { Expression } from './expression/expression.ts'
import { parseQueryNode } from './query/parse-query.ts'
import { parseBlock, type Block } from './script/block.ts'
import { atBlock } from './script/extent.ts'
import { atControlFlow, parseStep } from './script/parse-step.ts'
import type { Step } from './script/script.ts'
import { statementParsers, type StatementParser } from './statement/index.ts'
import type { Parsed } from './statement/parsed.ts'
import type { CreateModifiers } from './statement/property.ts'
import type { Statement } from './statement/statement.ts'
import { Cursor } from './text/cursor.ts'
import type { Grammar } from './text/grammar.ts'
import { leadingWords, longestMatch, type LeadingWords } from './text/leading-words.ts'
import { lex } from './text/lexer.ts'
import { knownStatements, knownVariants } from './text/unread-statements.ts'

const grammar: Grammar = {
  operand: parseExpressionOf,
  query: parseQueryNode,
  statement: parseStatementNode,
  step: parseStep,
}

/** Reads one statement; a `;` may end it. */
export function parseStatement(text: string): Statement {
  return parseAll(text, (cursor) => {
    const statement = parseStatementNode(cursor)
    cursor.take(';')
    return statement
  })
}

/** Reads what EXECUTE IMMEDIATE may be given: a statement, or a branch or loop of Snowflake Scripting, which is put into a block. */
export function parseImmediate(text: string): Statement {
  return parseAll(text, (cursor) => {
    const statement = atControlFlow(cursor) ? blockOf(parseStep(cursor)) : parseStatementNode(cursor)
    cursor.take(';')
    return statement
  })
}

function blockOf(step: Step): Statement {
  const block: Block = { kind: 'Block', declarations: [], steps: [step], handlers: [], span: step.span }
  return { kind: 'ScriptBlock', block, span: step.span }
}

/** Reads the body of a procedure. */
export function parseScript(text: string): Block {
  return parseAll(text, (cursor) => {
    if (!atBlock(cursor)) cursor.unexpected()
    const block = parseBlock(cursor)
    cursor.take(';')
    return block
  })
}

/** Reads an expression that stands alone. */
export function parseExpression(text: string): Expression {
  return parseAll(text, (cursor) => parseExpressionOf(cursor, level.lowest))
}

function parseAll<T>(text: string, parse: (cursor: Cursor) => T): T {
  const cursor = new Cursor(lex(text), grammar)
  const tree = parse(cursor)
  return cursor.atEnd() ? tree : cursor.unexpected()
}

const queryWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', '('])

/** statement { ->> statement }… */
function parseStatementNode(cursor: Cursor): Statement {
  const start = cursor.start()
  const first = parseOneStatement(cursor)
  if (!cursor.is('->>')) return first
  const statements = [{ piped: first }]
  while (cursor.take('->>')) statements.push({ piped: parseOneStatement(cursor) })
  return { kind: 'Flow', statements, span: cursor.span(start) }
}

function parseOneStatement(cursor: Cursor): Statement {
  const start = cursor.start()
  const statement = parseStatementBody(cursor)
  return { ...statement, span: cursor.span(start) }
}

function parseStatementBody(cursor: Cursor): Parsed<Statement> {
  if (queryWords.has(cursor.peek().word)) return { kind: 'QueryStatement', query: parseQueryNode(cursor) }
  if (atBlock(cursor)) return { kind: 'ScriptBlock', block: parseBlock(cursor) }
  return cursor.take('CREATE') ? parseCreate(cursor) : parseLeadingWords(cursor, tables, '', noModifiers)
}

const noModifiers: CreateModifiers = {
  orReplace: false,
  ifNotExists: false,
  temporary: false,
  transient: false,
  secure: false,
}

/** CREATE [OR { REPLACE | ALTER }] [SECURE] [[LOCAL | GLOBAL] TEMPORARY | TEMP | VOLATILE | TRANSIENT] kind … */
function parseCreate(cursor: Cursor): Parsed<Statement> {
  const orAlter = cursor.take('OR', 'ALTER')
  const orReplace = cursor.take('OR', 'REPLACE')
  let modifiers: CreateModifiers = { ...noModifiers, orReplace, ...(orAlter && { orAlter }) }
  for (;;) {
    const modifier = takeModifier(cursor)
    if (modifier === undefined) break
    modifiers = { ...modifiers, [modifier]: true }
  }
  return parseLeadingWords(cursor, createTables, 'CREATE ', modifiers)
}

function takeModifier(cursor: Cursor): 'secure' | 'temporary' | 'transient' | undefined {
  if (cursor.take('SECURE')) return 'secure'
  if (cursor.take('TRANSIENT')) return 'transient'
  if (cursor.is('LOCAL', cursor.peek(1).word) || cursor.is('GLOBAL', cursor.peek(1).word)) cursor.next()
  return cursor.oneOf('TEMPORARY', 'TEMP', 'VOLATILE') === undefined ? undefined : 'temporary'
}

interface Tables {
  readonly parsers: LeadingWords<StatementParser>
  readonly variants: LeadingWords<true>
  readonly known: LeadingWords<true>
}

const tables: Tables = {
  parsers: leadingWords(statementParsers),
  variants: leadingWords(Object.fromEntries(knownVariants.map((words) => [words, true]))),
  known: leadingWords(Object.fromEntries(knownStatements.map((words) => [words, true]))),
}

/** The same tables behind their first word. */
function behind(first: string): Tables {
  const none = { next: new Map<string, never>() }
  return {
    parsers: tables.parsers.next.get(first) ?? none,
    variants: tables.variants.next.get(first) ?? none,
    known: tables.known.next.get(first) ?? none,
  }
}

const createTables = behind('CREATE')

function parseLeadingWords(
  cursor: Cursor,
  { parsers, variants, known }: Tables,
  before: string,
  modifiers: CreateModifiers,
): Parsed<Statement> {
  const variant = longestMatch(variants, cursor)
  const found = longestMatch(parsers, cursor)
  if (variant === undefined && found !== undefined) {
    cursor.take(...found.words)
    return found.value(cursor, modifiers)
  }
  const refused = variant ?? longestMatch(known, cursor)
  if (refused !== undefined) cursor.unsupported(before + refused.words.join(' '))
  return cursor.unexpected(cursor.peek(knownLength(cursor, parsers, known)))
}

/** How many of the next words may begin a statement: the one behind them is the unexpected one. */
function knownLength(cursor: Cursor, ...trees: readonly LeadingWords<unknown>[]): number {
  let length = 0
  let at = trees
  for (;;) {
    const { word } = cursor.peek(length)
    at = at.flatMap((tree) => tree.next.get(word) ?? [])
    if (at.length === 0) return length
    length += 1
  }
}
