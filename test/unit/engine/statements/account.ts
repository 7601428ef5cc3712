import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../../../../src/account/account.ts'
import type { Result } from '../../../../src/account/result.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

/** A session of an account in memory whose clock stands at 2026-01-05T00:00:00Z. */
export interface TestSession {
  readonly account: EmbeddedAccount
  readonly session: Session
  readonly run: (sql: string) => Promise<Result>
  rows(sql: string): Promise<readonly (readonly (string | null)[])[]>
  /** The one value of a statement such as DDL's `status`. */
  value(sql: string): Promise<string | null>
  /** The values of some columns of a SHOW or DESCRIBE. */
  pick(sql: string, ...columns: readonly string[]): Promise<readonly (readonly (string | null)[])[]>
  another(): Promise<TestSession>
}

export async function openTestSession(): Promise<TestSession> {
  const lake = openLocalLake(mkdtempSync(join(tmpdir(), 'snowmelt-ddl-')))
  const account = await openAccount({ path: ':memory:', lake, clock: new VirtualClock(1_767_571_200_000) })
  return await sessionOf(account)
}

async function sessionOf(account: EmbeddedAccount): Promise<TestSession> {
  const session = await account.openSession()
  const run = async (sql: string): Promise<Result> => {
    const result = await session.execute(sql)
    if (result === undefined) throw new Error('no result')
    return result
  }
  return {
    account,
    session,
    run,
    rows: async (sql) => (await run(sql)).rows,
    value: async (sql) => (await run(sql)).rows[0]?.[0] ?? null,
    pick: async (sql, ...columns) => {
      const result = await run(sql)
      const places = columns.map((name) => result.columns.findIndex((column) => column.name === name))
      return result.rows.map((row) => places.map((place) => row[place] ?? null))
    },
    another: async () => await sessionOf(account),
  }
}
