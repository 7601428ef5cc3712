import type { Files } from './lake/files.ts'
import { openLocalLake } from './lake/local.ts'
import { openAccount as openEmbedded, type AccountOptions, type EmbeddedAccount } from './engine/account.ts'

export type { Account, Bind, ExecuteOptions, ScriptStatement, Session } from './account/account.ts'
export type { Column, Result, Row } from './account/result.ts'
export { typeText, type ColumnType } from './account/types.ts'
export { SystemClock, VirtualClock, type Clock, type Instant } from './common/clock.ts'
export type { ErrorCode } from './common/codes.ts'
export { SnowmeltError } from './common/errors.ts'
export type { EventMap, Events } from './common/events.ts'
export type { Position, Span } from './common/span.ts'
export type { EmbeddedAccount, Ids, Notification } from './engine/account.ts'
export type { FileInfo, Files } from './lake/files.ts'
export { openLocalLake } from './lake/local.ts'
export { defineConfig, type ProjectConfig } from './project/config/config.ts'
export { splitScript } from './sql/script/split.ts'

/** How an account is opened; `lake` may be a folder, which is made when it is missing. */
export type OpenOptions = Omit<AccountOptions, 'lake'> & { readonly lake: Files | string }

/** Opens the account file at `path` (made when it is missing; `:memory:` for one that ends with the process) over a lake. */
export async function openAccount({ lake, ...options }: OpenOptions): Promise<EmbeddedAccount> {
  return await openEmbedded({ ...options, lake: typeof lake === 'string' ? await folder(lake) : lake })
}

async function folder(path: string): Promise<Files> {
  const { mkdir } = await import('node:fs/promises')
  await mkdir(path, { recursive: true })
  return openLocalLake(path)
}
