import type { Instant } from '../../common/clock.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, integer, text } from '../duck/sql.ts'
import type { Heads } from '../storage/heads.ts'
import type { Moment } from '../storage/moments.ts'
import { keepsHistory } from '../storage/table-storage.ts'
import type { Transaction } from '../storage/transaction.ts'

/** A point in the past of the account: all commits up to a number, and the time that it is asked for. */
export interface Point {
  readonly commit: number
  readonly at: Instant
}

/** What is asked for points. */
export interface PastWorld {
  readonly heads: Heads
  readonly clock: { now(): Instant }
  readonly transaction: Pick<Transaction, 'rows'>
}

const day = 86_400_000
/** "The query ID must reference a query that has been executed within the last 14 days." */
const statementDays = 14

/** The commits at `at` or, unless `inclusive`, before it. */
export async function pointAtTime(
  at: Instant,
  inclusive: boolean,
  { transaction }: PastWorld,
): Promise<Point> {
  const latest = inclusive ? at : at - 1
  // An OFFSET may reach beyond all numbers that are exact.
  const known = Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.floor(latest)))
  const [row] = await transaction.rows(
    duck`SELECT coalesce(max(commit_number), 0) FROM snowmelt.table_version WHERE committed_at <= ${integer(known)}`,
  )
  return { commit: Number(row?.[0] ?? 0), at: latest }
}

/** The commits up to that of the statement or, unless `inclusive`, up to the one before. */
export async function pointOfStatement(
  queryId: string,
  inclusive: boolean,
  world: PastWorld,
  span: Span,
): Promise<Point> {
  const moment = world.heads.moments.find(queryId) ?? (await writtenMoment(queryId, world))
  if (moment === undefined || moment.at < world.clock.now() - statementDays * day)
    fail('RESULT_NOT_FOUND', { queryId }, span)
  const { commit, wrote, at } = moment
  return { commit: wrote && !inclusive ? commit - 1 : commit, at }
}

/** A statement that wrote in an earlier process. */
async function writtenMoment(queryId: string, { transaction }: PastWorld): Promise<Moment | undefined> {
  if (!/^[\w-]+$/.test(queryId)) return undefined
  const [row] = await transaction.rows(
    duck`SELECT commit_number, committed_at FROM snowmelt.table_version WHERE contains(' ' || query_ids || ' ', ${text(` ${queryId} `)})`,
  )
  return row === undefined ? undefined : { commit: Number(row[0]), wrote: true, at: Number(row[1]) }
}

/**
 * The table's version at a point. Throws TIME_TRAVEL_UNAVAILABLE where the table was not there yet, or its images are not kept any
 * more. https://docs.snowflake.com/en/sql-reference/constructs/at-before#usage-notes
 */
export async function versionAt(
  table: TableRecord,
  point: Point,
  world: PastWorld,
  span?: Span,
): Promise<bigint> {
  if (!(await isKept(table, point, world))) unavailable(table, span)
  const version = await committedVersion(table, point, world)
  if (!keepsHistory(table) && version < world.heads.at(table.id)) unavailable(table, span)
  return version
}

/** Whether the point is within the life and the retention period of the table. */
export async function isKept(table: TableRecord, point: Point, world: PastWorld): Promise<boolean> {
  const oldest = Math.max(
    table.createdOn,
    table.historySince ?? 0,
    world.clock.now() - table.retentionDays * day,
  )
  if (point.at < oldest) return false
  const [row] = await world.transaction.rows(
    duck`SELECT coalesce(max(since), 0) FROM snowmelt.history_start WHERE table_id = ${integer(table.id)}`,
  )
  return point.at >= Number(row?.[0] ?? 0)
}

async function committedVersion(table: TableRecord, point: Point, world: PastWorld): Promise<bigint> {
  if (point.commit >= world.heads.commit) return world.heads.at(table.id)
  const [row] = await world.transaction.rows(
    duck`SELECT max(version) FROM snowmelt.table_version WHERE table_id = ${integer(table.id)} AND coalesce(commit_number, 0) <= ${integer(point.commit)}`,
  )
  return BigInt(row?.[0] ?? 0)
}

function unavailable({ name }: TableRecord, span: Span | undefined): never {
  return fail('TIME_TRAVEL_UNAVAILABLE', { kind: 'table', name: printIdentifier(name) }, span)
}
