import { readFile } from 'node:fs/promises'
import type { FileInfo, Files } from '../../lake/files.ts'
import { SnowmeltError } from '../../common/errors.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { fileFault } from './csv.ts'
import { invalidMark } from './decode.ts'
import type { JsonFormat } from './format.ts'
import { readDocuments, readElements, type JsonDocument } from './json-text.ts'
import { Preparer, type PreparedFile } from './prepare.ts'
import {
  createStaging,
  pathList,
  removeFiles,
  stagingTable,
  type Reject,
  type Runner,
  type Staging,
  type WantedRows,
} from './staging.ts'

/** How documents follow each other in a file: one a line, anyhow, or as the elements of an array whose brackets are taken off. */
type Layout = 'newline_delimited' | 'unstructured' | 'array'

interface JsonFile {
  readonly number: number
  readonly path: string
  readonly layout: Layout
  readonly size: number
}

/** Files up to this size are read by the liberal reader where DuckDB's cannot read them. */
const mostText = 256 * 1024 * 1024

/** The largest document that DuckDB makes room for where files are small. */
const smallestRoom = 16_777_216

/**
 * Reads JSON files into a staging table, the text of each document in `$1`: numbers keep the digits that they are written with.
 *
 * A file with a document a line is read with `ignore_errors`, by which a bad line gives a null; a file that has one is read again
 * line by line, so that each line is judged alone. Any other file that DuckDB cannot parse from beginning to end is read by the liberal
 * reader (json-text.ts). `side` is where such files are tried before the transaction reads them.
 */
export async function stageJson(
  runner: Runner,
  side: Runner,
  files: Files,
  infos: readonly FileInfo[],
  format: JsonFormat,
  keep: (release: () => void) => void,
): Promise<Staging> {
  const preparer = new Preparer(files, format, crypto.randomUUID())
  keep(() => void preparer.close())
  const table = await createStaging(runner, ['$1'], duck`VARCHAR`)
  const rejects: Reject[] = []
  const readable: JsonFile[] = []
  for (const [number, info] of infos.entries()) {
    const prepared = await preparer.prepare(info)
    if ('fault' in prepared) rejects.push(fileFault(number, prepared.fault))
    else if (prepared.sniff.head.trim() !== '') readable.push(jsonFile(number, prepared, format))
  }
  for (const layout of ['newline_delimited', 'unstructured', 'array'] as const) {
    const group = readable.filter((file) => file.layout === layout)
    const { good, odd } =
      layout === 'newline_delimited' ? { good: group, odd: [] } : await parsable(side, group)
    if (good.length > 0) await runner.run(duck`INSERT INTO ${stagingTable({ table })} ${scan(good)}`)
    for (const { file, fault } of odd)
      rejects.push(...(await readText(runner, side, table, file, fault, format)))
  }
  const broken = await runner.rows(
    duck`SELECT DISTINCT file FROM ${stagingTable({ table })} WHERE "$1" IS NULL`,
  )
  const again = readable.filter(({ number }) => broken.some(([file]) => Number(file) === number))
  await removeFiles(
    runner,
    table,
    again.map(({ number }) => number),
  )
  for (const file of again) rejects.push(...(await readLines(runner, table, file, format)))
  rejects.push(...(await takeOdd(runner, table, format)))
  rejects.sort((a, b) => a.file - b.file || a.row - b.row)
  const staged = stagingTable({ table })
  const first = duck`(SELECT file, min(rowid) AS first FROM ${staged} GROUP BY file)`
  const texts = async (wanted: WantedRows) =>
    duck`SELECT s.file, coalesce(s."row", s.rowid - f.first + 1) AS "row", coalesce(s."row", s.rowid - f.first + 1) AS line, s."$1" AS raw, CAST(NULL AS VARCHAR[]) AS fields FROM ${staged} s JOIN ${first} f ON s.file = f.file WHERE s.file IN (${join([...wanted.keys()].map(integer))})`
  return { table, files: infos, columns: ['$1'], rejects, isIrregular: rejects.length > 0, texts }
}

