import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../../../../src/account/result.ts'
import type { Session } from '../../../../src/account/account.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import type { Files } from '../../../../src/lake/files.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

/** An account in memory with a lake in a temporary folder, a database D and a stage ST on `s3://b/in/`. */
export interface World {
  readonly account: EmbeddedAccount
  readonly session: Session
  readonly files: Files
  put(key: string, content: string | Buffer): Promise<void>
  rows(sql: string): Promise<readonly Row[]>
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'snowmelt-load-'))
  const clock = new VirtualClock(Date.UTC(2026, 0, 5))
  const files = openLocalLake(folder, { clock })
  const account = await openAccount({ path: ':memory:', lake: files, clock })
  const session = await account.openSession()
  const rows = async (sql: string) => (await session.execute(sql))?.rows ?? []
  await rows('CREATE DATABASE d')
  await rows(`CREATE STAGE st URL = 's3://b/in/'`)
  return {
    account,
    session,
    files,
    rows,
    put: async (key, content) => files.write(`s3://b/in/${key}`, Buffer.from(content)),
    close: async () => {
      await account.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
