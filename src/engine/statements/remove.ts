import type { Column } from '../../account/result.ts'
import type { Remove } from '../../sql/statement/remove.ts'
import type { Context } from '../context.ts'
import { stagedFiles } from '../load/staged-files.ts'
import type { Outcome } from './outcome.ts'

const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const

const columns: readonly Column[] = ['name', 'result'].map((name) => ({ name, type: anyText, nullable: true }))

/**
 * "If a REMOVE statement is interrupted before it has completed running, any files already removed by the statement are not restored":
 * no transaction brings them back.
 * https://docs.snowflake.com/en/sql-reference/sql/remove
 */
async function remove(statement: Remove, context: Context): Promise<Outcome> {
  const { place, found } = await stagedFiles(statement, context)
  for (const { url } of found) await context.files.remove(url)
  return { columns, rows: found.map(({ url }) => [place.display(url), 'removed']) }
}

export const removeExecutors = { Remove: remove }
