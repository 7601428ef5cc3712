import type { FileInfo, Files } from '../../lake/files.ts'
import { boolean, duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { readExactly, recordsFrom, recordsOf, type ExactRequest } from './csv-exact.ts'
import { headerLines, type CsvFile, type CsvRequest } from './csv-file.ts'
import { findRecords, recordValues, type FoundRecord } from './csv-records.ts'
import type { CsvFormat } from './format.ts'
import { Preparer, type PreparedFile } from './prepare.ts'
import { firstRecord } from './record.ts'
import {
  createStaging, groupBy, pathList, removeFiles, stagingTable, type Reject, type Runner, type Staging,
  type WantedRows,
} from './staging.ts' // prettier-ignore

/** Reads CSV files into a staging table: DuckDB's reader where it reads as Snowflake does, the exact one for the rest. */
export async function stageCsv(
  runner: Runner,
  files: Files,
  infos: readonly FileInfo[],
  wanted: CsvRequest,
  keep: (release: () => void) => void,
): Promise<Staging> {
  const preparer = new Preparer(files, wanted.format, crypto.randomUUID())
  keep(() => void preparer.close())
  const rejects: Reject[] = []
  const readable: CsvFile[] = []
  for (const [number, info] of infos.entries()) {
    const prepared = await preparer.prepare(info)
    if ('fault' in prepared) rejects.push(fileFault(number, prepared.fault))
    else readable.push(csvFile(number, prepared, wanted))
  }
  const widths = new Map(readable.map((file) => [file.number, widthOf(file, wanted.format)]))
  const request: CsvRequest = { ...wanted, widths }
  const widest = Math.max(1, ...readable.map(({ width }) => width ?? 0))
  const columns = Array.from({ length: request.columns ?? widest }, (_, index) => `$${index + 1}`)
  const table = await createStaging(runner, columns, duck`VARCHAR`)
  const filled = readable.filter(({ width }) => width !== undefined)
  const plain = filled.filter((file) => isPlain(file, request))
  const odd = new Set(filled.filter((file) => !plain.includes(file)))
  const uneven: FoundRecord[] = []
  for (const group of groupBy(plain, groupKey)) {
    for (const [file, starts] of await scan(runner, table, group, { ...request, staged: columns })) {
      const found =
        starts === undefined ? undefined : await unevenRecords(runner, table, file, request, starts)
      if (found === undefined) odd.add(file)
      else uneven.push(...found)
    }
  }
  const again = [...odd].sort((a, b) => a.number - b.number)
  await removeFiles(
    runner,
    table,
    again.filter((file) => plain.includes(file)).map(({ number }) => number),
  )
  const exact: ExactRequest = { ...request, table, staged: columns }
  if (again.length > 0) rejects.push(...(await readExactly(runner, again, exact)))
  if (uneven.length > 0) {
    const files = plain.filter(({ number }) => uneven.some(({ file }) => file === number))
    rejects.push(...(await readExactly(runner, files, exact, recordsFrom(recordValues(uneven), request))))
  }
  rejects.sort((a, b) => a.file - b.file || a.row - b.row)
  return {
    table,
    files: infos,
    columns,
    rejects,
    isIrregular: rejects.length > 0 || uneven.length > 0,
    apart: new Map(
      groupBy(uneven, ({ file }) => String(file)).map((rows) => [
        rows[0]?.file ?? 0,
        rows.map(({ row }) => row),
      ]),
    ),
    texts: async (wanted) => textsOf(readable, odd, wanted, request),
  }
}

/** More rows than this are not looked for one by one: the whole file is cut up for them. */
const mostRows = 2000

async function textsOf(
  files: readonly CsvFile[],
  odd: ReadonlySet<CsvFile>,
  wanted: WantedRows,
  request: CsvRequest,
): Promise<Sql> {
  const whole: CsvFile[] = []
  const found: FoundRecord[] = []
  for (const file of files) {
    const rows = new Set(wanted.get(file.number))
    if (rows.size === 0) continue
    const few =
      odd.has(file) || rows.size > mostRows
        ? undefined
        : await findRecords(file, request.format, (row) => rows.has(row))
    if (few === undefined) whole.push(file)
    else found.push(...few.records)
  }
  const parts = [
    ...(whole.length > 0 ? [recordsOf(whole, request)] : []),
    ...(found.length > 0 ? [recordsFrom(recordValues(found), request)] : []),
  ]
  return join(parts, ' UNION ALL ')
}

/**
 * The records with more or fewer fields than the others of their file, which DuckDB's reader has left out, with their numbers; undefined
 * when what was left out is not just these.
 */
async function unevenRecords(
  runner: Runner,
  table: string,
  file: CsvFile,
  request: CsvRequest,
  starts: ReadonlySet<number>,
): Promise<readonly FoundRecord[] | undefined> {
  const found = await findRecords(file, request.format, (_, start) => starts.has(start))
  const [staged] = await runner.rows(
    duck`SELECT count(*) FROM ${stagingTable({ table })} WHERE file = ${integer(file.number)}`,
  )
  if (found === undefined || found.records.length !== starts.size) return undefined
  return Number(staged?.[0]) + starts.size === found.count ? found.records : undefined
}

/** The reject that stands for a file which cannot be read at all. */
export function fileFault(file: number, reason: string): Reject {
  return {
    file,
    row: 0,
    line: 0,
    character: 0,
    column: undefined,
    raw: null,
    reason,
    code: 'COPY_FILE_UNREADABLE',
  }
}

/** The fields that the header names, or the first record has. */
function widthOf({ prepared, width = 0 }: CsvFile, format: CsvFormat): number {
  return format.parseHeader ? (firstRecord(prepared.sniff.head, format, 0)?.length ?? width) : width
}

function csvFile(
  number: number,
  prepared: Extract<PreparedFile, { path: string }>,
  request: CsvRequest,
): CsvFile {
  const { format } = request
  const { head } = prepared.sniff
  const width = firstRecord(head, format, headerLines(format))?.length
  const header = format.parseHeader ? (firstRecord(head, format, 0) ?? []) : []
  return { number, path: prepared.path, prepared, width, places: request.byHeader?.(header) }
}

/** Whether DuckDB's reader takes the file's bytes for the same rows as Snowflake does. */
function isPlain({ number, prepared, width }: CsvFile, { format, expected, widths }: CsvRequest): boolean {
  const { sniff } = prepared
  const { fieldDelimiter, recordDelimiter, enclosedBy } = format
  if (fieldDelimiter === undefined || Buffer.byteLength(fieldDelimiter) > 4) return false
  if (recordDelimiter !== '\n' && recordDelimiter !== '\r\n') return false
  if (recordDelimiter === '\r\n' && sniff.newline !== 'crlf') return false
  if (enclosedBy !== undefined && Buffer.byteLength(enclosedBy) > 1) return false
  if (sniff.newline === 'mixed' || sniff.blankLine || sniff.nul || sniff.escape || sniff.spacedQuote)
    return false
  if (prepared.invalidText && !format.replaceInvalid) return false
  if (!format.skipMark && sniff.head.startsWith('\ufeff')) return false
  if (enclosedBy !== undefined && !format.multiLine) return false
  if (enclosedBy !== undefined && headerText(sniff.head, format).includes(enclosedBy) && !format.parseHeader)
    return false
  return expected === undefined || width === (expected === 'uniform' ? widths?.get(number) : expected)
}

function headerText(head: string, format: CsvFormat): string {
  return head.split('\n', headerLines(format)).join('\n')
}

function groupKey({ prepared, width, places }: CsvFile): string {
  return `${width}/${prepared.sniff.newline}/${places?.join(',') ?? ''}`
}

/**
 * One scan of many files; gives back those with rows that DuckDB could not read, and where in the file these rows begin, if all that is
 * wrong with them is how many fields they have.
 */
async function scan(
  runner: Runner,
  table: string,
  group: readonly CsvFile[],
  request: CsvRequest & { readonly staged: readonly string[] },
): Promise<ReadonlyMap<CsvFile, ReadonlySet<number> | undefined>> {
  const [first] = group
  if (first?.width === undefined) return new Map()
  const names = Array.from({ length: first.width }, (_, index) => `c${index + 1}`)
  const rejects = plainName(runner.temporaryName('rejects'))
  const scans = plainName(runner.temporaryName('scans'))
  const source = csvScan(group, names, request.format, { rejects, scans })
  const values = request.staged.map((_, index) => {
    const name = names[(first.places?.[index] ?? index + 1) - 1]
    return name === undefined ? duck`NULL` : stagedValue(ident(name), request.format)
  })
  const number = duck`[${join(group.map(({ number }) => integer(number)))}][CAST(file_index AS BIGINT) + 1]`
  const consecutive = group.every((file, index) => file.number === first.number + index)
  const file = consecutive ? duck`file_index + ${integer(first.number)}` : number
  await runner.run(
    duck`INSERT INTO ${stagingTable({ table })} SELECT ${file}, NULL, ${join(values)} FROM ${source}`,
  )
  const found = await runner.rows(
    duck`SELECT s.file_path, r.line_byte_position, bool_and(r.error_type IN ('MISSING COLUMNS', 'TOO MANY COLUMNS')) FROM temp.main.${ident(rejects)} r JOIN temp.main.${ident(scans)} s ON s.scan_id = r.scan_id AND s.file_id = r.file_id GROUP BY ALL`,
  )
  await runner.run(duck`DROP TABLE temp.main.${ident(rejects)}; DROP TABLE temp.main.${ident(scans)}`)
  const bad = new Map<CsvFile, ReadonlySet<number> | undefined>()
  for (const rows of groupBy(found, ([path]) => path ?? '')) {
    const file = group.find(({ path }) => path === rows[0]?.[0])
    if (file === undefined) throw new Error(`Snowmelt bug: ${rows[0]?.[0] ?? ''} was not to be read`)
    const isUneven = rows.length <= mostRows && rows.every(([, , uneven]) => uneven === 'true')
    // DuckDB counts bytes from 1.
    const starts = new Set(rows.map(([, start]) => Number(start) - 1))
    bad.set(file, isUneven ? starts : undefined)
  }
  return bad
}

/** DuckDB takes the names of its tables of rejects only where they need no quotes. */
function plainName(name: string): string {
  return name.replaceAll(/\W/g, '_')
}

function csvScan(
  group: readonly CsvFile[],
  names: readonly string[],
  format: CsvFormat,
  tables: { readonly rejects: string; readonly scans: string },
): Sql {
  const columns = join(names.map((name) => duck`${text(name)}: 'VARCHAR'`))
  const quote = text(format.enclosedBy ?? '')
  const newline = group[0]?.prepared.sniff.newline === 'crlf' ? text('\\r\\n') : text('\\n')
  const nulls = nativeNulls(format)
  const options = [
    duck`auto_detect = false`,
    duck`header = false`,
    duck`skip = ${integer(headerLines(format))}`,
    duck`delim = ${text(format.fieldDelimiter ?? ',')}`,
    duck`quote = ${quote}`,
    duck`escape = ${quote}`,
    duck`new_line = ${newline}`,
    duck`columns = {${columns}}`,
    duck`nullstr = ${nulls}`,
    duck`allow_quoted_nulls = ${boolean(format.enclosedBy === undefined)}`,
    duck`max_line_size = 16777216`,
    duck`store_rejects = true`,
    // One for each field that is missing; a file with more is read by the exact reader.
    duck`rejects_limit = ${integer(20 * mostRows)}`,
    duck`rejects_table = ${text(tables.rejects)}`,
    duck`rejects_scan = ${text(tables.scans)}`,
    duck`compression = 'none'`,
  ]
  return duck`read_csv(${pathList(group.map(({ path }) => path))}, ${join(options)})`
}

/**
 * The texts that DuckDB's reader itself takes for NULL. Where fields may be enclosed, only the empty field: an enclosed `""` is an
 * empty text, while NULL_IF also holds for what is enclosed, and DuckDB has one switch for both.
 */
function nativeNulls(format: CsvFormat): Sql {
  const empties = format.emptyAsNull ? [''] : []
  const given = isNativeNullIf(format) ? format.nullIf.filter((value) => value !== '') : []
  // A list must not be empty; nobody writes this one.
  const all = [...empties, ...given]
  return pathList(all.length === 0 ? ['\u{10fffd}'] : all)
}

function isNativeNullIf(format: CsvFormat): boolean {
  return format.enclosedBy === undefined && !format.trimSpace
}

/** A field as it stands in the staging table: trimmed, with NULL_IF and EMPTY_FIELD_AS_NULL applied. */
export function stagedValue(field: Sql, format: CsvFormat): Sql {
  const trimmed = format.trimSpace ? trimmedText(field, format) : field
  const rest = isNativeNullIf(format)
    ? format.nullIf.filter((value) => value === '' && !format.emptyAsNull)
    : format.nullIf
  return rest.length === 0
    ? trimmed
    : duck`CASE WHEN ${trimmed} IN (${join(rest.map(text))}) THEN NULL ELSE ${trimmed} END`
}

/**
 * A field of nothing but blanks is empty once it is trimmed. An enclosed one does not come here (`spacedQuote` in sniff.ts), so that what
 * has blanks was not enclosed; what is empty from the start was, for DuckDB's reader takes other empty fields for NULL itself.
 */
function trimmedText(field: Sql, format: CsvFormat): Sql {
  const trimmed = duck`trim(${field}, ${text(' \t')})`
  if (!format.emptyAsNull) return trimmed
  const bare = duck`nullif(${trimmed}, '')`
  return format.enclosedBy === undefined ? bare : duck`CASE WHEN ${field} = '' THEN '' ELSE ${bare} END`
}
