import { print, render } from '../../sql/print.ts'
import { printConstraint } from '../../sql/statement/constraint.ts'
import { printPropertyValue, type CreateModifiers, type Property } from '../../sql/statement/property.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { ColumnDefinition, CreateTable, TableConstraint } from '../../sql/statement/table.ts'
import { sql, type Sql } from '../../sql/text/print.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Identifier, ObjectName } from '../../sql/expression/name.ts'
import type { TypeName } from '../../sql/expression/type-name.ts'

type OfKind<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>
type Layouts = { readonly [K in Statement['kind']]?: (statement: OfKind<K>) => string }

/**
 * The text of a CREATE statement as GET_DDL lays it out, which is not as the printer does; with its semicolon.
 * https://docs.snowflake.com/en/sql-reference/functions/get_ddl#examples
 */
export function layOut(statement: Statement): string {
  // Each layout is kept under the kind that it takes.
  const layout = layouts[statement.kind] as ((statement: Statement) => string) | undefined
  return layout?.(statement) ?? `${print(statement)};`
}

const layouts: Layouts = {
  CreateDatabase: (s) => `create or replace${transient(s)} database ${name(s.name)}${inline(s.properties)};`,
  CreateSchema: (s) =>
    `create or replace${transient(s)} schema ${name(s.name)}${s.managedAccess ? ' with managed access' : ''}${inline(s.properties)};`,
  CreateTable: table,
  CreateView: (s) => {
    const columns = s.columns.map((column) => `\t${identifier(column.name)}${comment(column.comment)}`)
    const list = columns.length === 0 ? '' : `(\n${columns.join(',\n')}\n)`
    const words = ['create or replace', s.secure && 'secure', s.temporary && 'temporary', 'view']
    const tracking = s.changeTracking === undefined ? '' : ` change_tracking = ${String(s.changeTracking)}`
    const about = s.comment === undefined ? '' : ` COMMENT=${quoted(s.comment)}`
    return `${spoken(words)} ${name(s.name)}${list}${tracking}${about} as ${s.queryText};`
  },
  CreateMaterializedView: (s) => {
    const columns = s.columns.map((column) => `\t${identifier(column.name)}${comment(column.comment)}`)
    const list = columns.length === 0 ? '' : `(\n${columns.join(',\n')}\n)`
    const words = ['create or replace', s.secure && 'secure', 'materialized view']
    const about = s.comment === undefined ? '' : ` COMMENT=${quoted(s.comment)}`
    const keys = s.clusterBy.map((key) => print(key)).join(', ')
    const clustering = keys === '' ? '' : ` cluster by (${keys})`
    return `${spoken(words)} ${name(s.name)}${list}${about}${clustering} as ${s.queryText};`
  },
  CreateSequence: (s) => {
    const { start = '1', increment = '1', ordered, comment: about } = s.options
    return `create or replace sequence ${name(s.name)} start with ${start} increment by ${increment}${order(ordered)}${about === undefined ? '' : ` COMMENT=${quoted(about)}`};`
  },
  CreateStream: (s) =>
    `create or replace stream ${name(s.name)} on ${s.sourceKind.toLowerCase()} ${name(s.source)}${inline(s.properties)};`,
  CreatePipe: (s) => `create or replace pipe ${name(s.name)}${inline(s.properties)} as ${s.copyText};`,
  CreateTask: (s) =>
    [
      `create or replace task ${name(s.name)}`,
      ...s.properties.map(compact),
      ...(s.after.length === 0 ? [] : [`after ${s.after.map(name).join(', ')}`]),
      ...(s.whenText === undefined ? [] : [`when ${s.whenText}`]),
      `as ${s.bodyText};`,
    ].join('\n\t'),
  CreateFileFormat: (s) =>
    [
      `CREATE OR REPLACE${s.temporary ? ' TEMPORARY' : ''} FILE FORMAT ${name(s.name)}`,
      ...s.properties.map(spacious),
    ].join('\n\t') + '\n;',
  CreateIntegration: (s) =>
    [`CREATE OR REPLACE ${s.category} INTEGRATION ${name(s.name)}`, ...s.properties.map(spacious)].join(
      '\n  ',
    ) + ';',
  CreateWarehouse: (s) =>
    [`create or replace warehouse ${name(s.name)}\nwith`, ...s.properties.map(compact)].join('\n    ') +
    '\n;',
  CreateProcedure: (s) =>
    [
      `CREATE OR REPLACE${s.temporary ? ' TEMPORARY' : ''}${s.secure ? ' SECURE' : ''} PROCEDURE ${signature(s)}`,
      `RETURNS ${returned(s.returns)}${s.returnsNotNull ? ' NOT NULL' : ''}`,
      `LANGUAGE ${s.language}`,
      ...(s.strict ? ['STRICT'] : []),
      ...s.properties.map((property) => `${property.name}=${value(property)}`),
      `EXECUTE AS ${s.executeAs}`,
      `AS ${body(s.body)};`,
    ].join('\n'),
}

