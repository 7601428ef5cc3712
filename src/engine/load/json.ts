import type { FileInfo, Files } from '../../lake/files.ts'
import { SnowmeltError } from '../../common/errors.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { fileFault } from './csv.ts'
import type { JsonFormat } from './format.ts'
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

/** The largest document that DuckDB makes room for where files are small. */
const smallestRoom = 16_777_216

/**
 * Reads JSON files into a staging table, the text of each document in `$1`: numbers keep the digits that they are written with.
 *
 * A file with a document a line is read with `ignore_errors`, by which a bad line gives a null; a file that has one is read again
 * line by line, so that each line is judged alone. Any other file either parses from beginning to end or is one rejected row: after a
 * fault there is no telling where the next document would begin. `side` is where such files are tried before the transaction reads them.
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
    else if (prepared.invalidText && !format.replaceInvalid)
      rejects.push(fileFault(number, 'Invalid UTF8 detected in the file'))
    else if (prepared.sniff.head.trim() !== '') readable.push(jsonFile(number, prepared, format))
  }
  for (const layout of ['newline_delimited', 'unstructured', 'array'] as const) {
    const group = readable.filter((file) => file.layout === layout)
    const whole = layout === 'newline_delimited' ? group : await parsable(side, group, rejects)
    if (whole.length > 0) await runner.run(duck`INSERT INTO ${stagingTable({ table })} ${scan(whole)}`)
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
  for (const file of again) rejects.push(...(await readLines(runner, table, file)))
  rejects.push(...(await takeDuplicates(runner, table, format)))
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
 * Documents with a key twice: an error, unless ALLOW_DUPLICATE keeps the last value of each. Only the keys of the document itself are
 * looked at: those of objects inside of it stay as they are.
 */
async function takeDuplicates(
  runner: Runner,
  table: string,
  { allowDuplicate }: JsonFormat,
): Promise<readonly Reject[]> {
  const staged = stagingTable({ table })
  const keys = duck`json_keys("$1")`
  const repeats = duck`json_type("$1") = 'OBJECT' AND len(${keys}) <> len(list_distinct(${keys}))`
  const found = await runner.rows(duck`SELECT DISTINCT file FROM ${staged} WHERE ${repeats}`)
  if (found.length === 0) return []
  if (allowDuplicate) {
    const last = duck`list_filter(range(1, len(${keys}) + 1), lambda i: NOT list_contains(${keys}[i + 1:], ${keys}[i]))`
    const members = duck`list_transform(${last}, lambda i: to_json(${keys}[i]) || ':' || json_extract("$1", '$.*')[i])`
    await runner.run(
      duck`UPDATE ${staged} SET "$1" = '{' || array_to_string(${members}, ',') || '}' WHERE ${repeats}`,
    )
    return []
  }
  const files = join(found.map(([file]) => integer(Number(file))))
  // The rows that stay keep their numbers.
  await runner.run(
    duck`UPDATE ${staged} AS s SET "row" = s.rowid - f.first + 1 FROM (SELECT file, min(rowid) AS first FROM ${staged} GROUP BY file) f WHERE f.file = s.file AND s.file IN (${files}) AND s."row" IS NULL`,
  )
  const twice = duck`list_filter(${keys}, lambda k: len(list_filter(${keys}, lambda o: o = k)) > 1)[1]`
  const rows = await runner.rows(
    duck`SELECT file, "row", "$1", ${twice} FROM ${staged} WHERE ${repeats} ORDER BY file, "row"`,
  )
  await runner.run(duck`DELETE FROM ${staged} WHERE ${repeats}`)
  return rows.map(([file, row, raw, key]) => ({
    file: Number(file),
    row: Number(row),
    line: Number(row),
    character: 1,
    column: 1,
    raw: raw ?? null,
    reason: `Error parsing JSON: duplicate object attribute "${key ?? ''}"`,
    code: 'COPY_JSON_INVALID',
  }))
}

/** The document without white space around its tokens; numbers keep their digits, which DuckDB's json() rounds to a double beyond 17. */
export function compactJson(document: Sql): Sql {
  const exact = duck`CAST(regexp_replace(${document}, ${text('("(?:[^"\\\\]|\\\\.)*")|\\s+')}, '\\1', 'g') AS JSON)`
  return duck`CASE WHEN regexp_matches(${document}, '[0-9.]{16}') THEN ${exact} ELSE json(${document}) END`
}

