import type { Column } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { List } from '../../sql/statement/list.ts'
import type { Context } from '../context.ts'
import { locate } from '../load/location.ts'
import { regularExpression } from '../load/options.ts'
import type { Outcome } from './outcome.ts'

const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const

/** https://docs.snowflake.com/en/sql-reference/sql/list#output */
const columns: readonly Column[] = [
  { name: 'name', type: anyText, nullable: true },
  { name: 'size', type: { kind: 'NUMBER', precision: 38, scale: 0 }, nullable: true },
  { name: 'md5', type: anyText, nullable: true },
  { name: 'last_modified', type: anyText, nullable: true },
]

/** The files of a stage; PATTERN sees the path in the bucket, or the whole name. */
async function list({ location, pattern, span }: List, { catalog, files, state }: Context): Promise<Outcome> {
  const place = locate(location, catalog, state, span)
  const expression = pattern === undefined ? undefined : regularExpression(pattern)
  if (pattern !== undefined && expression === undefined)
    fail('INVALID_VALUE', { value: pattern, property: 'PATTERN' }, span)
  const found = (await files.list(place.prefix)).filter(
    ({ url }) =>
      expression === undefined || expression.test(place.path(url)) || expression.test(place.display(url)),
  )
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
