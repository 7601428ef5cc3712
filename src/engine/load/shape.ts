import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { PositionalColumn } from '../../sql/expression/reference.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { Query, Select, StageReference } from '../../sql/query/query.ts'
import type { CopyIntoTable } from '../../sql/statement/copy.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import type { Format } from './format.ts'
import { refuseFunctions } from './transform-functions.ts'
import { parquetField, parquetVariant, typeOfParquet, type CsvNeeds, type Loadable } from './loadable.ts'
import type { CopyOptions } from './options.ts'
import { isMetadata } from './stage-source.ts'
import {
  call,
  castTo,
  collect,
  column,
  field,
  nullLiteral,
  numberLiteral,
  position,
  rewrite,
  selectFromStage,
  textLiteral,
} from './trees.ts'

/** What a COPY puts into each column. */
export interface Shape {
  /** The columns that get values, in the order of the values. */
  readonly columns: readonly TableColumn[]
  readonly query: Query
  /**
   * For each column the place of its text in `$1` …, where it is a field of a CSV file converted by COPY itself: such values can be
   * judged before anything is written. Undefined where an expression of the user's gives the value.
   */
  readonly checked: readonly (number | undefined)[]
}

/** What a statement says about its columns, before any file is open. */
export interface Plan {
  readonly needs: CsvNeeds
  /** The columns that get values. */
  readonly columns: readonly TableColumn[]
  shape(loadable: Loadable): Shape
}

/** The SELECT of a COPY, with the stage that it reads. */
export interface Transformation {
  readonly query: Query
  readonly select: Select
  readonly stage: StageReference
}

/** The transformation of a COPY; what the manual does not allow in one is refused. */
export function transformationOf(query: Query): Transformation {
  const refuse = (feature: string) =>
    fail('UNSUPPORTED', { feature: `${feature} in a COPY statement` }, query.span)
  if (query.with.length > 0) refuse('WITH')
  if (query.orderBy.length > 0) refuse('ORDER BY')
  if (query.limit !== undefined || query.offset !== undefined) refuse('LIMIT')
  const { body } = query
  if (body.kind === 'Query') return transformationOf(body)
  if (body.kind !== 'Select') return refuse(body.kind === 'Values' ? 'VALUES' : body.operator)
  const clauses = {
    DISTINCT: body.distinct ? true : undefined, TOP: body.top, WHERE: body.where, 'START WITH': body.startWith, 'CONNECT BY': body.connectBy,
    'GROUP BY': body.groupBy, HAVING: body.having, QUALIFY: body.qualify,
  } // prettier-ignore
  for (const [name, clause] of Object.entries(clauses)) if (clause !== undefined) refuse(name)
  const [from, ...more] = body.from
  if (from?.kind !== 'StageReference' || more.length > 0)
    return refuse(more.length > 0 || from?.kind === 'Join' ? 'JOIN' : 'FROM without a stage')
  return { query, select: body, stage: from }
}

/** How a COPY's statement and options fill the table's columns. */
export function planOf(
  statement: CopyIntoTable,
  table: TableRecord,
  format: Format,
  options: CopyOptions,
): Plan {
  refuseRepeated(statement.columns)
  if (statement.from?.kind === 'Transformation')
    return transformed(statement.from.query, statement, table, options)
  if (options.match !== 'NONE') return matched(statement, table, format, options)
  if (options.includeMetadata.length > 0)
    fail('STAGE_FORMAT_MISMATCH', { reason: 'INCLUDE_METADATA needs MATCH_BY_COLUMN_NAME.' })
  const columns = targets(statement.columns, table)
  if (format.type !== 'CSV') return wholeDocument(columns, format)
  return {
    columns,
    needs: {
      columns: columns.length,
      expected: format.checkColumnCount ? columns.length : 'uniform',
      columnName: (place) => columnName(table, columns[place - 1]?.name ?? '', place),
    },
    shape: () => ({
      columns,
      query: selectFromStage(columns.map((target, at) => csvValue(target, at + 1, format, options))),
      checked: columns.map((_, at) => at + 1),
    }),
  }
}

