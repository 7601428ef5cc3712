import type { Clock, Instant } from '../../common/clock.ts'
import { fail } from '../../common/errors.ts'
import type { BoundSource, SessionValues } from '../bind/tree.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import { duck } from '../duck/sql.ts'
import type { Heads } from '../storage/heads.ts'
import { StaleSnapshot } from '../storage/signals.ts'
import type { Transaction } from '../storage/transaction.ts'
import { deltaRows, type Range } from './delta.ts'
import type { Offset, Offsets } from './offsets.ts'
import { trackedTable } from './tracked-table.ts'
import { hasMoved, metadataColumns, viewChanges } from './view-delta.ts'
import { ownValues } from './view-values.ts'

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
  rows(transaction: Transaction, stream: StreamRecord, values?: SessionValues): BoundSource {
    return { ...this.#changes(transaction, stream, values), name: stream.name, streamId: stream.id }
  }

  /** `values`: those that a view's query is bound with. */
  #changes(transaction: Transaction, stream: StreamRecord, values?: SessionValues): BoundSource {
    const source = this.#readable(stream)
    const range = this.#range(transaction, stream)
    if (source.kind === 'TABLE') return changesSource(source, stream.mode, range)
    const { catalog, clock } = this.#world
    return viewChanges(source, stream.mode, range, { catalog, values: values ?? ownValues(stream, clock) })
  }

  /** SYSTEM$STREAM_HAS_DATA, exactly: changes that cancel each other out are none. */
  async hasData(transaction: Transaction, stream: StreamRecord): Promise<boolean> {
    this.#readable(stream)
    const range = this.#range(transaction, stream)
    if (hasMoved(range)) {
      const known = this.#known.get(stream.id)
      if (known === undefined || !isSame(known.range, range)) {
        const { rows } = this.#changes(transaction, stream)
        const [answer] = await transaction.rows(duck`SELECT EXISTS (FROM ${rows})`)
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

  /** Where a stream created now (or `copied` from another) begins; `tables`: those below its view. */
  async create(
    transaction: Transaction,
    stream: StreamRecord,
    copied?: Offset,
    tables: readonly TableRecord[] = [],
  ): Promise<void> {
    const { heads } = this.#world
    const now = stream.sourceKind === 'VIEW' ? tables.map(({ id }) => [id, heads.at(id)] as const) : undefined
    const bases = copied?.bases ?? (now === undefined ? undefined : new Map(now))
    await this.#world.offsets.put(transaction, stream.id, {
      version: copied?.version ?? heads.at(stream.sourceId),
      ...(bases === undefined ? {} : { bases }),
      initial: copied?.initial ?? stream.showInitialRows,
      movedOn: copied?.movedOn ?? this.#world.clock.now(),
    })
  }

  /** The stream's offset as committed, for AT (STREAM => …). */
  offset(stream: StreamRecord): Offset {
    return this.#world.offsets.get(stream.id)
  }

  /** The offset of the stream on the table that stands furthest back, of those that are not stale. */
  oldestOffset(table: TableRecord): bigint | undefined {
    const now = this.#world.clock.now()
    return this.#world.catalog
      .all('STREAM')
      .filter((stream) => now <= (this.staleAfter(stream) ?? 0))
      .flatMap((stream) => this.#versionOf(stream, table) ?? [])
      .reduce<bigint | undefined>(
        (oldest, version) => (oldest === undefined || version < oldest ? version : oldest),
        undefined,
      )
  }

  /** Where the stream stands in the table; undefined where it is not on it. */
  #versionOf(stream: StreamRecord, table: TableRecord): bigint | undefined {
    const { version, bases } = this.offset(stream)
    return bases === undefined ? (stream.sourceId === table.id ? version : undefined) : bases.get(table.id)
  }

  /** The tables whose changes the stream shows: one, or those below a view, of which none may be gone. */
  tables(stream: StreamRecord): readonly TableRecord[] | undefined {
    const { catalog } = this.#world
    const { bases } = this.offset(stream)
    if (bases === undefined) {
      const table = trackedTable(catalog.byId(stream.sourceId))
      return table === undefined ? undefined : [table]
    }
    const tables = [...bases.keys()].map((id) => trackedTable(catalog.byId(id)))
    const present = tables.filter((table) => table !== undefined)
    const isWhole = catalog.byId(stream.sourceId)?.kind === 'VIEW' && present.length === tables.length
    return isWhole ? present : undefined
  }

  /** When the stream goes stale unless it is consumed before. https://docs.snowflake.com/en/user-guide/streams-intro#data-retention-period-and-staleness */
  staleAfter(stream: StreamRecord): Instant | undefined {
    const tables = this.tables(stream)
    // External tables have no Time Travel, and so no retention period that a stream could fall out of.
    if (tables === undefined || stream.sourceKind === 'EXTERNAL TABLE') return undefined
    const days = tables.map(({ options, retentionDays }) =>
      Math.max(retentionDays, Number(options['MAX_DATA_EXTENSION_TIME_IN_DAYS'] ?? 14)),
    )
    return this.offset(stream).movedOn + Math.min(...days) * day
  }

  #readable(stream: StreamRecord): TableRecord | ViewRecord {
    const tables = this.tables(stream)
    const view = this.#world.catalog.byId(stream.sourceId)
    const source = view?.kind === 'VIEW' ? view : tables?.[0]
    if (tables === undefined || source === undefined)
      fail('STREAM_SOURCE_DROPPED', { source: stream.source, stream: stream.name })
    const staleAfter = this.staleAfter(stream) ?? Infinity
    if (this.#world.clock.now() > staleAfter)
      fail('STREAM_STALE', { stream: stream.name, staleAfter: new Date(staleAfter).toISOString() })
    return source
  }

  /** What the transaction sees of the stream: fixed at its first look, unless another session has consumed it since. */
  #range(transaction: Transaction, stream: StreamRecord): Range {
    const offset = this.#world.offsets.get(stream.id)
    const seen = transaction.seen.get(stream.id)
    if (seen !== undefined && (seen.consumed || isFrom(seen.range, offset))) return seen.range
    const head = this.#world.heads.at(stream.sourceId, transaction.start)
    const to = offset.initial || head < offset.version ? offset.version : head
    const bases = this.#versions(offset, transaction.start)
    const range = {
      from: offset.version,
      to,
      initial: offset.initial,
      ...(bases === undefined ? {} : { bases }),
    }
    transaction.seen.set(stream.id, { range, consumed: false })
    return range
  }

  /** Of a stream on a view, from where to where its tables are compared. */
  #versions({ bases, initial }: Offset, start: number): Range['bases'] {
    if (bases === undefined) return undefined
    return new Map(
      [...bases].map(([id, from]) => {
        const head = this.#world.heads.at(id, start)
        return [id, { from, to: initial || head < from ? from : head }]
      }),
    )
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
      ...(range.bases === undefined
        ? {}
        : { bases: new Map([...range.bases].map(([id, { to }]) => [id, to])) }),
      initial: false,
      movedOn: this.#world.clock.now(),
    })
    transaction.seen.set(stream.id, { range, consumed: true })
  }
}

/** What differs between two versions of a table, as a relation: for a stream, or for CHANGES. */
export function changesSource(table: TableRecord, mode: StreamRecord['mode'], range: Range): BoundSource {
  return {
    rows: duck`(${deltaRows(table, mode, range)})`,
    columns: [
      ...table.columns.map(({ name, physical, type, nullable }) => ({ name, physical, type, nullable })),
      ...metadataColumns.map(({ name, type }) => ({ name, physical: name, type, nullable: false })),
    ],
    name: table.name,
  }
}

function isFrom(range: Range, offset: Offset): boolean {
  const isAt = [...(offset.bases ?? [])].every(([id, version]) => range.bases?.get(id)?.from === version)
  return range.from === offset.version && range.initial === offset.initial && isAt
}

function isSame(one: Range, other: Range): boolean {
  const isMoved = [...(one.bases ?? [])].some(([id, { from, to }]) => {
    const versions = other.bases?.get(id)
    return versions?.from !== from || versions.to !== to
  })
  return one.from === other.from && one.to === other.to && one.initial === other.initial && !isMoved
}