function jsonFile(
  number: number,
  prepared: Extract<PreparedFile, { path: string }>,
  format: JsonFormat,
): JsonFile {
  const { head } = prepared.sniff
  const start = head.replace(/^\ufeff/, '').trimStart()
  return { number, path: prepared.path, size: prepared.info.size, layout: layoutOf(start, format) }
}

function layoutOf(start: string, format: JsonFormat): Layout {
  if (format.stripOuterArray && start.startsWith('[')) return 'array'
  if (!format.multiLine) return 'newline_delimited'
  return isWholeLine(start.split('\n', 1)[0] ?? '') ? 'newline_delimited' : 'unstructured'
}

/** Whether the first line is a document by itself; a line too long for the first bytes that were read is taken for one. */
function isWholeLine(line: string): boolean {
  if (line.length > 60_000) return true
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function scan(files: readonly JsonFile[]): Sql {
  const [first] = files
  const layout = first?.layout ?? 'unstructured'
  const numbers = join(files.map(({ number }) => integer(number)))
  const room = Math.max(smallestRoom, ...files.map(({ size }) => (layout === 'unstructured' ? size + 16 : 0)))
  const ignore = layout === 'newline_delimited' ? duck`, ignore_errors = true` : duck``
  return duck`SELECT [${numbers}][CAST(file_index AS BIGINT) + 1], NULL, CAST(json AS VARCHAR) FROM read_json_objects(${pathList(files.map(({ path }) => path))}, format = ${text(layout)}, maximum_object_size = ${integer(room)}, compression = 'uncompressed'${ignore})`
}

/**
 * Documents that DuckDB has read and that are not to be loaded as they are: with a key twice, at any depth (an error, unless
 * ALLOW_DUPLICATE keeps the last value), with bytes that are no characters, or of several lines where MULTI_LINE forbids that.
 */
async function takeOdd(runner: Runner, table: string, format: JsonFormat): Promise<readonly Reject[]> {
  const staged = stagingTable({ table })
  const ids = await oddDocuments(runner, table, format)
  if (ids.length === 0) return []
  // The rows that stay keep their numbers.
  await runner.run(
    duck`UPDATE ${staged} AS s SET "row" = s.rowid - f.first + 1 FROM (SELECT file, min(rowid) AS first FROM ${staged} GROUP BY file) f WHERE f.file = s.file AND s."row" IS NULL`,
  )
  const rejects: Reject[] = []
  const gone: string[] = []
  for (let start = 0; start < ids.length; start += 1000) {
    const some = join(ids.slice(start, start + 1000).map((id) => integer(BigInt(id))))
    const rows = await runner.rows(
      duck`SELECT rowid, file, "row", "$1" FROM ${staged} WHERE rowid IN (${some}) ORDER BY rowid`,
    )
    const changed: Sql[] = []
    for (const [id = null, file, row, raw] of rows) {
      const judged = judgeDocument(raw ?? '', format)
      if ('text' in judged) changed.push(duck`(${integer(BigInt(id ?? 0))}, ${text(judged.text)})`)
      else {
        gone.push(id ?? '')
        rejects.push(badLine(Number(file), Number(row), Number(row), raw ?? '', judged.reason))
      }
    }
    if (changed.length > 0)
      await runner.run(
        duck`UPDATE ${staged} AS s SET "$1" = c.document FROM (VALUES ${join(changed)}) AS c(id, document) WHERE s.rowid = c.id`,
      )
  }
  for (let start = 0; start < gone.length; start += 1000)
    await runner.run(
      duck`DELETE FROM ${staged} WHERE rowid IN (${join(gone.slice(start, start + 1000).map((id) => integer(BigInt(id))))})`,
    )
  return rejects
}

function judgeDocument(
  raw: string,
  format: JsonFormat,
): { readonly text: string } | { readonly reason: string } {
  if (raw.includes(invalidMark)) return { reason: invalidReason(raw) }
  if (!format.multiLine && raw.includes('\n')) return { reason: 'a new line within a record' }
  const { documents, fault } = readDocuments(raw, format)
  const [document] = documents
  return fault !== undefined || document === undefined
    ? { reason: fault?.reason ?? 'not a document' }
    : { text: document.text }
}

/**
 * The row ids of such documents. Where a document has objects inside of it, all of its keys are looked at by one regular expression (five
 * times faster than json_tree), and only where a name comes twice, which it may in different objects, the tree tells.
 */
async function oddDocuments(
  runner: Runner,
  table: string,
  { multiLine }: JsonFormat,
): Promise<readonly string[]> {
  const staged = stagingTable({ table })
  const own = duck`json_keys("$1")`
  const all = duck`regexp_extract_all("$1", ${text('"(?:[^"\\\\]|\\\\.)*"\\s*:')})`
  const isTwice = (keys: Sql) => duck`len(${keys}) <> len(list_distinct(${keys}))`
  const suspect = duck`CASE WHEN contains(substr("$1", 2), '{') THEN ${isTwice(all)} WHEN json_type("$1") = 'OBJECT' THEN ${isTwice(own)} ELSE FALSE END`
  const lines = multiLine ? duck`FALSE` : duck`contains("$1", chr(10))`
  const certain = duck`(contains("$1", ${text(invalidMark)}) OR ${lines})`
  const suspects = runner.temporaryName('suspects')
  await runner.run(
    duck`CREATE TEMP TABLE ${ident(suspects)} AS SELECT rowid AS id, ${certain} AS certain FROM ${staged} WHERE ${certain} OR ${suspect}`,
  )
  const from = ident('temp', 'main', suspects)
  const found = await runner.rows(
    duck`SELECT id FROM ${from} WHERE certain UNION SELECT id FROM (SELECT o.id, t.fullkey FROM ${from} o JOIN ${staged} s ON s.rowid = o.id, json_tree(s."$1") t WHERE NOT o.certain) GROUP BY id, fullkey HAVING count(*) > 1 ORDER BY id`,
  )
  await runner.run(duck`DROP TABLE ${from}`)
  return found.map(([id]) => id ?? '')
}

function invalidReason(raw: string): string {
  return `Invalid UTF8 detected in string '${shownText(raw).slice(0, 200)}'`
}

/** A text as it is shown, where bytes were no characters. */
function shownText(raw: string): string {
  return raw.replaceAll(invalidMark, '\ufffd')
}

function badLine(file: number, row: number, line: number, raw: string, reason: string): Reject {
  const isText = reason.startsWith('Invalid UTF8')
  return {
    file,
    row,
    line,
    character: 1,
    column: 1,
    raw: shownText(raw),
    reason: isText ? reason : `Error parsing JSON: ${reason}`,
    code: 'COPY_JSON_INVALID',
  }
}

/** The document without white space around its tokens; numbers keep their digits, which DuckDB's json() rounds to a double beyond 17. */
export function compactJson(document: Sql): Sql {
  const exact = duck`CAST(regexp_replace(${document}, ${text('("(?:[^"\\\\]|\\\\.)*")|\\s+')}, '\\1', 'g') AS JSON)`
  return duck`CASE WHEN regexp_matches(${document}, '[0-9.]{16}') THEN ${exact} ELSE json(${document}) END`
}

/** The files that can be read, and the others. Tried together, and one by one only when that fails. */
async function parsable(
  side: Runner,
  files: readonly JsonFile[],
): Promise<{
  readonly good: readonly JsonFile[]
  readonly odd: readonly { readonly file: JsonFile; readonly fault: string }[]
}> {
  if (files.length === 0 || (await faultOf(side, files)) === undefined) return { good: files, odd: [] }
  const good: JsonFile[] = []
  const odd: { readonly file: JsonFile; readonly fault: string }[] = []
  for (const file of files) {
    const fault = await faultOf(side, [file])
    if (fault === undefined) good.push(file)
    else odd.push({ file, fault })
  }
  return { good, odd }
}

async function faultOf(side: Runner, files: readonly JsonFile[]): Promise<string | undefined> {
  try {
    await side.rows(duck`SELECT count(*) FROM (${scan(files)})`)
    return undefined
  } catch (error) {
    if (error instanceof SnowmeltError) return error.message
    throw error
  }
}

/**
 * Reads a file of any layout by the liberal reader. Behind a fault it goes on where a line begins with a document: what stands between is
 * one rejected row.
 */
async function readText(
  runner: Runner,
  side: Runner,
  table: string,
  file: JsonFile,
  fault: string,
  format: JsonFormat,
): Promise<readonly Reject[]> {
  if (file.size > mostText) return [await unreadable(side, file, fault)]
  const content = await readFile(file.path, 'utf8')
  const read = file.layout === 'array' ? readElements : readDocuments
  const rows: Sql[] = []
  const rejects: Reject[] = []
  let row = 0
  let line = 1
  let counted = 0
  const lineAt = (place: number): number => {
    for (; counted < place; counted += 1) if (content[counted] === '\n') line += 1
    return line
  }
  const reject = (start: number, end: number, reason: string) => {
    row += 1
    rejects.push(
      badLine(file.number, row, lineAt(start), content.slice(start, Math.min(end, start + 1000)), reason),
    )
  }
  const keep = ({ text: document, start, end }: JsonDocument) => {
    const raw = content.slice(start, end)
    if (raw.includes(invalidMark)) return reject(start, end, invalidReason(raw))
    if (!format.multiLine && raw.includes('\n')) return reject(start, end, 'a new line within a record')
    row += 1
    rows.push(duck`(${integer(file.number)}, ${integer(row)}, ${text(document)})`)
  }
  const nextStart = /\n(?=[{[])/g
  for (let from = 0; ;) {
    const { documents, fault: stop } =
      from === 0 ? read(content, format) : readDocuments(content.slice(from), format)
    for (const document of documents)
      keep({ ...document, start: document.start + from, end: document.end + from })
    if (stop === undefined) break
    nextStart.lastIndex = from + stop.start + 1
    const next = nextStart.exec(content)
    const start = from + stop.start
    // The closing bracket of an outer array that was cut up is no document.
    if (!/^\s*\]\s*$/.test(content.slice(start, start + 100)) || row === 0)
      reject(start, next?.index ?? content.length, `${stop.reason}, pos ${from + stop.at}`)
    if (next === null) break
    from = next.index + 1
  }
  for (let at = 0; at < rows.length; at += 200)
    await runner.run(duck`INSERT INTO ${stagingTable({ table })} VALUES ${join(rows.slice(at, at + 200))}`)
  return rejects
}

/** The one rejected row that stands for a file whose text is no JSON; DuckDB says at which byte it gave up. */
async function unreadable(side: Runner, { number, path }: JsonFile, fault: string): Promise<Reject> {
  const [, byte = '0', why = 'not a document'] = /at byte (\d+) in [^:]*: (.*?)\.?\s*$/s.exec(fault) ?? []
  const before = duck`left(content, greatest(0, ${integer(Number(byte))} - 1))`
  const [row] = await side.rows(
    duck`SELECT len(${before}) - len(replace(${before}, chr(10), '')) + 1, left(content, 1000) FROM read_text(${text(path)})`,
  )
  return badLine(number, 1, Number(row?.[0] ?? 1), row?.[1] ?? '', `${why}, pos ${byte}`)
}

/**
 * Every line of the file for itself: the good ones go into the staging table with their row numbers, the others are rejects, unless the
 * liberal reader takes them.
 */
async function readLines(
  runner: Runner,
  table: string,
  { number, path }: JsonFile,
  format: JsonFormat,
): Promise<readonly Reject[]> {
  const lines = runner.temporaryName('lines')
  const split = duck`SELECT unnest(string_split(content, chr(10))) AS raw, generate_subscripts(string_split(content, chr(10)), 1) AS line FROM read_text(${text(path)})`
  await runner.run(
    duck`CREATE TEMP TABLE ${ident(lines)} AS SELECT row_number() OVER (ORDER BY line) AS "row", line, raw, json_valid(raw) AS good FROM (${split}) WHERE trim(raw, ${text(' \t\r')}) <> ''`,
  )
  const from = duck`FROM ${ident('temp', 'main', lines)}`
  const bad = await runner.rows(
    duck`SELECT "row", line, raw, unicode(raw) = 65279 ${from} WHERE NOT good ORDER BY "row"`,
  )
  const rejects: Reject[] = []
  const rescued: Sql[] = []
  // The client takes a byte order mark off the texts that it gives.
  for (const [row = null, line, raw, isMarked] of bad) {
    const { documents, fault } = readDocuments(raw ?? '', format)
    const [only, ...more] = documents
    const reason =
      isMarked === 'true'
        ? 'misplaced byte order mark, pos 1'
        : fault === undefined && only !== undefined
          ? more.length > 0
            ? 'more than one document in a line'
            : undefined
          : `${fault?.reason ?? 'not a document'}, pos ${(fault?.at ?? 0) + 1}`
    if (raw?.includes(invalidMark) === true)
      rejects.push(badLine(number, Number(row), Number(line), raw, invalidReason(raw)))
    else if (reason === undefined && only !== undefined)
      rescued.push(duck`(${integer(BigInt(row ?? 0))}, ${text(only.text)})`)
    else rejects.push(badLine(number, Number(row), Number(line), raw ?? '', reason ?? ''))
  }
  for (let at = 0; at < rescued.length; at += 200)
    await runner.run(
      duck`UPDATE ${ident('temp', 'main', lines)} AS l SET raw = r.document, good = TRUE FROM (VALUES ${join(rescued.slice(at, at + 200))}) AS r("row", document) WHERE l."row" = r."row"`,
    )
  await runner.run(
    duck`INSERT INTO ${stagingTable({ table })} SELECT ${integer(number)}, "row", raw ${from} WHERE good ORDER BY "row"`,
  )
  await runner.run(duck`DROP TABLE ${ident('temp', 'main', lines)}`)
  return rejects
}

/**
 * The document without the members whose value is null, at any depth (STRIP_NULL_VALUES). Cut into tokens, so that no text can be
 * taken for a member, and put together again; DuckDB's own json_merge_patch would do it, but turns long numbers into doubles.
 */
export function withoutNulls(document: Sql, also?: 'elements'): Sql {
  const tokens = duck`regexp_extract_all(${document}, ${text('"(?:[^"\\\\]|\\\\.)*"|[^"\\s{}\\[\\],:]+|[{}\\[\\],:]')})`
  const marked = duck`array_to_string(${tokens}, chr(1)) || chr(1)`
  const stripped = duck`regexp_replace(${marked}, '"[^\\x01]*"\\x01:\\x01null\\x01(,\\x01)?', '', 'g')`
  const emptied =
    also === undefined
      ? duck`regexp_replace(${stripped}, '\\[\\x01null\\x01\\]', '[]', 'g')`
      : duck`regexp_replace(regexp_replace(${stripped}, '([\\[,])\\x01(?:null\\x01,\\x01)+', '\\1\x01', 'g'), '(?:,\\x01)?null\\x01\\]', ']', 'g')`
  return duck`replace(regexp_replace(${emptied}, ',\\x01\\}', '}', 'g'), chr(1), '')`
}