function table(s: CreateTable): string {
  const words = ['create or replace', s.temporary && 'TEMPORARY', s.transient && 'TRANSIENT', 'TABLE']
  const elements = [...s.columns.map(column), ...s.constraints.map(constraint)].map((line) => `\t${line}`)
  const keys = s.clusterBy.map((key) => print(key)).join(', ')
  const clustering = keys === '' ? '' : `cluster by (${keys})`
  const clauses = [clustering, ...s.properties.map((property) => `${property.name}=${value(property)}`)]
  const after = clauses.filter((clause) => clause !== '').join('\n')
  return `${spoken(words)} ${name(s.name)} (\n${elements.join(',\n')}\n)${after === '' ? '' : `${after}\n`};`
}

/** Keys stand by themselves: "always reconstructed as out-of-line constraints, even if they consist of a single column". */
function column({ name: id, type, collation, notNull, autoincrement, ...rest }: ColumnDefinition): string {
  const counter =
    autoincrement === undefined
      ? ''
      : ` autoincrement start ${autoincrement.start} increment ${autoincrement.step}${order(autoincrement.order)}`
  return [
    identifier(id),
    type === undefined ? '' : ` ${typeText(type)}`,
    collation === undefined ? '' : ` COLLATE ${quoted(collation)}`,
    notNull ? ' NOT NULL' : '',
    rest.default === undefined ? '' : ` DEFAULT ${print(rest.default)}`,
    counter,
    comment(rest.comment),
  ].join('')
}

function order(isOrdered: boolean | undefined): string {
  if (isOrdered === undefined) return ''
  return isOrdered ? ' order' : ' noorder'
}

function constraint(written: TableConstraint): string {
  const text = render(printConstraint({ ...written, properties: [] }))
  const lower = text
    .replace(/^CONSTRAINT /, 'constraint ')
    .replace(/(PRIMARY KEY|UNIQUE|FOREIGN KEY)(?= \()/, (words) => words.toLowerCase())
    .replace(/\) REFERENCES /, ') references ')
  return [lower, ...written.properties.map((words) => words.toLowerCase())].join(' ')
}

function signature(s: {
  readonly name: ObjectName
  readonly args: readonly {
    readonly name: Identifier
    readonly type: TypeName
    readonly default?: Expression
  }[]
}): string {
  const args = s.args.map(
    (arg) =>
      `${always(arg.name)} ${typeText(arg.type)}${arg.default === undefined ? '' : ` DEFAULT ${print(arg.default)}`}`,
  )
  const parts = s.name.kind === 'Name' ? s.name.parts : []
  return `${parts.map(always).join('.')}(${args.join(', ')})`
}

function returned(returns: OfKind<'CreateProcedure'>['returns']): string {
  if (!('table' in returns)) return typeText(returns)
  return `TABLE (${returns.table.map((one) => `${always(one.name)} ${typeText(one.type)}`).join(', ')})`
}

/** A body in single quotes; backslashes of it are no escapes of ours. */
function body(text: string): string {
  return quoted(text)
}

function transient(modifiers: CreateModifiers): string {
  return modifiers.transient ? ' transient' : ''
}

function spoken(words: readonly (string | false)[]): string {
  return words.filter((word) => word !== false).join(' ')
}

function comment(text: string | undefined): string {
  return text === undefined ? '' : ` COMMENT ${quoted(text)}`
}

/** ` name=value …` */
function inline(properties: readonly Property[]): string {
  return properties.map((property) => ` ${property.name}=${value(property)}`).join('')
}

/** `name=value` */
function compact(property: Property): string {
  return `${property.name.toLowerCase()}=${value(property)}`
}

/** `NAME = value` */
function spacious(property: Property): string {
  return `${property.name} = ${value(property)}`
}

function value(property: Property): string {
  return render(printPropertyValue(property.value))
}

function name(of: ObjectName): string {
  return render(sql.name(of))
}

function identifier(of: Identifier): string {
  return render(sql.identifier(of))
}

function always({ text }: Identifier): string {
  return `"${text.replaceAll('"', '""')}"`
}

function typeText(type: TypeName): string {
  return render(sql.type(type))
}

function quoted(text: string): string {
  const printed: Sql = sql.text(text)
  return render(printed)
}
