import { sequencesOf } from '../storage/sequence.ts'
import type { Column, Row } from '../../account/result.ts'
import { codes } from '../../common/codes.ts'
import { fail } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import { bindQuery } from '../bind/query.ts'
import { duck, integer } from '../duck/sql.ts'
import { lowerQueryAsText } from '../lower/query.ts'
import { rejectColumn, withFormats } from './bad-rows.ts'
import type { Copy, CopyWorld } from './copy.ts'
import { abortError, badRowsOf, openStaged, type LoadJob } from './load.ts'
import type { Validation } from './options.ts'
import { readHistory } from './history.ts'
import type { Loadable } from './loadable.ts'
import { findFiles, historyDays, newFiles } from './select-files.ts'
import type { Reject } from './staging.ts'
import { planOf } from './shape.ts'
import { sourceOf } from './stage-source.ts'

const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const
const whole = { kind: 'NUMBER', precision: 38, scale: 0 } as const
const texts = new Set(['ERROR', 'FILE', 'CATEGORY', 'SQL_STATE', 'COLUMN_NAME', 'REJECTED_RECORD'])

/** https://docs.snowflake.com/en/sql-reference/functions/validate#output */
const errorColumns: readonly Column[] = [
  'ERROR', 'FILE', 'LINE', 'CHARACTER', 'BYTE_OFFSET', 'CATEGORY', 'CODE', 'SQL_STATE', 'COLUMN_NAME', 'ROW_NUMBER',
  'ROW_START_LINE', 'REJECTED_RECORD',
].map((name) => ({ name, type: texts.has(name) ? anyText : whole, nullable: true })) // prettier-ignore

/** The rows that VALIDATION_MODE answers with. */
export interface Validated {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** VALIDATION_MODE: the files are read and judged, and nothing is loaded. */
export async function validate(copy: Copy, mode: Validation, world: CopyWorld): Promise<Validated> {
  if (copy.statement.from?.kind === 'Transformation')
    fail('UNSUPPORTED', { feature: 'VALIDATION_MODE of a COPY statement that transforms data' })
  if (copy.options.match !== 'NONE')
    fail('CONFLICTING_CLAUSES', { clauses: 'MATCH_BY_COLUMN_NAME and VALIDATION_MODE' })
  const { found } = await findFiles(world.services.files, copy.location, copy.options)
  const job: LoadJob = { ...copy, files: await toValidate(copy, mode, found, world) }
  const plan = planOf(copy.statement, copy.table, copy.format, copy.options)
  const loadable = await openStaged(job, world, plan)
  const shape = plan.shape(loadable)
  const bad = await badRowsOf(job, world, loadable, shape, true)
  const rejects = await bad.all(mode.kind === 'Errors' && !mode.all ? 100_000 : 1_000_000)
  const nameOf = (file: number) => copy.location.path(loadable.files[file]?.url ?? '')
  if (mode.kind === 'Errors') {
    const rows = rejects.map((reject) => [
      reject.reason, nameOf(reject.file), String(reject.line), String(reject.character), null, category(reject),
      String(codes[reject.code].number), codes[reject.code].sqlState, rejectColumn(reject, copy.table, shape.columns), String(reject.row),
      String(reject.line), reject.raw,
    ]) // prettier-ignore
    return { columns: errorColumns, rows }
  }
  const first = rejects.find((reject) => placeOf(reject, loadable) <= mode.count)
  if (first !== undefined)
    throw abortError(first, nameOf(first.file), rejectColumn(first, copy.table, shape.columns))
  const session = withFormats(world.session, copy.format)
  const sources = {
    stage: () =>
      sourceOf(
        loadable,
        copy.location,
        session.now,
        duck`(SELECT * FROM ${loadable.rows} ORDER BY "$file", "$row" LIMIT ${integer(mode.count)})`,
      ),
    table: () => fail('UNSUPPORTED', { feature: 'a table in a COPY statement' }),
    tableFunction: () => fail('UNSUPPORTED', { feature: 'a table function in a COPY statement' }),
    sequence: sequencesOf(world.services.catalog, session),
  }
  const bound = bindQuery(shape.query, sources, session, world.text)
  const rows = await world.transaction.rows(lowerQueryAsText(bound, session))
  return { columns: shape.columns.map(({ name }) => ({ name, type: anyText, nullable: true })), rows }
}

/** RETURN_ERRORS leaves out what an earlier COPY has loaded but for its errors; RETURN_ALL_ERRORS does not. */
async function toValidate(
  { table, location, options }: Copy,
  mode: Validation,
  found: readonly FileInfo[],
  { services, transaction }: CopyWorld,
): Promise<readonly FileInfo[]> {
  if (mode.kind !== 'Errors' || mode.all) return found
  const now = services.clock.now()
  const since = now - historyDays * 86_400_000
  const history = await readHistory(transaction, { tableId: table.id, pipeId: 0 }, location.prefix, since)
  return newFiles(found, history, { ...options, loadUncertain: true }, now)
}

/** The number of the row among those of all files; of a file that cannot be read, where it would begin. */
function placeOf({ file, row }: Reject, { counts, rejects }: Loadable): number {
  let before = 0
  for (let each = 0; each < file; each += 1)
    before +=
      (counts.get(each) ?? 0) + rejects.filter((reject) => reject.file === each && reject.row > 0).length
  return before + Math.max(1, row)
}

const parsing: ReadonlySet<string> = new Set([
  'COPY_RECORD_MALFORMED',
  'COPY_COLUMN_MISMATCH',
  'COPY_JSON_INVALID',
])

function category({ row, code }: Reject): string {
  return row === 0 ? 'file' : parsing.has(code) ? 'parsing' : 'conversion'
}
