import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseTableAction, type AlterTable } from './alter-table.ts'
import { parseColumn, printColumn, type ColumnDefinition } from './column-definition.ts'
import { parseColumnNames } from './column-names.ts'
import { atConstraint, parseConstraint, printConstraint, type TableConstraint } from './constraint.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase, textClause } from './phrase.ts'
import {
  parseClauses,
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type CreateModifiers,
  type Property,
} from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-external-table */
export interface CreateExternalTable extends CreateModifiers {
  readonly kind: 'CreateExternalTable'
  readonly name: ObjectName
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly TableConstraint[]
  /** Of USING TEMPLATE: it gives the columns. */
  readonly template?: Query
  readonly partitionBy: readonly Identifier[]
  readonly copyGrants: boolean
  /** LOCATION, FILE_FORMAT, REFRESH_ON_CREATE … */
  readonly properties: readonly Property[]
  readonly span: Span
}
/** REFRESH, ADD FILES and REMOVE FILES, which "can be used in explicit transactions". */
export interface RefreshExternalTable {
  readonly kind: 'RefreshExternalTable'
  readonly ifExists: boolean
  readonly name: ObjectName
  readonly action: 'REFRESH' | 'ADD FILES' | 'REMOVE FILES'
  /** Of REFRESH the path, if one is given; else the files. */
  readonly paths: readonly string[]
  readonly span: Span
}
/** `column = 'text'` of ADD PARTITION. */
export interface PartitionValue {
  readonly column: Identifier
  readonly value: string
}
export type ExternalTableChange =
  | { readonly kind: 'AddPartition'; readonly values: readonly PartitionValue[]; readonly location: string }
  | { readonly kind: 'DropPartition'; readonly location: string }
  | { readonly kind: 'SetExternalTable'; readonly properties: readonly Property[] }
  | { readonly kind: 'UnsetExternalTable'; readonly names: readonly string[] }
/** https://docs.snowflake.com/en/sql-reference/sql/alter-external-table */
export interface AlterExternalTable {
  readonly kind: 'AlterExternalTable'
  readonly ifExists: boolean
  readonly name: ObjectName
  readonly change: ExternalTableChange
  readonly span: Span
}
export type ExternalTableStatement = CreateExternalTable | RefreshExternalTable | AlterExternalTable

/**
 * CREATE [OR REPLACE] EXTERNAL TABLE [IF NOT EXISTS] name
 *   [( { column type AS expression [inline constraint] | constraint }, … )]
 *   { PARTITION BY (column, …) | [WITH] LOCATION = @stage[/path] | COPY GRANTS | USING TEMPLATE query | property } …
 * https://docs.snowflake.com/en/sql-reference/sql/create-external-table
 */
