import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Account } from '../account/account.ts'
import type { Clock } from '../common/clock.ts'
import { SnowmeltError, fail } from '../common/errors.ts'
import { openAccount, type EmbeddedAccount } from '../engine/account.ts'
import { openLocalLake } from '../lake/local.ts'
import { isProject, openProject, type Project } from '../project/config/project.ts'
import { connectToServing } from './serving.ts'
import type { World } from './world.ts'

/** The name of the account that lives only as long as the process. */
export const inMemory = ':memory:'

/** Opens the embedded account at `path` over the lake folder, both made when they are missing. */
export async function openEmbedded(path: string, lake: string, clock?: Clock): Promise<EmbeddedAccount> {
  await makeFolder(lake)
  if (path !== inMemory) await makeFolder(dirname(path))
  return openAccount({
    path,
    lake: openLocalLake(lake),
    localFiles: true,
    ...(clock === undefined ? {} : { clock }),
  })
}

/** The account of a project. */
export async function openProjectAccount(project: Project, clock?: Clock): Promise<EmbeddedAccount> {
  return openEmbedded(project.accountPath, project.lakePath, clock)
}

/** The project of the folder that `world` is in, or of `operand` below it. */
export async function projectAt(world: World, operand: string | undefined): Promise<Project> {
  return openProject(resolve(world.folder, operand ?? '.'))
}

/** An account to send statements to, and how to let it go. */
export interface OpenedAccount {
  readonly account: Account
  /** The account when it lives in this process. */
  readonly embedded: EmbeddedAccount | undefined
  readonly close: () => Promise<void>
}

/**
 * The account that `--account` and `--lake` name; without them the project's in this folder, or one in memory.
 * When another process serves the account (`snowmelt up`), it is reached through that process.
 */
export async function openNamedAccount(
  world: World,
  named: {
    readonly account: string | undefined
    readonly lake: string | undefined
    readonly clock: Clock | undefined
  },
): Promise<OpenedAccount> {
  const project = isProject(world.folder) ? await openProject(world.folder) : undefined
  const path = pathOf(named.account, world) ?? project?.accountPath ?? inMemory
  const serving = path === inMemory ? undefined : await connectToServing(path)
  if (serving !== undefined) {
    if (named.clock !== undefined) {
      fail('USAGE', {
        problem: `${path} is served by another process (snowmelt up), whose clock cannot be moved from here`,
      })
    }
    return { account: serving, embedded: undefined, close: async () => serving.close() }
  }
  // A lake that nobody named and that is not there is no reason to make a folder in the user's working directory.
  const scratch = path === inMemory && named.lake === undefined && project === undefined
  const lake = scratch
    ? await mkdtemp(join(tmpdir(), 'snowmelt-lake-'))
    : resolve(world.folder, named.lake ?? project?.lakePath ?? 'lake')
  const embedded = await openEmbedded(path, lake, named.clock)
  return {
    account: embedded,
    embedded,
    close: async () => {
      await embedded.close()
      if (scratch) await rm(lake, { recursive: true, force: true })
    },
  }
}

function pathOf(account: string | undefined, world: World): string | undefined {
  if (account === undefined || account === inMemory) return account
  return resolve(world.folder, account)
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (cause) {
    if (cause instanceof SnowmeltError) throw cause
    fail(
      'FILE_UNREADABLE',
      { path, problem: cause instanceof Error ? cause.message : String(cause) },
      undefined,
      cause,
    )
  }
}
