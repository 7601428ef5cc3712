import type { Clock, Instant } from '../../common/clock.ts'
import { fail } from '../../common/errors.ts'
import type { BoundSource } from '../bind/tree.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck } from '../duck/sql.ts'
import type { Heads } from '../storage/heads.ts'
import { StaleSnapshot } from '../storage/signals.ts'
import type { Transaction } from '../storage/transaction.ts'
import { deltaRows, type Range } from './delta.ts'
import type { Offset, Offsets } from './offsets.ts'

/** What a transaction sees of a stream, and whether it has consumed it. */
export interface SeenStream {
  readonly range: Range
  readonly consumed: boolean
}

/** What streams need of the account. */
export interface StreamWorld {
  readonly catalog: Catalog
  readonly heads: Heads
  readonly offsets: Offsets
  readonly clock: Clock
}

const day = 86_400_000
const metadataColumns = [
  { name: 'METADATA$ACTION', type: { kind: 'VARCHAR', length: 6 } },
  { name: 'METADATA$ISUPDATE', type: { kind: 'BOOLEAN' } },
  { name: 'METADATA$ROW_ID', type: { kind: 'VARCHAR', length: 40 } },
] as const

/**
 * Streams of the account. A stream shows what changed in its table between its offset and the start of the transaction that
 * looks (its own changes are not in it); all statements of the transaction see the same. The offset moves there when a DML that
 * read the stream commits.
 *
 * https://docs.snowflake.com/en/user-guide/streams-intro#repeatable-read-isolation
 */
export class Streams {
  readonly #world: StreamWorld
  /**
   * The last answer for each stream, with what it was about: between two committed versions nothing changes any more. A
   * task whose stream is filled with rows that do not count for it (deletes, for an append-only stream) asks each minute.
   */
  readonly #known = new Map<number, { readonly range: Range; readonly hasData: boolean }>()

  constructor(world: StreamWorld) {
    this.#world = world
  }

  /** The stream as a relation. Throws STREAM_SOURCE_DROPPED and STREAM_STALE. */
  rows(transaction: Transaction, stream: StreamRecord): BoundSource {
    const table = this.#readable(stream)
    return {
      rows: duck`(${deltaRows(table, stream.mode, this.#range(transaction, stream))})`,
      columns: [
        ...table.columns.map(({ name, physical, type, nullable }) => ({ name, physical, type, nullable })),
        ...metadataColumns.map(({ name, type }) => ({ name, physical: name, type, nullable: false })),
      ],
      name: stream.name,
      streamId: stream.id,
    }
  }

  /** SYSTEM$STREAM_HAS_DATA, exactly: changes that cancel each other out are none. */
  async hasData(transaction: Transaction, stream: StreamRecord): Promise<boolean> {
    const table = this.#readable(stream)
    const range = this.#range(transaction, stream)
    if (range.initial || range.from < range.to) {
      const known = this.#known.get(stream.id)
      if (known === undefined || !isSame(known.range, range)) {
        const [answer] = await transaction.rows(
          duck`SELECT EXISTS (FROM (${deltaRows(table, stream.mode, range)}))`,
        )
        this.#known.set(stream.id, { range, hasData: answer?.[0] === 'true' })
      }
      if (this.#known.get(stream.id)?.hasData === true) return true
    }
    this.#world.offsets.touch(stream.id, this.#world.clock.now())
    return false
  }

  /** Moves the offsets of the streams that a DML read, in its transaction. Two sessions consuming one stream do so one after the other. */
  async consume(transaction: Transaction, streamIds: readonly number[]): Promise<void> {
    // One order for all sessions, so that two of them cannot wait for each other.
    for (const id of [...new Set(streamIds)].toSorted((a, b) => a - b)) {
      const stream = this.#world.catalog.byId(id)
      if (stream?.kind === 'STREAM') await this.#consume(transaction, stream)
    }
  }

  /** Where a stream created now (or `copied` from another) begins. */
  async create(transaction: Transaction, stream: StreamRecord, copied?: Offset): Promise<void> {
    const version = copied?.version ?? this.#world.heads.at(stream.sourceId)
    await this.#world.offsets.put(transaction, stream.id, {
      version,
      initial: copied?.initial ?? stream.showInitialRows,
      movedOn: copied?.movedOn ?? this.#world.clock.now(),
    })
  }

  /** The stream's offset as committed, for AT (STREAM => …). */
  offset(stream: StreamRecord): Offset {
    return this.#world.offsets.get(stream.id)
  }

  /** When the stream goes stale unless it is consumed before. https://docs.snowflake.com/en/user-guide/streams-intro#data-retention-period-and-staleness */
  staleAfter(stream: StreamRecord): Instant | undefined {
    const table = this.#world.catalog.byId(stream.sourceId)
    if (table?.kind !== 'TABLE') return undefined
    const extension = Number(table.options['MAX_DATA_EXTENSION_TIME_IN_DAYS'] ?? 14)
    return this.offset(stream).movedOn + Math.max(table.retentionDays, extension) * day
  }

  #readable(stream: StreamRecord): TableRecord {
    const table = this.#world.catalog.byId(stream.sourceId)
    if (table?.kind !== 'TABLE') fail('STREAM_SOURCE_DROPPED', { source: stream.source, stream: stream.name })
    const staleAfter = this.staleAfter(stream) ?? Infinity
    if (this.#world.clock.now() > staleAfter)
      fail('STREAM_STALE', { stream: stream.name, staleAfter: new Date(staleAfter).toISOString() })
    return table
  }

  /** What the transaction sees of the stream: fixed at its first look, unless another session has consumed it since. */
  #range(transaction: Transaction, stream: StreamRecord): Range {
    const offset = this.#world.offsets.get(stream.id)
    const seen = transaction.seen.get(stream.id)
    if (seen !== undefined && (seen.consumed || isFrom(seen.range, offset))) return seen.range
    const head = this.#world.heads.at(stream.sourceId, transaction.start)
    const to = offset.initial || head < offset.version ? offset.version : head
    const range = { from: offset.version, to, initial: offset.initial }
    transaction.seen.set(stream.id, { range, consumed: false })
    return range
  }

  async #consume(transaction: Transaction, stream: StreamRecord): Promise<void> {
    const seen = transaction.seen.get(stream.id)
    if (seen?.consumed === true) return
    await transaction.write(stream)
    this.#readable(stream)
    const range = this.#range(transaction, stream)
    if (seen !== undefined && seen.range !== range)
      throw new StaleSnapshot(`${stream.name} was consumed by another transaction`)
    await this.#world.offsets.put(transaction, stream.id, {
      version: range.to,
      initial: false,
      movedOn: this.#world.clock.now(),
    })
    transaction.seen.set(stream.id, { range, consumed: true })
  }
}

function isFrom(range: Range, offset: Offset): boolean {
  return range.from === offset.version && range.initial === offset.initial
}

function isSame(one: Range, other: Range): boolean {
  return one.from === other.from && one.to === other.to && one.initial === other.initial
}