/** "Columns cannot be repeated in this listing." */
function refuseRepeated(names: readonly Identifier[]): void {
  for (const [index, name] of names.entries())
    if (names.findIndex(({ text }) => text === name.text) < index)
      fail('DUPLICATE_COLUMN', { name: name.text }, name.span)
}

/** `"T"["ID":1]`: how messages name a column. */
export function columnName(table: TableRecord, name: string, place: number): string {
  return `"${table.name}"["${name}":${place}]`
}

function targets(names: readonly Identifier[], table: TableRecord): readonly TableColumn[] {
  if (names.length === 0) return table.columns
  return names.map((name) => {
    const found = table.columns.find((each) => each.name === name.text)
    return found ?? fail('INVALID_IDENTIFIER', { name: name.text, line: 1, position: 0 }, name.span)
  })
}

/** A CSV field as COPY converts it: text into a semi-structured column is JSON, bytes are written as BINARY_FORMAT says. */
function csvValue(
  target: TableColumn,
  place: number,
  format: Extract<Format, { type: 'CSV' }>,
  options: CopyOptions,
): Expression {
  const text = position(place)
  const { type } = target
  switch (type.kind) {
    case 'VARCHAR':
      return cutOff(text, target, options)
    case 'VARIANT':
      return call('TRY_PARSE_JSON', text)
    case 'OBJECT':
    case 'ARRAY':
      return castTo(call('TRY_PARSE_JSON', text), type.kind)
    case 'BINARY':
      return format.values.binary === 'HEX'
        ? text
        : call('TO_BINARY', text, textLiteral(format.values.binary))
    case 'TIME':
      return format.values.time === 'AUTO' ? text : call('TRY_TO_TIME', text, textLiteral(format.values.time))
    default:
      return text
  }
}

/** TRUNCATECOLUMNS: a text that is no longer than the column. */
function cutOff(value: Expression, { type }: TableColumn, { truncate }: CopyOptions): Expression {
  return truncate && type.kind === 'VARCHAR' && type.length < 16_777_216
    ? call('LEFT', value, numberLiteral(type.length))
    : value
}

/** JSON and Parquet without a transformation fill one semi-structured column. */
function wholeDocument(columns: readonly TableColumn[], format: Format): Plan {
  const [only, ...more] = columns
  const isDocument = only !== undefined && ['VARIANT', 'OBJECT', 'ARRAY'].includes(only.type.kind)
  if (!isDocument || more.length > 0) fail('COPY_SEMI_STRUCTURED_COLUMNS', { type: format.type })
  const value = only.type.kind === 'VARIANT' ? position(1) : castTo(position(1), only.type.kind)
  return {
    columns,
    needs: nothingOfCsv,
    shape: () => ({ columns, query: selectFromStage([value]), checked: [undefined] }),
  }
}

const nothingOfCsv: CsvNeeds = { columns: 1, expected: undefined, columnName: () => '' }

function transformed(
  written: Query,
  statement: CopyIntoTable,
  table: TableRecord,
  options: CopyOptions,
): Plan {
  if (options.match !== 'NONE') fail('COPY_MATCH_TRANSFORM', undefined, written.span)
  const { query, select } = transformationOf(written)
  refuseFunctions(select.items)
  const columns = statement.columns.length > 0 ? targets(statement.columns, table) : table.columns
  const places = collect(select.items, (node) =>
    node.kind === 'PositionalColumn' ? (node as PositionalColumn).index : undefined,
  )
  if (select.items.some((item) => item.kind === 'Star'))
    fail('UNSUPPORTED', { feature: '* in a COPY statement' }, query.span)
  return {
    columns,
    needs: { columns: Math.max(1, ...places), expected: undefined, columnName: () => '' },
    shape: (loadable) => ({
      columns,
      query: withParquetColumns(
        rewrite(query, (node) => (node === select ? cutItems(select, columns, options) : undefined)),
        loadable,
      ),
      checked: columns.map(() => undefined),
    }),
  }
}

