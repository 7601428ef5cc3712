import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '../../src/common/clock.ts'
import type { InternalSession, Services } from '../../src/engine/context.ts'
import { openAccount, type EmbeddedAccount } from '../../src/engine/account.ts'
import { openLocalLake } from '../../src/lake/local.ts'
import { specFolder } from './corpus.ts'

/** An account in memory in which one block of inputs after the other is tried. */
export interface World {
  readonly services: Services
  readonly session: InternalSession
  /**
   * Runs `before` in a new session; statements of it may fail, as a case's do. `unchanged`: what an earlier start with the same
   * statements made is still there, but for the session.
   */
  start(before: readonly string[], unchanged?: boolean): Promise<void>
  close(): Promise<void>
}

/** Opens a world on a lake of its own with the files of the spec. */
export async function openWorld(): Promise<World> {
  const lake = mkdtempSync(join(tmpdir(), 'snowmelt-fuzz-'))
  cpSync(join(specFolder, 'files'), lake, { recursive: true })
  const account = await openAccount({
    path: ':memory:',
    lake: openLocalLake(lake),
    clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')),
  })
  let session = await newSession(account)
  const made = new Set<readonly string[]>()
  return {
    services: account.services,
    get session() {
      return session
    },
    start: async (before, unchanged = false) => {
      await session.close()
      session = await newSession(account)
      const needed = unchanged && made.has(before) ? before.filter((sql) => sql.startsWith('USE ')) : before
      for (const sql of needed) await session.execute(sql).catch(() => undefined)
      made.add(before)
      // What a statement cannot do in this time it is told to give up, with a code.
      await session.execute('ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = 2, LOCK_TIMEOUT = 1')
    },
    close: async () => {
      await account.close()
      rmSync(lake, { recursive: true, force: true })
    },
  }
}

async function newSession(account: EmbeddedAccount): Promise<InternalSession> {
  return await account.services.internalSession({
    database: 'SNOWMELT',
    schema: 'PUBLIC',
    role: 'ACCOUNTADMIN',
  })
}
