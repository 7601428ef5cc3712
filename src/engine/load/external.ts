import { typeText } from '../../account/types.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { DerivedTable, Query, TableReference } from '../../sql/query/query.ts'
import { parseStatement } from '../../sql/parse.ts'
import { visit } from '../../sql/walk.ts'
import type { BoundSource, BoundViewSource } from '../bind/tree.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { Context } from '../context.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import type { ValueType } from '../types/data-type.ts'
import { externalLocation } from './external-refresh.ts'
import type { RegisteredFile } from './external-registry.ts'
import type { Format } from './format.ts'
import { openFiles, perFile, type Loadable } from './loadable.ts'
import type { StageLocation } from './location.ts'
import { formatOf, usedFormat } from './resolve.ts'
import { withParquetColumns } from './shape.ts'
import { sourceOf } from './stage-source.ts'
import { column, position, rewrite } from './trees.ts'

/** Reading an external table: a query over its files, and the relation that the query's only table stands for. */
export interface ExternalRelation {
  readonly view: BoundViewSource
  readonly reference: TableReference
  readonly rows: BoundSource
}

const variant: ValueType = { kind: 'VARIANT' }
const anyText: ValueType = { kind: 'VARCHAR', length: 16_777_216 }

/** What columns may be computed from besides VALUE. */
export const partitionColumn = 'METADATA$EXTERNAL_TABLE_PARTITION'
const fileNameColumn = 'METADATA$FILENAME'
const rowNumberColumn = 'METADATA$FILE_ROW_NUMBER'

/** Columns that are found by name but not by `*`. */
export const hiddenColumns: readonly string[] = [fileNameColumn, rowNumberColumn]

/**
 * The external table over the files given. DuckDB reads them; a file that is gone or has other content than the registered one is left
 * out, as is what follows a row that cannot be read: "If Snowflake encounters an error while scanning a file in cloud storage during
 * a query operation, the file is skipped and scanning continues on the next file. A query can partially scan a file and return the
 * rows scanned before the error was encountered." A warning says so.
 * https://docs.snowflake.com/en/user-guide/tables-external-intro
 */
export async function openExternal(
  table: ExternalTableRecord,
  files: readonly RegisteredFile[],
  context: Context,
): Promise<ExternalRelation> {
  const { catalog, transaction } = context
  const location = externalLocation(table, catalog)
  const format = externalFormat(table, location, context)
  const present = await presentFiles(table, files, location, context)
  if (present.length === 0) return relationOf(table, emptySource(), undefined, format)
  const loadable = await openFiles(
    { files: context.files, duck: context.duck, runner: transaction },
    present,
    format,
    { columns: undefined, expected: undefined, columnName: () => '' },
    (release) => {
      transaction.onCommit(release)
      transaction.onRollback(release)
    },
  )
  const source = sourceOf(
    loadable,
    location,
    context.values.now,
    readableRows(table, loadable, location, context),
  )
  const all = duck`*, ${valueOf(format, loadable)} AS "VALUE", ${perFile(present.map((file) => nullable(file.partition)))} AS ${ident(partitionColumn)}`
  const rows: BoundSource = {
    ...source,
    rows: duck`(SELECT ${all} FROM ${source.rows})`,
    columns: [...rowColumns, ...source.columns.filter(({ name }) => !known.has(name))],
  }
  return relationOf(table, rows, loadable, format)
}

/** The format of the files. "An external table doesn't inherit FILE_FORMAT options specified in a stage definition." */
export function externalFormat(
  { fileFormat }: Pick<ExternalTableRecord, 'fileFormat'>,
  location: StageLocation,
  { catalog, state }: Pick<Context, 'catalog' | 'state'>,
): Format {
  const given = fileFormat === undefined ? undefined : usedFormat(fileFormat, { catalog, state })
  return formatOf(given, { ...location, stage: undefined }, { catalog, state })
}

const rowColumns: BoundSource['columns'] = [
  { name: 'VALUE', physical: 'VALUE', type: variant, nullable: true },
  { name: fileNameColumn, physical: fileNameColumn, type: anyText, nullable: true },
  {
    name: rowNumberColumn,
    physical: rowNumberColumn,
    type: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    nullable: true,
  },
  { name: partitionColumn, physical: partitionColumn, type: anyText, nullable: true },
]
const known: ReadonlySet<string> = new Set(rowColumns.map(({ name }) => name))