function parseCreateExternalTable(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateExternalTable> {
  const created = parseCreated(cursor, modifiers, 'EXTERNAL TABLE')
  for (const word of ['CLONE', 'LIKE', 'AS']) refuseVariant(cursor, 'CREATE EXTERNAL TABLE', word)
  const columns: ColumnDefinition[] = []
  const constraints: TableConstraint[] = []
  if (cursor.is('('))
    cursor.parenthesized(() =>
      cursor.list(() => {
        if (atConstraint(cursor)) constraints.push(parseConstraint(cursor))
        else columns.push(parseExternalColumn(cursor))
      }),
    )
  return { kind: 'CreateExternalTable', ...created, columns, constraints, ...parseTableClauses(cursor) }
}

/** A column needs a type and an expression, with or without parentheses. */
function parseExternalColumn(cursor: Cursor): ColumnDefinition {
  const { column, after } = parseColumn(cursor, 'AS')
  if (column.type === undefined) cursor.unexpected(after)
  return column.as === undefined ? cursor.unexpected() : column
}

function parseTableClauses(
  cursor: Cursor,
): Pick<CreateExternalTable, 'template' | 'partitionBy' | 'copyGrants' | 'properties'> {
  let template: Query | undefined
  let partitionBy: readonly Identifier[] = []
  let copyGrants = false
  const properties = parseClauses(cursor, {
    'USING TEMPLATE': () => {
      template = parseQuery(cursor)
    },
    'PARTITION BY': () => {
      partitionBy = parseColumnNames(cursor)
      if (partitionBy.length === 0) cursor.unexpected()
    },
    'COPY GRANTS': () => {
      copyGrants = true
    },
    WITH: () => {
      if (!cursor.is('LOCATION', '=')) cursor.unexpected()
    },
  })
  return { ...(template === undefined ? {} : { template }), partitionBy, copyGrants, properties }
}

/**
 * ALTER EXTERNAL TABLE [IF EXISTS] name [IF EXISTS] { REFRESH ['path'] | ADD FILES ('file', …) | REMOVE FILES ('file', …) |
 *   ADD PARTITION (column = 'text', …) LOCATION 'path' | DROP PARTITION LOCATION 'path' | SET property … | UNSET name, … |
 *   an action of ALTER TABLE }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-external-table
 */
function parseAlterExternalTable(
  cursor: Cursor,
): Parsed<RefreshExternalTable | AlterExternalTable | AlterTable> {
  const before = cursor.take('IF', 'EXISTS')
  const name = cursor.name()
  const ifExists = cursor.take('IF', 'EXISTS') || before
  const refresh = parseRefresh(cursor)
  if (refresh !== undefined) return { kind: 'RefreshExternalTable', ifExists, name, ...refresh }
  const words = Object.keys(changes).find((each) => cursor.take(...each.split(' ')))
  const change = words === undefined ? undefined : changes[words]?.(cursor)
  if (change === undefined)
    return { kind: 'AlterTable', external: true, ifExists, name, action: parseTableAction(cursor) }
  return { kind: 'AlterExternalTable', ifExists, name, change }
}

function parseRefresh(cursor: Cursor): Pick<RefreshExternalTable, 'action' | 'paths'> | undefined {
  if (cursor.take('REFRESH'))
    return { action: 'REFRESH', paths: cursor.peek().kind === 'String' ? [cursor.text()] : [] }
  const verb = (['ADD', 'REMOVE'] as const).find((word) => cursor.take(word, 'FILES'))
  if (verb === undefined) return undefined
  return { action: `${verb} FILES`, paths: cursor.parenthesized(() => cursor.list(() => cursor.text())) }
}

const changes: Readonly<Record<string, (cursor: Cursor) => ExternalTableChange>> = {
  'ADD PARTITION': (cursor) => {
    const values = cursor.parenthesized(() => cursor.list(() => parsePartitionValue(cursor)))
    cursor.expect('LOCATION')
    return { kind: 'AddPartition', values, location: cursor.text() }
  },
  'DROP PARTITION LOCATION': (cursor) => ({ kind: 'DropPartition', location: cursor.text() }),
  SET: (cursor) => ({ kind: 'SetExternalTable', properties: parseSomeProperties(cursor) }),
  UNSET: (cursor) => ({ kind: 'UnsetExternalTable', names: parsePropertyNames(cursor) }),
}

function parsePartitionValue(cursor: Cursor): PartitionValue {
  const column = cursor.identifier()
  cursor.expect('=')
  return { column, value: cursor.text() }
}

export const parseExternalTable = {
  'CREATE EXTERNAL TABLE': parseCreateExternalTable,
  'ALTER EXTERNAL TABLE': parseAlterExternalTable,
}
export const printExternalTable: ByKind<ExternalTableStatement, [], Sql> = {
  CreateExternalTable: (s) =>
    phrase(
      printCreate('EXTERNAL TABLE', s),
      printElements(s),
      sql.optional(s.template, (query) => sql` USING TEMPLATE ${query}`),
      s.partitionBy.length === 0 ? sql.empty : sql` PARTITION BY${sql.columns(s.partitionBy)}`,
      printProperties(s.properties),
      flag(s.copyGrants, 'COPY GRANTS'),
    ),
  RefreshExternalTable: (s) => sql`${printAlter(s)} ${sql.words(s.action)}${printPaths(s)}`,
  AlterExternalTable: (s) => sql`${printAlter(s)} ${dispatch(printChange, s.change)}`,
}

function printAlter({ ifExists, name }: RefreshExternalTable | AlterExternalTable): Sql {
  return sql`ALTER EXTERNAL TABLE${flag(ifExists, 'IF EXISTS')} ${sql.name(name)}`
}

function printPaths({ action, paths }: RefreshExternalTable): Sql {
  if (action === 'REFRESH') return textClause('', paths[0])
  return sql` (${sql.join(paths.map((path) => sql.text(path)))})`
}

const printChange: ByKind<ExternalTableChange, [], Sql> = {
  AddPartition: (c) =>
    sql`ADD PARTITION (${sql.join(c.values.map(({ column, value }) => sql`${sql.identifier(column)} = ${sql.text(value)}`))}) LOCATION ${sql.text(c.location)}`,
  DropPartition: (c) => sql`DROP PARTITION LOCATION ${sql.text(c.location)}`,
  SetExternalTable: (c) => sql`SET${printProperties(c.properties)}`,
  UnsetExternalTable: (c) => sql`UNSET${printPropertyNames(c.names)}`,
}

function printElements({ columns, constraints }: CreateExternalTable): Sql {
  const elements = [...columns.map(printColumn), ...constraints.map(printConstraint)]
  return elements.length === 0 ? sql.empty : sql` (${sql.join(elements)})`
}
