import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Account, ExecuteOptions, Session } from '../account/account.ts'
import type { Result } from '../account/result.ts'
import { isErrorCode } from '../common/codes.ts'
import { SnowmeltError } from '../common/errors.ts'
import type { ExecuteAnswer, OpenedSession, Serving } from '../server/contract.ts'

/** The file beside an account that names the process serving it. */
export function lockFile(accountPath: string): string {
  return `${accountPath}.serving`
}

/** Writes the lock file, readable by its owner alone. */
export async function announceServing(accountPath: string, serving: Serving): Promise<void> {
  await writeFile(lockFile(accountPath), JSON.stringify(serving), { mode: 0o600 })
}

export async function endServing(accountPath: string): Promise<void> {
  await rm(lockFile(accountPath), { force: true })
}

/** The process that serves the account, if there is one that answers; a lock file left by a killed process is none. */
export async function findServing(accountPath: string): Promise<Serving | undefined> {
  let serving: Serving
  try {
    serving = JSON.parse(await readFile(lockFile(accountPath), 'utf8')) as Serving
  } catch {
    return undefined // No file, or one cut off while it was written: nobody is serving.
  }
  return isAlive(serving.pid) ? serving : undefined
}

/** The served account, reached through its process; undefined when nobody serves it. */
export async function connectToServing(accountPath: string): Promise<Account | undefined> {
  const serving = await findServing(accountPath)
  if (serving === undefined) return undefined
  try {
    return await servedAccount(serving)
  } catch (error) {
    // The process ended a moment ago, or its number belongs to another program now.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function servedAccount(serving: Serving): Promise<Account> {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${serving.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${serving.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (response.ok) return answer
    const bug = (answer as { bug?: string }).bug
    throw new Error(bug ?? `the serving process answered ${response.status}`)
  }
  const openSession = async () =>
    servedSession(((await call('POST', '/sessions')) as OpenedSession).session, call)
  // Asked at once, so that a process that does not answer is found out here.
  const first = await openSession()
  await first.close()
  const close = async () => {
    await Promise.resolve()
  }
  return { openSession, close, [Symbol.asyncDispose]: close }
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

function servedSession(id: string, call: Call): Session {
  const close = async () => {
    await call('DELETE', `/sessions/${id}`)
  }
  return {
    id,
    close,
    [Symbol.asyncDispose]: close,
    async execute(sql: string, options: ExecuteOptions = {}): Promise<Result | undefined> {
      const answer = (await call('POST', `/sessions/${id}/execute`, { sql, ...options })) as ExecuteAnswer
      if ('bug' in answer) throw new Error(answer.bug)
      if ('result' in answer) return answer.result ?? undefined
      const { code, message, start, end } = answer.error
      if (!isErrorCode(code)) throw new Error(message)
      throw new SnowmeltError(
        code,
        message,
        start === undefined || end === undefined ? undefined : { start, end },
      )
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
