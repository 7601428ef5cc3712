import type { Instant } from '../../common/clock.ts'
import type { Events } from '../../common/events.ts'
import { duck, integer, text, type Sql } from '../duck/sql.ts'
import type { Transaction } from './transaction.ts'

/**
 * Outbound notifications of pipes and tasks, written in the transaction that causes them and kept until they were sent, so that
 * none is lost and none tells of something that was rolled back. Times are milliseconds since 1970.
 */
export const outboxTables: readonly Sql[] = [
  duck`CREATE SCHEMA IF NOT EXISTS snowmelt`,
  duck`CREATE TABLE IF NOT EXISTS snowmelt.outbox (id VARCHAR, integration VARCHAR, created_at BIGINT, message VARCHAR, sent_at BIGINT)`,
]

/** A message to a notification integration; `message` is the JSON that Snowflake documents for the occasion. */
export interface Notification {
  readonly id: string
  readonly integration: string
  readonly createdAt: Instant
  readonly message: string
}

/** Puts a message into the outbox; listeners hear of it once the transaction has committed. */
export async function putIntoOutbox(
  transaction: Transaction,
  events: Events,
  { id, integration, createdAt, message }: Notification,
): Promise<void> {
  await transaction.run(
    duck`INSERT INTO snowmelt.outbox (id, integration, created_at, message, sent_at) VALUES (${text(id)}, ${text(integration)}, ${integer(createdAt)}, ${text(message)}, NULL)`,
  )
  transaction.onCommit(() => events.emit('notification', { integration, message }))
}

/** Every message, sent or not, oldest first. */
export async function outbox(transaction: Transaction): Promise<readonly Notification[]> {
  const rows = await transaction.rows(
    duck`SELECT id, integration, created_at, message FROM snowmelt.outbox ORDER BY rowid`,
  )
  return rows.map(([id, integration, createdAt, message]) => ({
    id: id ?? '',
    integration: integration ?? '',
    createdAt: Number(createdAt),
    message: message ?? '',
  }))
}
