import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseColumnAlterations, printColumnAlteration, type ColumnAlteration } from './alter-column.ts'
import { parseColumn, printColumn, type ColumnDefinition } from './column-definition.ts'
import { parseColumnNames } from './column-names.ts'
import {
  atConstraint,
  parseConstraint,
  parseConstraintProperties,
  printConstraint,
  type TableConstraint,
} from './constraint.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase } from './phrase.ts'
import {
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type Property,
} from './property.ts'

/** A constraint by its name, or by its type and columns. */
export type ConstraintReference =
  | { readonly name: Identifier }
  | { readonly type: TableConstraint['type']; readonly columns: readonly Identifier[] }

export type TableAction =
  | { readonly kind: 'RenameTable'; readonly to: ObjectName }
  | { readonly kind: 'SwapTable'; readonly with: ObjectName }
  | {
      readonly kind: 'AddColumns'
      readonly columns: readonly { readonly ifNotExists: boolean; readonly column: ColumnDefinition }[]
    }
  | {
      readonly kind: 'DropColumns'
      readonly ifExists: boolean
      readonly columns: readonly Identifier[]
      readonly behavior?: 'CASCADE' | 'RESTRICT'
    }
  | { readonly kind: 'RenameColumn'; readonly from: Identifier; readonly to: Identifier }
  | { readonly kind: 'AlterColumns'; readonly changes: readonly ColumnAlteration[] }
  | { readonly kind: 'AddConstraint'; readonly constraint: TableConstraint }
  | {
      readonly kind: 'DropConstraint'
      readonly constraint: ConstraintReference
      readonly behavior?: 'CASCADE' | 'RESTRICT'
    }
  | {
      readonly kind: 'AlterConstraint'
      readonly constraint: ConstraintReference
      readonly properties: readonly string[]
    }
  | { readonly kind: 'RenameConstraint'; readonly from: Identifier; readonly to: Identifier }
  | { readonly kind: 'ClusterBy'; readonly keys: readonly Expression[] }
  | { readonly kind: 'DropClusteringKey' }
  | { readonly kind: 'Recluster'; readonly resume: boolean }
  | { readonly kind: 'SetTable'; readonly properties: readonly Property[] }
  | { readonly kind: 'UnsetTable'; readonly names: readonly string[] }

/** https://docs.snowflake.com/en/sql-reference/sql/alter-table */
export interface AlterTable {
  readonly kind: 'AlterTable'
  /** ALTER EXTERNAL TABLE was written. */
  readonly external?: true
  readonly ifExists: boolean
  readonly name: ObjectName
  readonly action: TableAction
  readonly span: Span
}
export type AlterTableStatement = AlterTable

/**
 * ALTER TABLE [IF EXISTS] name { RENAME TO name | SWAP WITH name | ADD … | DROP … | RENAME { COLUMN | CONSTRAINT } … |
 *   { ALTER | MODIFY } … | CLUSTER BY (…) | { SUSPEND | RESUME } RECLUSTER | SET property … | UNSET name, … }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-table
 */
function parseAlterTable(cursor: Cursor): Parsed<AlterTable> {
  const ifExists = cursor.take('IF', 'EXISTS')
  const name = cursor.name()
  return { kind: 'AlterTable', ifExists, name, action: parseTableAction(cursor) }
}

/** What stands behind the name of ALTER TABLE. */
export function parseTableAction(cursor: Cursor): TableAction {
  const refused = unsupported.find((words) => cursor.is(...words))
  if (refused !== undefined) cursor.unsupported(`ALTER TABLE … ${refused.join(' ')}`)
  const verb = Object.keys(verbs).find((words) => cursor.take(...words.split(' '))) ?? cursor.unexpected()
  return verbs[verb]?.(cursor) ?? cursor.unexpected()
}

