import type { Instant } from '../../common/clock.ts'
import { boolean, duck, integer, text, type Sql } from '../duck/sql.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'

/** Where a stream stands. */
export interface Offset {
  readonly version: bigint
  /** SHOW_INITIAL_ROWS, and not consumed yet. */
  readonly initial: boolean
  /** When it moved last: it goes stale some time after. */
  readonly movedOn: Instant
  /** Of a stream on a view: the versions of its tables, by their ids; `version` means nothing then. */
  readonly bases?: ReadonlyMap<number, bigint>
}

/** What opening needs of a connection. */
interface Store {
  run(sql: Sql): Promise<number>
  rows(sql: Sql): Promise<readonly TextRow[]>
}

/** The offsets of all streams: in memory for reading, written in the transaction of the DML that consumes. */
export class Offsets {
  readonly #offsets: Map<number, Offset>

  private constructor(offsets: Map<number, Offset>) {
    this.#offsets = offsets
  }

  static async open(store: Store): Promise<Offsets> {
    await store.run(
      duck`CREATE TABLE IF NOT EXISTS snowmelt.stream_offset (stream_id BIGINT, version BIGINT, initial BOOLEAN, moved_on BIGINT)`,
    )
    await store.run(duck`ALTER TABLE snowmelt.stream_offset ADD COLUMN IF NOT EXISTS bases VARCHAR`)
    const rows = await store.rows(
      duck`SELECT stream_id, version, initial, moved_on, bases FROM snowmelt.stream_offset`,
    )
    return new Offsets(new Map(rows.map(([id, ...offset]) => [Number(id), readOffset(offset)])))
  }

  get(streamId: number): Offset {
    const offset = this.#offsets.get(streamId)
    if (offset === undefined) throw new Error(`Snowmelt bug: stream ${streamId} has no offset`)
    return offset
  }

  /** Puts the stream there; seen by others when the transaction commits. */
  async put(transaction: Transaction, streamId: number, offset: Offset): Promise<void> {
    const { version, initial, movedOn } = offset
    const bases = offset.bases === undefined ? duck`NULL` : text(writeBases(offset.bases))
    await transaction.run(
      this.#offsets.has(streamId)
        ? duck`UPDATE snowmelt.stream_offset SET version = ${integer(version)}, initial = ${boolean(initial)}, moved_on = ${integer(movedOn)}, bases = ${bases} WHERE stream_id = ${integer(streamId)}`
        : duck`INSERT INTO snowmelt.stream_offset (stream_id, version, initial, moved_on, bases) VALUES (${integer(streamId)}, ${integer(version)}, ${boolean(initial)}, ${integer(movedOn)}, ${bases})`,
    )
    transaction.onCommit(() => {
      this.#offsets.set(streamId, offset)
    })
  }

  /** Notes that the stream was found empty, which keeps it from going stale as consuming it would. */
  touch(streamId: number, now: Instant): void {
    this.#offsets.set(streamId, { ...this.get(streamId), movedOn: now })
  }
}

function readOffset([version, initial, movedOn, bases]: TextRow): Offset {
  return {
    version: BigInt(version ?? 0),
    initial: initial === 'true',
    movedOn: Number(movedOn),
    ...(bases == null ? {} : { bases: readBases(bases) }),
  }
}

/** `12=345 13=340`: id and version of each table. */
function writeBases(bases: ReadonlyMap<number, bigint>): string {
  return [...bases].map(([id, version]) => `${id}=${version}`).join(' ')
}

function readBases(text: string): ReadonlyMap<number, bigint> {
  return new Map(
    text
      .split(' ')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [id, version = '0'] = pair.split('=')
        return [Number(id), BigInt(version)]
      }),
  )
}
