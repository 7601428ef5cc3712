import type { Column } from '../../account/result.ts'
import type { List } from '../../sql/statement/list.ts'
import type { Context } from '../context.ts'
import { stagedFiles } from '../load/staged-files.ts'
import type { Outcome } from './outcome.ts'

const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const

/** https://docs.snowflake.com/en/sql-reference/sql/list#output */
const columns: readonly Column[] = [
  { name: 'name', type: anyText, nullable: true },
  { name: 'size', type: { kind: 'NUMBER', precision: 38, scale: 0 }, nullable: true },
  { name: 'md5', type: anyText, nullable: true },
  { name: 'last_modified', type: anyText, nullable: true },
]

/** https://docs.snowflake.com/en/sql-reference/sql/list */
async function list(statement: List, context: Context): Promise<Outcome> {
  const { place, found } = await stagedFiles(statement, context)
  return {
    columns,
    rows: found.map((file) => [
      place.display(file.url),
      String(file.size),
      file.etag,
      httpDate(file.lastModified),
    ]),
  }
}

/** `Mon, 5 Jan 2026 00:00:00 GMT`, as the manual's examples show it. */
function httpDate(instant: number): string {
  return new Date(instant).toUTCString().replace(/, 0/, ', ')
}

export const listExecutors = { List: list }
