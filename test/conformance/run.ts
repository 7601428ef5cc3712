import { DuckDBInstance } from '@duckdb/node-api'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Session } from '../../src/account/account.ts'
import type { Result } from '../../src/account/result.ts'
import { VirtualClock } from '../../src/common/clock.ts'
import { parseDuration } from '../../src/common/duration.ts'
import { SnowmeltError } from '../../src/common/errors.ts'
import { openAccount, type EmbeddedAccount } from '../../src/engine/account.ts'
import { openLocalLake } from '../../src/lake/local.ts'
import type { Files } from '../../src/lake/files.ts'
import { kindOf, unknownKeys, type Case, type Step, type StepKind } from './case.ts'
import { firstDifference } from './compare.ts'

/** What each fresh account holds before the first step. */
const preparation = [
  'CREATE DATABASE testdb',
  'USE SCHEMA testdb.public',
  'CREATE WAREHOUSE wh',
  `CREATE STORAGE INTEGRATION s3int TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
     STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::001234567890:role/snowmelt'
     STORAGE_ALLOWED_LOCATIONS = ('s3://landing/', 's3://archive/', 's3://exports/')`,
]
const buckets = ['landing', 'archive', 'exports']
const start = '2026-01-05T00:00:00Z'
/** A case that takes longer hangs. */
const patience = 60_000

interface World {
  readonly account: EmbeddedAccount
  readonly files: Files
  readonly sessions: Map<string, Session>
  notificationsSeen: number
}

/** Runs a case in an account of its own. Returns the first difference, or undefined when it passed. */
export async function runCase(one: Case): Promise<string | undefined> {
  const unknown = unknownKeys(one)
  if (unknown.length > 0) return `the runner does not know ${unknown.join('; ')}`
  const folder = await mkdtemp(join(tmpdir(), 'snowmelt-conformance-'))
  try {
    for (const bucket of buckets) await mkdir(join(folder, bucket))
    const files = openLocalLake(folder)
    const clock = new VirtualClock(Date.parse(one.clock ?? start))
    const account = await openAccount({ path: ':memory:', lake: files, clock })
    try {
      const world: World = { account, files, sessions: new Map(), notificationsSeen: 0 }
      return await withPatience(runSteps(one, world))
    } finally {
      await account.close()
    }
  } catch (error) {
    return `the runner failed: ${messageOf(error)}`
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runSteps(one: Case, world: World): Promise<string | undefined> {
  for (const sql of preparation) await (await sessionOf(world, undefined)).execute(sql)
  for (const [index, step] of one.steps.entries()) {
    const kind = kindOf(step)
    if (kind === undefined) return `step ${index + 1}: no known kind`
    const difference = await stepRunners[kind](step, world)
    if (difference !== undefined) return `step ${index + 1} (${kind}): ${difference}`
  }
  return undefined
}

const stepRunners: Readonly<Record<StepKind, (step: Step, world: World) => Promise<string | undefined>>> = {
  async sql(step, world) {
    const session = await sessionOf(world, step.session)
    let result: Result | undefined
    try {
      result = await session.execute(step.sql ?? '')
    } catch (error) {
      const message = messageOf(error)
      if (step.error === undefined) return `failed: ${message}`
      return message.toLowerCase().includes(step.error.toLowerCase())
        ? undefined
        : `expected an error with '${step.error}', got '${message}'`
    }
    if (step.error !== undefined) return `expected an error with '${step.error}', but it succeeded`
    if (result === undefined) return 'gave no result'
    return firstDifference(step, result)
  },
  async file(step, world) {
    await world.files.write(step.file ?? '', await contentOf(step))
    return undefined
  },
  async delete_file(step, world) {
    await world.files.remove(step.delete_file ?? '')
    return undefined
  },
  async list(step, world) {
    const names = (await world.files.list(step.list ?? '')).map((file) => file.url).sort()
    const expected = [...(step.files ?? [])].sort()
    return JSON.stringify(names) === JSON.stringify(expected)
      ? undefined
      : `expected ${JSON.stringify(expected)}, got ${JSON.stringify(names)}`
  },
  async read(step, world) {
    const text = new TextDecoder().decode(await world.files.read(step.read ?? ''))
    return text === step.content
      ? undefined
      : `expected ${JSON.stringify(step.content)}, got ${JSON.stringify(text)}`
  },
  async advance(step, world) {
    const span = parseDuration(step.advance ?? '')
    if (span === undefined) return `not a duration: ${step.advance ?? ''}`
    await world.account.advance(span)
    return undefined
  },
  async drain(_step, world) {
    await world.account.drain()
    return undefined
  },
  async notifications(step, world) {
    const all = await world.account.notifications()
    const fresh = all.slice(world.notificationsSeen)
    world.notificationsSeen = all.length
    const expected = step.notifications ?? []
    if (fresh.length !== expected.length) {
      return `expected ${expected.length} notifications, got ${fresh.length}: ${JSON.stringify(fresh)}`
    }
    const left = [...fresh]
    for (const one of expected) {
      const at = left.findIndex(
        (sent) =>
          sent.integration.toUpperCase() === one.integration.toUpperCase() &&
          one.contains.every((text) => sent.message.includes(text)),
      )
      if (at === -1)
        return `no notification of ${one.integration} with ${JSON.stringify(one.contains)}: ${JSON.stringify(left)}`
      left.splice(at, 1)
    }
    return undefined
  },
}

async function sessionOf(world: World, name: string | undefined): Promise<Session> {
  const key = name ?? ''
  const known = world.sessions.get(key)
  if (known !== undefined) return known
  const session = await world.account.openSession()
  world.sessions.set(key, session)
  // The first session prepares the account itself; any later one starts where the format says a session starts.
  if (key !== '')
    for (const sql of ['USE SCHEMA testdb.public', 'USE WAREHOUSE wh']) await session.execute(sql)
  return session
}

async function contentOf(step: Step): Promise<Uint8Array> {
  if (step.parquet_of !== undefined) return parquetOf(step.parquet_of)
  const bytes =
    step.base64 === undefined ? Buffer.from(step.content ?? '') : Buffer.from(step.base64, 'base64')
  return step.gzip === true ? gzipSync(bytes) : bytes
}

async function parquetOf(query: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'snowmelt-parquet-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const path = join(folder, 'file.parquet')
    await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`)
    return await readFile(path)
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(folder, { recursive: true, force: true })
  }
}

async function withPatience(work: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no end after ${patience / 1000} s`), patience)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function messageOf(error: unknown): string {
  if (error instanceof SnowmeltError) return error.message
  return error instanceof Error ? `(not a coded error) ${error.message}` : String(error)
}