/** Actions that the manual has and Snowmelt does not. */
const unsupported = [
  'ADD ROW ACCESS POLICY', 'DROP ROW ACCESS POLICY', 'DROP ALL ROW ACCESS POLICIES', 'ADD SEARCH OPTIMIZATION',
  'DROP SEARCH OPTIMIZATION', 'ADD DATA METRIC FUNCTION', 'DROP DATA METRIC FUNCTION', 'MODIFY DATA METRIC FUNCTION',
  'ADD STORAGE LIFECYCLE POLICY', 'DROP STORAGE LIFECYCLE POLICY', 'SET AGGREGATION POLICY', 'UNSET AGGREGATION POLICY',
  'SET JOIN POLICY', 'UNSET JOIN POLICY', 'SET CONTACT', 'UNSET CONTACT', 'UNSET DCM PROJECT', 'RECLUSTER', 'ADD PARTITION',
  'DROP PARTITION', 'REFRESH',
].map((words) => words.split(' ')) // prettier-ignore

/** What the leading words of an action are followed by; the longer words come first. */
const verbs: Readonly<Record<string, (cursor: Cursor) => TableAction>> = {
  'RENAME TO': (cursor) => ({ kind: 'RenameTable', to: cursor.name() }),
  'RENAME COLUMN': (cursor) => ({ kind: 'RenameColumn', ...parseRenaming(cursor) }),
  'RENAME CONSTRAINT': (cursor) => ({ kind: 'RenameConstraint', ...parseRenaming(cursor) }),
  'SWAP WITH': (cursor) => ({ kind: 'SwapTable', with: cursor.name() }),
  'CLUSTER BY': parseClusterBy,
  'DROP CLUSTERING KEY': () => ({ kind: 'DropClusteringKey' }),
  'SUSPEND RECLUSTER': () => ({ kind: 'Recluster', resume: false }),
  'RESUME RECLUSTER': () => ({ kind: 'Recluster', resume: true }),
  ADD: parseAdd,
  DROP: parseDrop,
  ALTER: parseAlter,
  MODIFY: parseAlter,
  SET: (cursor) => ({ kind: 'SetTable', properties: parseSomeProperties(cursor) }),
  UNSET: (cursor) => ({ kind: 'UnsetTable', names: parsePropertyNames(cursor) }),
}

/** name TO name */
function parseRenaming(cursor: Cursor): { readonly from: Identifier; readonly to: Identifier } {
  const from = cursor.identifier()
  cursor.expect('TO')
  return { from, to: cursor.identifier() }
}

/** [LINEAR] (expression, …) */
function parseClusterBy(cursor: Cursor): TableAction {
  cursor.take('LINEAR')
  return {
    kind: 'ClusterBy',
    keys: cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor))),
  }
}

/** { constraint | [COLUMN] [IF NOT EXISTS] column { , [COLUMN] [IF NOT EXISTS] column } } */
function parseAdd(cursor: Cursor): TableAction {
  if (atConstraint(cursor)) return { kind: 'AddConstraint', constraint: parseConstraint(cursor) }
  const columns = cursor.list(() => {
    cursor.take('COLUMN')
    const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS')
    const { column, after } = parseColumn(cursor, 'AS')
    if (column.type === undefined) cursor.unexpected(after)
    return { ifNotExists, column }
  })
  return { kind: 'AddColumns', columns }
}

/** { constraint | [COLUMN] [IF EXISTS] name { , [COLUMN] name } } [CASCADE | RESTRICT] */
function parseDrop(cursor: Cursor): TableAction {
  const constraint = parseConstraintReference(cursor)
  if (constraint !== undefined) return { kind: 'DropConstraint', constraint, ...parseBehavior(cursor) }
  cursor.take('COLUMN')
  const ifExists = cursor.take('IF', 'EXISTS')
  const columns = cursor.list(() => {
    cursor.take('COLUMN')
    return cursor.identifier()
  })
  return { kind: 'DropColumns', ifExists, columns, ...parseBehavior(cursor) }
}

