import { fail, SnowmeltError } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import { ledgerColumn, type LedgerRelation } from '../catalog/ledger-relation.ts'
import type { Context } from '../context.ts'
import { boolean, duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import type { Files } from '../../lake/files.ts'
import type { Duck } from '../duck/connection.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Format } from './format.ts'
import { guessedType, icebergType, kindOfJson, kindOfText, parquetType, type Seen } from './inferred-type.ts'
import { openFiles, type Loadable } from './loadable.ts'
import type { StageLocation } from './location.ts'
import { findFiles } from './select-files.ts'
import { SideConnection } from './side.ts'

/** What INFER_SCHEMA is asked. */
export interface SchemaQuestion {
  readonly location: StageLocation
  readonly format: Format
  readonly files: readonly string[] | undefined
  readonly ignoreCase: boolean
  readonly maxFiles: number | undefined
  readonly maxRecords: number | undefined
  readonly kind: 'STANDARD' | 'ICEBERG'
}

/** Where files are read. */
export interface InferenceWorld {
  readonly files: Files
  readonly duck: Duck
  readonly transaction: Transaction
}

/** A column of staged files. */
export interface InferredColumn {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly expression: string
  readonly files: readonly string[]
}

/** A column as one file has it. */
interface FoundColumn {
  readonly name: string
  readonly nullable: boolean
  /** What the values look like; a Parquet file tells the type itself. */
  readonly seen: readonly Seen[] | { readonly type: string }
}

const { boolean: truth, text: words, whole } = ledgerColumn

/** What INFER_SCHEMA gives. https://docs.snowflake.com/en/sql-reference/functions/infer_schema#output */
export async function inferredSchema(question: SchemaQuestion, context: Context): Promise<LedgerRelation> {
  const { kind, format, location } = question
  if (kind === 'ICEBERG' && format.type !== 'PARQUET')
    fail('UNSUPPORTED', { feature: `INFER_SCHEMA of ${format.type} files with KIND => 'ICEBERG'` })
  const { found } = await findFiles(context.files, location, {
    files: question.files,
    pattern: undefined,
    onError: { kind: 'Abort' },
  })
  const refuse = (loadable: Loadable) => refuseFaults(loadable, location)
  const columns = await inferColumns(question, found, context, refuse)
  const rows = columns.map(
    ({ name, type, nullable, expression, files }, index) =>
      duck`(${text(name)}, ${text(type)}, ${boolean(nullable)}, ${text(expression)}, ${text(files.join(', '))}, ${integer(index)})`,
  )
  const none = duck`SELECT '' AS a, '' AS b, TRUE AS c, '' AS d, '' AS e, 0 AS f WHERE FALSE`
  const values = rows.length === 0 ? none : duck`SELECT * FROM (VALUES ${join(rows)})`
  return {
    from: duck`(${values}) AS inferred(column_name, type, nullable, expression, filenames, order_id)`,
    columns: [
      words('COLUMN_NAME'),
      words('TYPE'),
      truth('NULLABLE'),
      words('EXPRESSION'),
      words('FILENAMES'),
      whole('ORDER_ID'),
    ],
  }
}

/** The columns of the files, in the order in which they first come. `judge` is shown what each file gives. */
export async function inferColumns(
  question: SchemaQuestion,
  infos: readonly FileInfo[],
  world: InferenceWorld,
  judge: (loadable: Loadable) => void = () => undefined,
): Promise<readonly InferredColumn[]> {
  const { location, ignoreCase, format } = question
  const byName = new Map<string, { name: string; nullable: boolean; parts: FoundColumn[]; files: string[] }>()
  for (const info of infos.slice(0, question.maxFiles)) {
    for (const column of await columnsOfFile(info, question, world, judge)) {
      const name = ignoreCase ? column.name.toUpperCase() : column.name
      const known = byName.get(name) ?? { name, nullable: false, parts: [], files: [] }
      known.nullable ||= column.nullable
      known.parts.push(column)
      const file = location.path(info.url)
      if (!known.files.includes(file)) known.files.push(file)
      byName.set(name, known)
    }
  }
  return [...byName.values()].map(({ name, nullable, parts, files }) => {
    const type = typeOf(parts, format.type === 'JSON')
    return { name, type, nullable, files, expression: expressionOf(name, type, ignoreCase) }
  })
}

function expressionOf(name: string, type: string, ignoreCase: boolean): string {
  return ignoreCase ? `GET_IGNORE_CASE ($1, ${name})::${type}` : `$1:${name}::${type}`
}

function typeOf(parts: readonly FoundColumn[], isJson: boolean): string {
  const seen: Seen[] = []
  const types = new Set<string>()
  for (const part of parts) {
    if ('type' in part.seen) types.add(part.seen.type)
    else seen.push(...part.seen)
  }
  const [only, ...more] = types
  if (only === undefined) return guessedType(seen, isJson)
  return more.length === 0 ? only : mergedTypes([...types])
}

/** Files of one schema may have a column in several types. */
function mergedTypes(types: readonly string[]): string {
  const numbers = types.map((type) => /^NUMBER\((\d+), (\d+)\)$/.exec(type))
  if (numbers.every((number) => number !== null)) {
    const scale = Math.max(...numbers.map((number) => Number(number?.[2])))
    const whole = Math.max(...numbers.map((number) => Number(number?.[1]) - Number(number?.[2])))
    return `NUMBER(${Math.min(38, whole + scale)}, ${scale})`
  }
  return types.every((type) => type === 'REAL' || type.startsWith('NUMBER')) ? 'REAL' : 'VARIANT'
}

async function columnsOfFile(
  info: FileInfo,
  question: SchemaQuestion,
  world: InferenceWorld,
  judge: (loadable: Loadable) => void,
): Promise<readonly FoundColumn[]> {
  const { format } = question
  if (format.type === 'PARQUET') return await parquetColumns(info, format, question, world)
  let header: readonly string[] | undefined
  const byHeader = (names: readonly string[]) => {
    header = names
    return names.map((_, index) => index + 1)
  }
  const { transaction } = world
  const loadable = await openFiles(
    { files: world.files, duck: world.duck, runner: transaction },
    [info],
    format,
    {
      columns: undefined,
      expected: undefined,
      columnName: () => '',
      ...(format.type === 'CSV' && format.parseHeader ? { byHeader } : {}),
    },
    (release) => {
      transaction.onCommit(release)
      transaction.onRollback(release)
    },
  )
  judge(loadable)
  return format.type === 'JSON'
    ? await jsonColumns(loadable, question, world)
    : await csvColumns(loadable, header, question, world)
}

function refuseFaults({ rejects, files }: Loadable, location: StageLocation): void {
  const [fault] = rejects
  if (fault === undefined) return
  const file = location.path(files[fault.file]?.url ?? '')
  throw new SnowmeltError(
    fault.code,
    `${fault.reason}\n  File '${file}', line ${fault.line}, character ${fault.character}`,
  )
}

function firstRows({ rows }: Loadable, { maxRecords }: SchemaQuestion): Sql {
  return maxRecords === undefined
    ? rows
    : duck`(SELECT * FROM ${rows} WHERE "$row" <= ${integer(maxRecords)})`
}

/** For each value of a column its kind; by kind, the most digits before and behind the point. */
function summary(values: Sql): Sql {
  const digits = duck`regexp_extract(value, '^[+-]?0*([0-9]*)', 1)`
  const fraction = duck`regexp_extract(value, '^[+-]?[0-9]*[.]([0-9]*)', 1)`
  return duck`SELECT place, name, kind, max(CASE WHEN kind = 'NUMBER' THEN length(${digits}) ELSE 0 END), max(CASE WHEN kind = 'NUMBER' THEN length(${fraction}) ELSE 0 END) FROM (${values}) GROUP BY ALL ORDER BY place`
}

async function csvColumns(
  loadable: Loadable,
  header: readonly string[] | undefined,
  question: SchemaQuestion,
  { transaction }: InferenceWorld,
): Promise<readonly FoundColumn[]> {
  // The header tells how many columns there are; a row may have more.
  const width = header?.length ?? loadable.fields.length
  const names = Array.from({ length: width }, (_, index) => header?.[index] ?? `c${index + 1}`)
  const places = names.flatMap((_, index) =>
    index < loadable.fields.length
      ? [duck`{place: ${integer(index)}, value: ${ident(`$${index + 1}`)}}`]
      : [],
  )
  if (places.length === 0) return names.map((name) => ({ name, nullable: true, seen: [] }))
  const cells = duck`SELECT unnest([${join(places)}], recursive := true) FROM ${firstRows(loadable, question)}`
  const values = duck`SELECT place, '' AS name, value, ${kindOfText(duck`value`)} AS kind FROM (${cells}) WHERE value IS NOT NULL`
  const rows = await transaction.rows(summary(values))
  return names.map((name, index) => ({
    name,
    nullable: true,
    seen: rows.flatMap((row) => (Number(row[0]) === index ? [seenOf(row)] : [])),
  }))
}

function seenOf([, , kind, digits, scale]: readonly (string | null)[]): Seen {
  return { kind: kind ?? 'TEXT', digits: Number(digits), scale: Number(scale) }
}

async function jsonColumns(
  loadable: Loadable,
  question: SchemaQuestion,
  { transaction }: InferenceWorld,
): Promise<readonly FoundColumn[]> {
  // The texts as they are in the file: the loaded documents have their numbers written otherwise.
  const texts = await loadable.texts(new Map([[0, []]]))
  const few = question.maxRecords === undefined ? duck`` : duck`AND "row" <= ${integer(question.maxRecords)}`
  const documents = duck`SELECT "row" AS "$row", CAST(raw AS JSON) AS document FROM (${texts}) WHERE json_type(raw) = 'OBJECT' ${few}`
  // DuckDB gives 1E2 as 100.0.
  const isScientific = duck`m.type = 'DOUBLE' AND regexp_matches(CAST(d.document AS VARCHAR), '[0-9][eE][-+]?[0-9]') AND regexp_matches(CAST(d.document AS VARCHAR), CAST(to_json(m.key) AS VARCHAR) || '\\s*:\\s*-?[0-9.]+[eE]')`
  const members = duck`SELECT d."$row" AS "row", m.id AS place, m.key AS name, m.type AS type, CASE WHEN m.type = 'VARCHAR' THEN json_extract_string(m.value, '$') WHEN ${isScientific} THEN '1e1' ELSE CAST(m.value AS VARCHAR) END AS value FROM (${documents}) d, json_each(d.document) m`
  const firsts = await transaction.rows(
    duck`SELECT name FROM (${members}) GROUP BY name ORDER BY min({r: "row", p: place})`,
  )
  const values = duck`SELECT 0 AS place, name, value, ${kindOfJson(duck`type`, duck`value`)} AS kind FROM (${members}) WHERE type <> 'NULL'`
  const rows = await transaction.rows(summary(values))
  return firsts.map(([name]) => ({
    name: name ?? '',
    nullable: true,
    seen: rows.flatMap((row) => (row[1] === name ? [seenOf(row)] : [])),
  }))
}

async function parquetColumns(
  info: FileInfo,
  format: Extract<Format, { type: 'PARQUET' }>,
  { kind }: SchemaQuestion,
  { files, duck: database }: InferenceWorld,
): Promise<readonly FoundColumn[]> {
  const path = await files.localPath(info.url)
  const side = await SideConnection.open(database)
  try {
    const scan = duck`read_parquet(${text(path)}, binary_as_string = ${boolean(format.binaryAsText)})`
    const described = await side.rows(duck`DESCRIBE SELECT * FROM ${scan}`)
    const schema = await side.rows(
      duck`SELECT name, repetition_type FROM parquet_schema(${text(path)}) ORDER BY column_id`,
    )
    const required = new Set(
      schema.filter(([, repetition]) => repetition === 'REQUIRED').map(([name]) => name),
    )
    return described.map(([name, type]) => ({
      name: name ?? '',
      nullable: !required.has(name ?? ''),
      seen: { type: kind === 'ICEBERG' ? icebergType(type ?? '') : parquetType(type ?? '') },
    }))
  } finally {
    side.close()
  }
}
