import { sql, type Sql } from '../text/print.ts'

/** A stage (`@st/path`) that can stand without quotes around it. */
const bare = /^@(?:"[^"]*"|[^\s"',;()])+$/

/** A stage or URL as {@link Cursor.stage} reads it: unquoted where that is possible. */
export function printLocation(location: string): Sql {
  return bare.test(location) ? sql.words(location) : sql.text(location)
}