function parseBehavior(cursor: Cursor): { readonly behavior?: 'CASCADE' | 'RESTRICT' } {
  const behavior = cursor.oneOf('CASCADE', 'RESTRICT')
  return behavior === undefined ? {} : { behavior }
}

const constraintTypes = ['PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY'] as const

/** CONSTRAINT name | { PRIMARY KEY | UNIQUE | FOREIGN KEY } [(column, …)] */
function parseConstraintReference(cursor: Cursor): ConstraintReference | undefined {
  if (cursor.take('CONSTRAINT')) return { name: cursor.identifier() }
  const type = constraintTypes.find((words) => cursor.take(...words.split(' ')))
  return type === undefined ? undefined : { type, columns: parseColumnNames(cursor) }
}

/** { constraint property … | column changes } */
function parseAlter(cursor: Cursor): TableAction {
  const constraint = parseConstraintReference(cursor)
  if (constraint === undefined) return { kind: 'AlterColumns', changes: parseColumnAlterations(cursor) }
  const properties = parseConstraintProperties(cursor)
  return properties.length === 0 ? cursor.unexpected() : { kind: 'AlterConstraint', constraint, properties }
}

export const parseAlterTableStatement = { 'ALTER TABLE': parseAlterTable }
export const printAlterTable: ByKind<AlterTableStatement, [], Sql> = {
  AlterTable: (s) =>
    phrase(
      sql`ALTER ${sql.words(s.external === true ? 'EXTERNAL TABLE' : 'TABLE')}`,
      flag(s.ifExists, 'IF EXISTS'),
      sql` ${sql.name(s.name)} `,
      dispatch(actionPrinters, s.action),
    ),
}

const actionPrinters: ByKind<TableAction, [], Sql> = {
  RenameTable: (a) => sql`RENAME TO ${sql.name(a.to)}`,
  SwapTable: (a) => sql`SWAP WITH ${sql.name(a.with)}`,
  AddColumns: (a) =>
    sql`ADD COLUMN ${sql.join(
      a.columns.map(
        ({ ifNotExists, column }) =>
          sql`${ifNotExists ? sql`IF NOT EXISTS ` : sql.empty}${printColumn(column)}`,
      ),
    )}`,
  DropColumns: (a) =>
    phrase(
      sql`DROP COLUMN`,
      flag(a.ifExists, 'IF EXISTS'),
      sql` ${sql.join(a.columns.map(sql.identifier))}`,
      keyword(a.behavior),
    ),
  RenameColumn: (a) => sql`RENAME COLUMN ${sql.identifier(a.from)} TO ${sql.identifier(a.to)}`,
  AlterColumns: (a) => sql`ALTER ${sql.join(a.changes.map(printColumnAlteration))}`,
  AddConstraint: (a) => sql`ADD ${printConstraint(a.constraint)}`,
  DropConstraint: (a) => sql`DROP ${printReference(a.constraint)}${keyword(a.behavior)}`,
  AlterConstraint: (a) =>
    sql`ALTER ${printReference(a.constraint)}${sql.join(
      a.properties.map((words) => keyword(words)),
      '',
    )}`,
  RenameConstraint: (a) => sql`RENAME CONSTRAINT ${sql.identifier(a.from)} TO ${sql.identifier(a.to)}`,
  ClusterBy: (a) => sql`CLUSTER BY (${sql.join(a.keys)})`,
  DropClusteringKey: () => sql`DROP CLUSTERING KEY`,
  Recluster: (a) => sql`${sql.words(a.resume ? 'RESUME' : 'SUSPEND')} RECLUSTER`,
  SetTable: (a) => sql`SET${printProperties(a.properties)}`,
  UnsetTable: (a) => sql`UNSET${printPropertyNames(a.names)}`,
}

function printReference(constraint: ConstraintReference): Sql {
  return 'name' in constraint
    ? sql`CONSTRAINT ${sql.identifier(constraint.name)}`
    : sql`${sql.words(constraint.type)}${sql.columns(constraint.columns)}`
}