function cutItems(select: Select, columns: readonly TableColumn[], options: CopyOptions): Select {
  if (!options.truncate) return select
  const items = select.items.map((item, index) => {
    const target = columns[index]
    if (item.kind !== 'Item' || target?.type.kind !== 'VARCHAR') return item
    const expression = cutOff(castTo(item.expression, 'VARCHAR'), target, options)
    return { ...item, expression: { ...expression, span: item.expression.span } }
  })
  return { ...select, items }
}

/**
 * `$1:name` of a Parquet file reads that column alone instead of making JSON of the whole row first; under a cast, the column's
 * own value, which then is never JSON at all.
 */
export function withParquetColumns<T>(query: T, loadable: Loadable): T {
  if (loadable.parquet.length === 0) return query
  const typed = new Map(
    loadable.parquet.map(({ name }) => {
      const type = loadable.fields.find((each) => each.name === parquetField(name))?.type
      return [name, type?.kind === 'VARIANT' ? undefined : type]
    }),
  )
  const fieldOf = (node: { readonly kind: string }): string | undefined => {
    // The shape of a node is told by its kind.
    const path = node as Extract<Expression, { kind: 'Path' }>
    const [step, ...more] = path.kind === 'Path' ? path.steps : []
    const isFirst = path.kind === 'Path' && path.base.kind === 'PositionalColumn' && path.base.index === 1
    return isFirst && more.length === 0 && step?.kind === 'Field' && typed.has(step.name)
      ? step.name
      : undefined
  }
  return rewrite(query, (node) => {
    const cast = node as Extract<Expression, { kind: 'Cast' }>
    const inner = cast.kind === 'Cast' && !cast.try ? fieldOf(cast.operand) : undefined
    const type = inner === undefined ? undefined : typed.get(inner)
    const semi = cast.kind === 'Cast' && ['VARIANT', 'OBJECT', 'ARRAY'].includes(cast.type.name)
    if (inner !== undefined && type !== undefined && !semi)
      return { ...cast, operand: { ...column(parquetField(inner)), span: cast.operand.span } }
    const whole = fieldOf(node)
    return whole === undefined
      ? undefined
      : { ...column(parquetVariant(whole)), span: (node as Expression).span }
  })
}

/** MATCH_BY_COLUMN_NAME. https://docs.snowflake.com/en/sql-reference/sql/copy-into-table#label-copy-into-match-by-column-name */
function matched(statement: CopyIntoTable, table: TableRecord, format: Format, options: CopyOptions): Plan {
  if (statement.columns.length > 0)
    fail('CONFLICTING_CLAUSES', { clauses: 'MATCH_BY_COLUMN_NAME and a list of columns' })
  if (format.type === 'CSV' && !format.parseHeader)
    fail('STAGE_FORMAT_MISMATCH', {
      reason: 'MATCH_BY_COLUMN_NAME of CSV files needs the file format option PARSE_HEADER = TRUE.',
    })
  for (const { column: name, metadata } of options.includeMetadata) {
    if (!isMetadata(metadata)) fail('UNSUPPORTED', { feature: `INCLUDE_METADATA of ${metadata}` }, name.span)
    if (!table.columns.some((each) => each.name === name.text))
      fail('INVALID_IDENTIFIER', { name: name.text, line: 1, position: 0 }, name.span)
  }
  const fold = (name: string) => (options.match === 'CASE_INSENSITIVE' ? name.toUpperCase() : name)
  const isSame = (a: string, b: string) => fold(a) === fold(b)
  const filled = table.columns
  const metadataOf = (target: TableColumn) =>
    options.includeMetadata.find((each) => each.column.text === target.name)?.metadata
  return {
    columns: filled,
    needs: {
      columns: filled.length,
      expected:
        format.type === 'CSV' && format.checkColumnCount
          ? filled.length - options.includeMetadata.length
          : format.type === 'CSV'
            ? 'uniform'
            : undefined,
      columnName: (place) => columnName(table, filled[place - 1]?.name ?? '', place),
      keys: format.type === 'JSON',
      byHeader: (header) => filled.map((target) => header.findIndex((name) => isSame(name, target.name)) + 1),
    },
    shape: (loadable) => {
      const keys = loadable.keys ?? []
      const value = (target: TableColumn, at: number): Expression => {
        const special = metadataOf(target)
        if (special !== undefined) return column(special)
        if (format.type === 'CSV') return csvValue(target, at + 1, format, options)
        if (format.type === 'PARQUET') return parquetValue(target, loadable, isSame, format, options)
        return jsonValue(
          target,
          keys.filter((key) => isSame(key, target.name)),
          format,
          options,
        )
      }
      return {
        columns: filled,
        query: selectFromStage(filled.map(value)),
        checked: filled.map((target, at) =>
          format.type === 'CSV' && metadataOf(target) === undefined ? at + 1 : undefined,
        ),
      }
    },
  }
}

