import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import { parseTypeName, type TypeName } from '../expression/type-name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Token } from '../text/token.ts'
import { atConstraint, parseConstraint, printConstraint, type TableConstraint } from './constraint.ts'
import { flag, phrase, textClause } from './phrase.ts'
import { refuseUnsupportedClause } from './unsupported-clause.ts'

/** A column of CREATE TABLE, or of CREATE EXTERNAL TABLE. */
export interface ColumnDefinition {
  readonly name: Identifier
  /** Absent only in CREATE TABLE t (a, b) AS SELECT. */
  readonly type?: TypeName
  readonly collation?: string
  readonly notNull: boolean
  /** Of a column of an external table: what it is computed from. */
  readonly as?: Expression
  readonly default?: Expression
  readonly autoincrement?: { readonly start: string; readonly step: string; readonly order?: boolean }
  /** Inline PRIMARY KEY, UNIQUE, REFERENCES. */
  readonly constraints: readonly TableConstraint[]
  readonly comment?: string
  readonly span: Span
}

type Clauses = { -readonly [K in keyof ColumnDefinition]?: ColumnDefinition[K] }

/** What a clause that begins with these words adds to the column. */
const clauses: readonly { readonly words: readonly string[]; readonly read: (cursor: Cursor) => Clauses }[] =
  [
    { words: ['NOT', 'NULL'], read: () => ({ notNull: true }) },
    { words: ['NULL'], read: () => ({ notNull: false }) },
    { words: ['DEFAULT'], read: (cursor) => ({ default: parseExpressionAt(cursor) }) },
    { words: ['AUTOINCREMENT'], read: (cursor) => ({ autoincrement: parseAutoincrement(cursor) }) },
    { words: ['IDENTITY'], read: (cursor) => ({ autoincrement: parseAutoincrement(cursor) }) },
    { words: ['COLLATE'], read: (cursor) => ({ collation: cursor.text() }) },
    { words: ['COMMENT'], read: (cursor) => ({ comment: cursor.text() }) },
  ]

/**
 * name [type] { [NOT] NULL | DEFAULT expression | { AUTOINCREMENT | IDENTITY } … | COLLATE 'text' | COMMENT 'text' |
 *   inline constraint } …
 * `after` is what stands behind the name, where the type should. With `AS`, the column may also be a virtual one: AS expression.
 * https://docs.snowflake.com/en/sql-reference/sql/create-table
 */
export function parseColumn(
  cursor: Cursor,
  virtual?: 'AS',
): { readonly column: ColumnDefinition; readonly after: Token } {
  const start = cursor.start()
  const name = cursor.identifier()
  const after = cursor.peek()
  const type = atType(cursor) ? parseTypeName(cursor) : undefined
  const constraints: TableConstraint[] = []
  const read: Clauses = {}
  for (;;) {
    refuseColumnClause(cursor, virtual)
    if (atConstraint(cursor)) {
      constraints.push(parseConstraint(cursor))
      continue
    }
    const clause = (virtual === undefined ? clauses : [...clauses, asClause]).find(({ words }) =>
      cursor.is(...words),
    )
    if (clause === undefined) break
    const at = cursor.peek()
    cursor.take(...clause.words)
    const added = clause.read(cursor)
    if (Object.keys(added).some((key) => key in read)) cursor.unexpected(at)
    Object.assign(read, added)
  }
  const column = { notNull: false, ...read, name, ...(type === undefined ? {} : { type }), constraints }
  return { column: { ...column, span: cursor.span(start) }, after }
}

const asClause = {
  words: ['AS'],
  read: (cursor: Cursor): Clauses => ({ as: parseExpressionAt(cursor) }),
}

/** Without a type a column ends here or goes on with a clause. */
function atType(cursor: Cursor): boolean {
  const { kind } = cursor.peek()
  return (
    kind === 'Word' &&
    !atConstraint(cursor) &&
    !clauses.some(({ words }) => cursor.is(...words)) &&
    !cursor.is('WITH')
  )
}

function refuseColumnClause(cursor: Cursor, virtual: 'AS' | undefined): void {
  refuseUnsupportedClause(cursor)
  if ((virtual === undefined && cursor.is('AS', '(')) || cursor.is('GENERATED', 'ALWAYS'))
    cursor.unsupported('virtual column')
}

/** [(start, step) | START [WITH] [=] start INCREMENT [BY] [=] step] [ORDER | NOORDER] */
function parseAutoincrement(cursor: Cursor): NonNullable<ColumnDefinition['autoincrement']> {
  let start = '1'
  let step = '1'
  if (cursor.take('(')) {
    start = signedInteger(cursor)
    cursor.expect(',')
    step = signedInteger(cursor)
    cursor.expect(')')
  } else {
    if (cursor.take('START')) start = afterNoise(cursor, 'WITH')
    if (cursor.take('INCREMENT')) step = afterNoise(cursor, 'BY')
  }
  const order = cursor.oneOf('ORDER', 'NOORDER')
  return { start, step, ...(order === undefined ? {} : { order: order === 'ORDER' }) }
}

/** [word] [=] number */
function afterNoise(cursor: Cursor, word: string): string {
  cursor.take(word)
  cursor.take('=')
  return signedInteger(cursor)
}

function signedInteger(cursor: Cursor): string {
  const sign = cursor.take('-') ? '-' : ''
  return sign + String(cursor.integer())
}

/** A column as CREATE TABLE takes it. */
export function printColumn(column: ColumnDefinition): Sql {
  return phrase(
    sql.identifier(column.name),
    sql.optional(column.type, (type) => sql` ${sql.type(type)}`),
    textClause('COLLATE', column.collation),
    sql.optional(column.as, (value) => sql` AS (${value})`),
    flag(column.notNull, 'NOT NULL'),
    sql.optional(column.default, (value) => sql` DEFAULT ${value}`),
    sql.optional(column.autoincrement, printAutoincrement),
    ...column.constraints.map((constraint) => sql` ${printConstraint(constraint)}`),
    textClause('COMMENT', column.comment),
  )
}

function printAutoincrement(auto: NonNullable<ColumnDefinition['autoincrement']>): Sql {
  const order = auto.order === undefined ? sql.empty : sql` ${sql.words(auto.order ? 'ORDER' : 'NOORDER')}`
  return sql` AUTOINCREMENT START ${sql.number(auto.start)} INCREMENT ${sql.number(auto.step)}${order}`
}
