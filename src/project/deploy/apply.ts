import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { glob } from 'tinyglobby'
import type { Account } from '../../account/account.ts'
import type { Result } from '../../account/result.ts'
import { SnowmeltError, fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { parseStatement } from '../../sql/parse.ts'
import { splitScript } from '../../sql/script/split.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { Project } from '../config/project.ts'

/** A statement of the project's SQL, session statements apart, that was run or left alone because it had been run before. */
export interface AppliedStatement {
  /** Relative to the project. */
  readonly file: string
  readonly line: number
  /** Absent when the statement had been applied before. */
  readonly result?: Result
}

/** What only speaks of the session has to be said in each session anew. */
const sessionKinds: ReadonlySet<Statement['kind']> = new Set([
  'Use',
  'SetVariables',
  'UnsetVariables',
  'AlterSession',
])

/**
 * Runs the project's SQL against the account: session statements always, every other statement once in the account's life,
 * and again when its text has changed. The mark that it ran is written in the statement's own transaction, so a run that was
 * cut off goes on where it stopped. Errors name the file, their position is within it.
 */
export async function applyProject(
  project: Project,
  account: Account,
  applied: (statement: AppliedStatement) => void,
): Promise<void> {
  const session = await account.openSession()
  try {
    for (const file of await sqlFiles(project)) {
      const script = await readScript(join(project.folder, file), file)
      const seen = new Map<string, number>()
      for (const statement of splitScript(script)) {
        const hash = createHash('sha256').update(statement.text).digest('hex')
        const times = (seen.get(hash) ?? 0) + 1
        seen.set(hash, times)
        const { line } = positionAt(script, statement.offset)
        try {
          if (sessionKinds.has(parseStatement(statement.text).kind)) {
            await session.execute(statement.text)
            continue
          }
          const result = await session.execute(statement.text, { once: `${file}#${hash}#${times}` })
          applied(result === undefined ? { file, line } : { file, line, result })
        } catch (error) {
          throw error instanceof SnowmeltError ? placed(error, script, statement.offset, file) : error
        }
      }
    }
  } finally {
    await session.close()
  }
}

/** The project's SQL files in the order in which they are applied, relative to its folder. Throws FILE_NOT_FOUND. */
export async function sqlFiles(project: Project): Promise<readonly string[]> {
  const files: string[] = []
  for (const pattern of project.config.sql) {
    const found = (
      await glob([pattern], { cwd: project.folder, onlyFiles: true, expandDirectories: false })
    ).sort()
    if (found.length === 0)
      fail('FILE_NOT_FOUND', { path: join(project.folder, pattern), what: 'named by sql in the config' })
    files.push(...found.filter((file) => !files.includes(file)))
  }
  return files
}

async function readScript(path: string, file: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    fail(
      'FILE_UNREADABLE',
      { path: file, problem: cause instanceof Error ? cause.message : String(cause) },
      undefined,
      cause,
    )
  }
}

/** The error with its position moved from the statement to the file that holds it. */
function placed(error: SnowmeltError, script: string, offset: number, file: string): SnowmeltError {
  error.position = positionAt(script, offset + (error.span?.start ?? 0))
  error.source = { name: file, text: script }
  return error
}