function parquetValue(
  target: TableColumn,
  loadable: Loadable,
  isSame: (a: string, b: string) => boolean,
  format: Extract<Format, { type: 'PARQUET' }>,
  options: CopyOptions,
): Expression {
  const found = loadable.parquet.find(({ name }) => isSame(name, target.name))
  if (found === undefined) return nullLiteral
  const semi = isSemiStructured(target)
  const type = typeOfParquet(found.type, format)
  if (semi || type === undefined)
    return castTo(column(parquetVariant(found.name)), semi ? target.type.kind : 'VARIANT')
  const value = column(parquetField(found.name))
  const isText = type.kind === 'VARCHAR'
  const trimmed = isText && format.trimSpace ? call('TRIM', value) : value
  return cutOff(withoutMarks(trimmed, isText, format), target, options)
}

/** NULL_IF: "all instances of the value to NULL, regardless of the data type". */
function withoutMarks(
  value: Expression,
  isText: boolean,
  { nullIf, nullIfGiven }: Extract<Format, { type: 'PARQUET' | 'JSON' }>,
): Expression {
  if (isText) return nullIf.reduce((inner, mark) => call('NULLIF', inner, textLiteral(mark)), value)
  // The default mark is no number and no date.
  if (!nullIfGiven) return value
  return nullIf.reduce(
    (inner, mark) =>
      call('IFF', call('EQUAL_NULL', castTo(value, 'VARCHAR'), textLiteral(mark)), nullLiteral, inner),
    value,
  )
}

function isSemiStructured({ type }: TableColumn): boolean {
  return ['VARIANT', 'OBJECT', 'ARRAY'].includes(type.kind)
}

/** The first of the document's keys that mean the column and have a value. */
function jsonValue(
  target: TableColumn,
  keys: readonly string[],
  format: Extract<Format, { type: 'JSON' }>,
  options: CopyOptions,
): Expression {
  const semi = isSemiStructured(target)
  const values = keys.map((key) => {
    const value = field(position(1), key)
    if (semi) return target.type.kind === 'VARIANT' ? value : castTo(value, target.type.kind)
    const text = castTo(value, 'VARCHAR')
    const trimmed = format.trimSpace ? call('TRIM', text) : text
    const marked = withoutMarks(trimmed, true, format)
    return target.type.kind === 'BINARY' && format.values.binary !== 'HEX'
      ? call('TO_BINARY', marked, textLiteral(format.values.binary))
      : marked
  })
  const [only, ...more] = values
  if (only === undefined) return nullLiteral
  return cutOff(more.length === 0 ? only : call('COALESCE', ...values), target, options)
}