/** The columns without any rows: for an external table without files, and for checking its expressions. */
function emptySource(): BoundSource {
  return {
    rows: duck`(SELECT CAST(NULL AS JSON) AS "VALUE", CAST(NULL AS VARCHAR) AS ${ident(fileNameColumn)}, CAST(NULL AS BIGINT) AS ${ident(rowNumberColumn)}, CAST(NULL AS VARCHAR) AS ${ident(partitionColumn)} WHERE FALSE)`,
    columns: rowColumns,
  }
}

/** The table's query over no files. */
export function emptyExternal(table: ExternalTableRecord): ExternalRelation {
  return relationOf(table, emptySource(), undefined, undefined)
}

/** Those of the files that still have the registered content. */
async function presentFiles(
  table: ExternalTableRecord,
  files: readonly RegisteredFile[],
  location: StageLocation,
  context: Context,
): Promise<readonly RegisteredFile[]> {
  const now = await currentFiles(files, location, context)
  return files.filter(({ url, etag }) => {
    const current = now.get(url)
    if (current?.etag === etag) return true
    const reason = current === undefined ? 'is gone' : 'has changed'
    warn(context, table, `${url} ${reason} since it was registered and is left out until the next REFRESH`)
    return false
  })
}

/** As many as this are asked for one by one; more, by listing. */
const fewFiles = 16

async function currentFiles(
  files: readonly RegisteredFile[],
  location: StageLocation,
  context: Context,
): Promise<ReadonlyMap<string, FileInfo>> {
  if (files.length > fewFiles)
    return new Map((await context.files.list(location.base)).map((info) => [info.url, info]))
  const found = new Map<string, FileInfo>()
  for (const { url } of files) {
    const info = await context.files.stat(url)
    if (info !== undefined) found.set(url, info)
  }
  return found
}

/** The rows before the first fault of each file. */
function readableRows(
  table: ExternalTableRecord,
  loadable: Loadable,
  location: StageLocation,
  context: Context,
): Sql {
  const first = new Map<number, number>()
  for (const { file, row, line, reason } of loadable.rejects) {
    if (first.has(file)) continue
    first.set(file, row)
    const path = location.path(loadable.files[file]?.url ?? '')
    warn(context, table, `${path} is read up to line ${line} only: ${reason}`)
  }
  if (first.size === 0) return loadable.rows
  const faulty = [...first].map(
    ([file, row]) => duck`NOT ("$file" = ${integer(file)} AND "$row" >= ${integer(row)})`,
  )
  return duck`(SELECT * FROM ${loadable.rows} WHERE ${join(faulty, ' AND ')})`
}

function warn(context: Context, { name }: ExternalTableRecord, message: string): void {
  context.events.emit('warning', { message: `External table ${name}: ${message}` })
}

/**
 * VALUE. A CSV row is an object of its fields by position; a field that is NULL has JSON's null, and fields behind the last that has a
 * value are left out, as rows of shorter files do not have them.
 */
function valueOf(format: Format, loadable: Loadable): Sql {
  if (format.type !== 'CSV') return ident('$1')
  const members = loadable.fields.map(({ name }) => duck`${text(`c${name.slice(1)}`)}, ${ident(name)}`)
  const whole = duck`CAST(json_object(${join(members)}) AS VARCHAR)`
  return duck`CAST(regexp_replace(${whole}, '(,?"c[0-9]+":null)+\\}$', '}') AS JSON)`
}

function nullable(value: string | null): Sql {
  return value === null ? duck`CAST(NULL AS VARCHAR)` : text(value)
}

/** `SELECT VALUE, METADATA$…, CAST(expression AS type) AS column, … FROM files`, each expression as it was written. */
function relationOf(
  table: ExternalTableRecord,
  rows: BoundSource,
  loadable: Loadable | undefined,
  format: Format | undefined,
): ExternalRelation {
  const items = table.columns.map(
    ({ name, type, expression }) =>
      `CAST((${expression}\n) AS ${typeText(type)}) AS ${printIdentifier(name)}`,
  )
  const written = `SELECT ${['VALUE', ...items, ...hiddenColumns].join(', ')} FROM FILES`
  const query = withFields(rewrite(parsedQuery(written), firstAsValue), loadable, format)
  return {
    view: {
      query,
      text: written,
      database: table.database,
      schema: table.schema,
      columns: ['VALUE', ...table.columns.map(({ name }) => name), ...hiddenColumns],
      hidden: hiddenColumns,
      name: table.name,
    },
    reference: referenceIn(query),
    rows,
  }
}

