import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Query, TimeTravel } from '../query/query.ts'
import { parseTimeTravel, printTimeTravel } from '../query/time-travel.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Token } from '../text/token.ts'
import { parseColumn, printColumn, type ColumnDefinition } from './column-definition.ts'
import { atConstraint, parseConstraint, printConstraint, type TableConstraint } from './constraint.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import { parseClauses, printProperties, type CreateModifiers, type Property } from './property.ts'

export type { ColumnDefinition, TableConstraint }

/** https://docs.snowflake.com/en/sql-reference/sql/create-table. LIKE, CLONE, USING TEMPLATE and AS exclude each other. */
export interface CreateTable extends CreateModifiers {
  readonly kind: 'CreateTable'
  readonly name: ObjectName
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly TableConstraint[]
  readonly clusterBy: readonly Expression[]
  readonly properties: readonly Property[]
  readonly copyGrants: boolean
  readonly like?: ObjectName
  readonly clone?: ObjectName
  /** Of `clone`. */
  readonly cloneAt?: TimeTravel
  /** Of USING TEMPLATE: it gives the columns. */
  readonly template?: Query
  readonly as?: Query
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/truncate-table */
export interface TruncateTable {
  readonly kind: 'TruncateTable'
  readonly name: ObjectName
  readonly ifExists: boolean
  readonly span: Span
}
export type TableStatement = CreateTable | TruncateTable

/**
 * CREATE [OR { REPLACE | ALTER }] [TEMPORARY | TRANSIENT] TABLE [IF NOT EXISTS] name
 *   { (column | constraint, …) … | [(column, …)] … AS query | LIKE table … | CLONE table [{ AT | BEFORE } (…)] … |
 *     … USING TEMPLATE query … }
 *   where … is [CLUSTER BY (expression, …)] [COPY GRANTS] [property …] in any order
 * https://docs.snowflake.com/en/sql-reference/sql/create-table
 */
function parseCreateTable(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateTable> {
  const created = parseCreated(cursor, modifiers, 'TABLE', 'temporary', 'transient')
  for (const words of ['FROM ARCHIVE', 'FROM BACKUP', 'FROM SNAPSHOT']) {
    refuseVariant(cursor, 'CREATE TABLE', ...words.split(' '))
  }
  const source = parseTableSource(cursor)
  const elements = cursor.is('(') ? parseElements(cursor) : noElements
  const isBare = !hasSource(source) && elements === noElements
  const clauses = parseTableClauses(cursor, isBare)
  const isMade = hasSource(source) || clauses.template !== undefined
  const as = isMade || !cursor.take('AS') ? undefined : parseQuery(cursor)
  if (as === undefined && !isMade) checkColumns(cursor, elements)
  else if (created.orAlter === true)
    cursor.unsupported('CREATE OR ALTER TABLE … from another table or a query')
  return {
    kind: 'CreateTable',
    ...created,
    columns: elements.columns,
    constraints: elements.constraints,
    ...clauses,
    ...source,
    ...(as === undefined ? {} : { as }),
  }
}

type TableSource = Pick<CreateTable, 'like' | 'clone' | 'cloneAt'>

/** LIKE table | CLONE table [{ AT | BEFORE } (…)] */
function parseTableSource(cursor: Cursor): TableSource {
  if (cursor.take('LIKE')) return { like: cursor.name() }
  if (!cursor.take('CLONE')) return {}
  const clone = cursor.name()
  return cursor.is('AT') || cursor.is('BEFORE') ? { clone, cloneAt: parseTimeTravel(cursor) } : { clone }
}

function hasSource({ like, clone }: TableSource): boolean {
  return like !== undefined || clone !== undefined
}

/** USING TEMPLATE may stand where nothing else says what the columns are. */
function parseTableClauses(
  cursor: Cursor,
  isBare: boolean,
): Pick<CreateTable, 'clusterBy' | 'copyGrants' | 'properties' | 'template'> {
  let template: Query | undefined
  let clusterBy: readonly Expression[] = []
  let copyGrants = false
  const properties = parseClauses(cursor, {
    'CLUSTER BY': () => {
      cursor.take('LINEAR')
      clusterBy = cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor)))
    },
    'COPY GRANTS': () => {
      copyGrants = true
    },
    ...(isBare && {
      'USING TEMPLATE': () => {
        template = parseQuery(cursor)
      },
    }),
  })
  return { clusterBy, copyGrants, properties, ...(template === undefined ? {} : { template }) }
}

interface Elements {
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly TableConstraint[]
  /** What stands where the first missing type should; only AS can make up for it. */
  readonly typeMissingAt?: Token
}
const noElements: Elements = { columns: [], constraints: [] }

/** (column | constraint, …) */
function parseElements(cursor: Cursor): Elements {
  const columns: ColumnDefinition[] = []
  const constraints: TableConstraint[] = []
  let typeMissingAt: Token | undefined
  const parseElement = (): void => {
    if (atConstraint(cursor)) constraints.push(parseConstraint(cursor))
    else {
      const { column, after } = parseColumn(cursor)
      columns.push(column)
      if (column.type === undefined) typeMissingAt ??= after
    }
  }
  cursor.parenthesized(() => cursor.list(parseElement))
  return { columns, constraints, ...(typeMissingAt === undefined ? {} : { typeMissingAt }) }
}

/** A table that is not made from another or from a query needs columns, and each needs a type. */
function checkColumns(cursor: Cursor, { columns, typeMissingAt }: Elements): void {
  if (typeMissingAt !== undefined) cursor.unexpected(typeMissingAt)
  if (columns.length === 0) cursor.unexpected()
}

/**
 * TRUNCATE [TABLE] [IF EXISTS] name
 * https://docs.snowflake.com/en/sql-reference/sql/truncate-table
 */
function parseTruncate(cursor: Cursor): Parsed<TruncateTable> {
  if (cursor.is('MATERIALIZED', 'VIEW')) cursor.unsupported('TRUNCATE MATERIALIZED VIEW')
  cursor.take('TABLE')
  const ifExists = cursor.take('IF', 'EXISTS')
  return { kind: 'TruncateTable', name: cursor.name(), ifExists }
}

export const parseTable = { 'CREATE TABLE': parseCreateTable, TRUNCATE: parseTruncate }
export const printTable: ByKind<TableStatement, [], Sql> = {
  CreateTable: (s) =>
    phrase(
      printCreate('TABLE', s),
      printElements(s),
      sql.optional(s.like, (name) => sql` LIKE ${sql.name(name)}`),
      sql.optional(s.clone, (name) => sql` CLONE ${sql.name(name)}`),
      sql.optional(s.cloneAt, (at) => sql` ${printTimeTravel(at)}`),
      s.clusterBy.length === 0 ? sql.empty : sql` CLUSTER BY (${sql.join(s.clusterBy)})`,
      flag(s.copyGrants, 'COPY GRANTS'),
      printProperties(s.properties),
      sql.optional(s.template, (query) => sql` USING TEMPLATE ${query}`),
      sql.optional(s.as, (query) => sql` AS ${query}`),
    ),
  TruncateTable: (s) => sql`TRUNCATE TABLE${flag(s.ifExists, 'IF EXISTS')} ${sql.name(s.name)}`,
}

function printElements({ columns, constraints }: CreateTable): Sql {
  const elements = [...columns.map(printColumn), ...constraints.map(printConstraint)]
  return elements.length === 0 ? sql.empty : sql` (${sql.join(elements)})`
}