/** The files that can be read; the others become rejects. Tried together, and one by one only when that fails. */
async function parsable(
  side: Runner,
  files: readonly JsonFile[],
  rejects: Reject[],
): Promise<readonly JsonFile[]> {
  if (files.length === 0 || (await faultOf(side, files)) === undefined) return files
  const good: JsonFile[] = []
  for (const file of files) {
    const fault = await faultOf(side, [file])
    if (fault === undefined) good.push(file)
    else rejects.push(await unreadable(side, file, fault))
  }
  return good
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

/** The one rejected row that stands for a file whose text is no JSON; DuckDB says at which byte it gave up. */
async function unreadable(side: Runner, { number, path }: JsonFile, fault: string): Promise<Reject> {
  const [, byte = '0', why = 'not a document'] = /at byte (\d+) in [^:]*: (.*?)\.?\s*$/s.exec(fault) ?? []
  const before = duck`left(content, greatest(0, ${integer(Number(byte))} - 1))`
  const [row] = await side.rows(
    duck`SELECT len(${before}) - len(replace(${before}, chr(10), '')) + 1, left(content, 1000) FROM read_text(${text(path)})`,
  )
  const line = Number(row?.[0] ?? 1)
  const reason = `Error parsing JSON: ${why}, pos ${byte}`
  return {
    file: number,
    row: 1,
    line,
    character: 1,
    column: 1,
    raw: row?.[1] ?? null,
    reason,
    code: 'COPY_JSON_INVALID',
  }
}

/** Every line of the file for itself: the good ones go into the staging table with their row numbers, the others are rejects. */
async function readLines(
  runner: Runner,
  table: string,
  { number, path }: JsonFile,
): Promise<readonly Reject[]> {
  const lines = runner.temporaryName('lines')
  const split = duck`SELECT unnest(string_split(content, chr(10))) AS raw, generate_subscripts(string_split(content, chr(10)), 1) AS line FROM read_text(${text(path)})`
  await runner.run(
    duck`CREATE TEMP TABLE ${ident(lines)} AS SELECT row_number() OVER (ORDER BY line) AS "row", line, raw, json_valid(raw) AS good FROM (${split}) WHERE trim(raw, ${text(' \t\r')}) <> ''`,
  )
  const from = duck`FROM ${ident('temp', 'main', lines)}`
  await runner.run(
    duck`INSERT INTO ${stagingTable({ table })} SELECT ${integer(number)}, "row", raw ${from} WHERE good ORDER BY "row"`,
  )
  const bad = await runner.rows(duck`SELECT "row", line, raw ${from} WHERE NOT good ORDER BY "row"`)
  await runner.run(duck`DROP TABLE temp.main.${ident(lines)}`)
  return bad.map(([row, line, raw]) => ({
    file: number,
    row: Number(row),
    line: Number(line),
    character: 1,
    column: 1,
    raw: raw ?? null,
    reason: `Error parsing JSON: ${whyInvalid(raw ?? '')}`,
    code: 'COPY_JSON_INVALID',
  }))
}

function whyInvalid(raw: string): string {
  try {
    JSON.parse(raw)
    return 'the document is not valid'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * The document without the members whose value is null, at any depth (STRIP_NULL_VALUES). Cut into tokens, so that no text can be
 * taken for a member, and put together again; DuckDB's own json_merge_patch would do it, but turns long numbers into doubles.
 */
export function withoutNulls(document: Sql): Sql {
  const tokens = duck`regexp_extract_all(${document}, ${text('"(?:[^"\\\\]|\\\\.)*"|[^"\\s{}\\[\\],:]+|[{}\\[\\],:]')})`
  const marked = duck`array_to_string(${tokens}, chr(1)) || chr(1)`
  const stripped = duck`regexp_replace(${marked}, '"[^\\x01]*"\\x01:\\x01null\\x01(,\\x01)?', '', 'g')`
  return duck`replace(regexp_replace(${stripped}, ',\\x01\\}', '}', 'g'), chr(1), '')`
}
