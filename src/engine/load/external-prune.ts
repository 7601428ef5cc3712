import { typeText } from '../../account/types.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Query, TableReference } from '../../sql/query/query.ts'
import { visit } from '../../sql/walk.ts'
import { conjunction } from '../bind/conjuncts.ts'
import { bindQuery } from '../bind/query.ts'
import type { BoundSource, Sources } from '../bind/tree.ts'
import { partsOf, printIdentifier } from '../catalog/names.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { Context } from '../context.ts'
import { duck, ident, integer, join, text } from '../duck/sql.ts'
import { lowerQueryAsText } from '../lower/query.ts'
import { parsedQuery, partitionColumn } from './external.ts'
import { externalLocation } from './external-refresh.ts'
import type { RegisteredFile } from './external-registry.ts'
import { SideConnection } from './side.ts'
import { SnowmeltError } from '../../common/errors.ts'

const numberColumn = 'FILE$NUMBER'
const fileNameColumn = 'METADATA$FILENAME'

/**
 * The files whose partition can meet the conditions: "Snowflake only scans the files in the specified partitions that match the filter
 * conditions". The conditions that speak of partition columns alone are asked, by the binder and by DuckDB like any query, of a relation
 * that has a row for each file; the query itself asks them again of the rows.
 * https://docs.snowflake.com/en/sql-reference/sql/create-external-table#partitioning-parameters
 */
export async function prunedFiles(
  table: ExternalTableRecord,
  files: readonly RegisteredFile[],
  filters: readonly Expression[],
  reference: TableReference,
  context: Context,
): Promise<readonly RegisteredFile[]> {
  if ((reference.alias?.columns.length ?? 0) > 0 || files.length === 0) return files
  const names = new Set([...table.partitionBy, fileNameColumn])
  const alias = reference.alias?.name.text ?? partsOf(reference.name).at(-1) ?? ''
  const usable = filters.filter((filter) => speaksOf(filter, names, alias))
  let left = files
  // One by one: a condition that cannot be asked, or fails, is the query's to judge.
  for (const filter of usable) left = await matching(table, left, filter, alias, context)
  return left
}

/** Functions that do not give the same when they are asked again. */
const volatile = /^(?:RANDOM|RANDSTR|UNIFORM|NORMAL|ZIPF|UUID_STRING|SEQ[1248])$/

function speaksOf(filter: Expression, names: ReadonlySet<string>, alias: string): boolean {
  let columns = 0
  let fits = true
  visit(filter, {
    enter: (node) => {
      if (node.kind === 'ColumnReference') {
        columns += 1
        const [first, second, ...more] = node.parts.map((part) => part.text)
        const name = second === undefined ? first : first === alias ? second : undefined
        if (more.length > 0 || name === undefined || !names.has(name)) fits = false
      }
      if (node.kind === 'Query' || node.kind === 'PositionalColumn' || node.kind === 'Star') fits = false
      if (node.kind === 'FunctionCall') {
        const called = partsOf(node.name).at(-1) ?? ''
        if (volatile.test(called) || node.over !== undefined) fits = false
      }
    },
  })
  return fits && columns > 0
}

async function matching(
  table: ExternalTableRecord,
  files: readonly RegisteredFile[],
  filter: Expression,
  alias: string,
  context: Context,
): Promise<readonly RegisteredFile[]> {
  if (files.length === 0) return files
  const query = filteredQuery(table, filter, alias)
  // A condition that fails must not undo the statement: it is tried beside its transaction.
  const side = await SideConnection.open(context.duck)
  try {
    const sources = sourcesOf(fileSource(table, files, context))
    const bound = bindQuery(query, sources, context.values, context.text)
    const rows = await side.rows(lowerQueryAsText(bound, context.values))
    const numbers = new Set(rows.map(([number]) => Number(number)))
    return files.filter((_, number) => numbers.has(number))
  } catch (error) {
    if (error instanceof SnowmeltError) return files
    throw error
  } finally {
    side.close()
  }
}

function filteredQuery(table: ExternalTableRecord, filter: Expression, alias: string): Query {
  const parts = table.columns
    .filter(({ name }) => table.partitionBy.includes(name))
    .map(
      ({ name, type, expression }) =>
        `CAST((${expression}\n) AS ${typeText(type)}) AS ${printIdentifier(name)}`,
    )
  const inner = `SELECT ${[numberColumn, fileNameColumn, ...parts].join(', ')} FROM FILES`
  const query = parsedQuery(`SELECT ${numberColumn} FROM (${inner}) AS ${printIdentifier(alias)}`)
  const { body } = query
  const where = conjunction([filter])
  return body.kind === 'Select' && where !== undefined ? { ...query, body: { ...body, where } } : query
}

/** A row for each file. */
function fileSource(
  table: ExternalTableRecord,
  files: readonly RegisteredFile[],
  { catalog }: Context,
): BoundSource {
  const location = externalLocation(table, catalog)
  const rows = files.map(
    ({ url, partition }, number) =>
      duck`(${integer(number)}, ${text(location.path(url))}, ${partition === null ? duck`CAST(NULL AS VARCHAR)` : text(partition)})`,
  )
  const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const
  return {
    rows: duck`(SELECT * FROM (VALUES ${join(rows)}) AS v(${join([numberColumn, fileNameColumn, partitionColumn].map((name) => ident(name)))}))`,
    columns: [
      {
        name: numberColumn,
        physical: numberColumn,
        type: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
        nullable: false,
      },
      ...[fileNameColumn, partitionColumn].map((name) => ({
        name,
        physical: name,
        type: anyText,
        nullable: true,
      })),
    ],
  }
}

function sourcesOf(source: BoundSource): Sources {
  const none = (): never => {
    throw new Error('Snowmelt bug: a condition on partitions reads more than the files')
  }
  return { table: () => source, stage: none, tableFunction: none, sequence: () => undefined }
}