/**
 * What an insert-only stream shows of the files that were registered since it was consumed: the table's columns, then METADATA$ACTION,
 * METADATA$ISUPDATE, METADATA$ROW_ID (which is empty) and METADATA$FILENAME.
 * https://docs.snowflake.com/en/sql-reference/sql/create-stream#creating-an-insert-only-stream-on-an-external-table
 */
export function streamOf(stream: StreamRecord, { view, rows }: ExternalRelation): ExternalRelation {
  const columns = view.columns.filter((name) => view.hidden?.includes(name) !== true)
  const added = ["'INSERT'", 'FALSE', "CAST('' AS VARCHAR(40))", fileNameColumn]
  const names = ['METADATA$ACTION', 'METADATA$ISUPDATE', 'METADATA$ROW_ID', fileNameColumn]
  const items = [...columns.map(printIdentifier), ...added]
  const { body } = view.query
  if (body.kind !== 'Select') throw new Error('Snowmelt bug: an external table is not a SELECT')
  const written = `SELECT ${items.join(', ')} FROM FILES`
  const outer = parsedQuery(written)
  if (outer.body.kind !== 'Select') throw new Error('Snowmelt bug: a stream is not a SELECT')
  const inner: DerivedTable = {
    kind: 'DerivedTable',
    query: view.query,
    lateral: false,
    span: view.query.span,
  }
  return {
    rows,
    reference: referenceIn(view.query),
    view: {
      ...view,
      query: { ...outer, body: { ...outer.body, from: [inner] } },
      columns: [...columns, ...names],
      hidden: [],
      name: stream.name,
      streamId: stream.id,
    },
  }
}

/** The query of a text that the account has made. */
export function parsedQuery(written: string): Query {
  const statement = parseStatement(written)
  if (statement.kind !== 'QueryStatement') throw new Error('Snowmelt bug: an external table is not a query')
  return statement.query
}

/** The table that the query reads. */
export function referenceIn(query: Query): TableReference {
  const found: TableReference[] = []
  visit(query, {
    enter: (node) => {
      if (node.kind === 'TableReference') found.push(node)
    },
  })
  const [reference] = found
  if (reference === undefined) throw new Error('Snowmelt bug: an external table reads no files')
  return reference
}

/**
 * `VALUE:name::type` reads the file's own column where there is one, so that most queries never make a VARIANT of the whole row: a
 * field of a CSV file is a text like the element of VALUE, and what it becomes is the same.
 */
function withFields(query: Query, loadable: Loadable | undefined, format: Format | undefined): Query {
  if (loadable === undefined || format === undefined) return query
  if (format.type === 'PARQUET') return withParquetColumns(rewrite(query, pathOfValue), loadable)
  return format.type === 'CSV' ? rewrite(query, (node) => fieldCast(node, loadable)) : query
}

interface Node {
  readonly kind: string
}

function isValue(node: unknown): boolean {
  const reference = node as Node & { readonly parts?: readonly { readonly text: string }[] }
  return (
    reference.kind === 'ColumnReference' &&
    reference.parts?.length === 1 &&
    reference.parts[0]?.text === 'VALUE'
  )
}

interface Path extends Node {
  readonly base: unknown
  readonly steps: readonly { readonly kind: string; readonly name?: string }[]
}

/** `$1`, as INFER_SCHEMA writes it, is VALUE. */
function firstAsValue(node: Node): unknown {
  return node.kind === 'PositionalColumn' ? column('VALUE') : undefined
}

/** `VALUE:a.b` as `$1:a.b`. */
function pathOfValue(node: Node): unknown {
  const path = node as Path
  return path.kind === 'Path' && isValue(path.base) ? { ...path, base: position(1) } : undefined
}

/** `VALUE:c1::type` as `$1::type`. */
function fieldCast(node: Node, loadable: Loadable): unknown {
  const cast = node as Node & {
    readonly operand: Path
    readonly type: { readonly name: string }
    readonly try: boolean
  }
  if (cast.kind !== 'Cast' || cast.try || ['VARIANT', 'OBJECT', 'ARRAY'].includes(cast.type.name))
    return undefined
  const { operand } = cast
  if (operand.kind !== 'Path' || !isValue(operand.base) || operand.steps.length !== 1) return undefined
  const [step] = operand.steps
  const place = /^c([1-9][0-9]*)$/.exec(step?.name ?? '')?.[1]
  const isField = step?.kind === 'Field' && loadable.fields.some(({ name }) => name === `$${place ?? ''}`)
  return isField ? { ...cast, operand: position(Number(place)) } : undefined
}
