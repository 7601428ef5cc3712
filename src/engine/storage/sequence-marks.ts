import type { SequenceRecord } from '../catalog/objects/sequence.ts'
import { duck, ident, join, text, type Sql } from '../duck/sql.ts'
import { createCounter, dropCounter } from './sequence.ts'
import type { TextRow } from './transaction.ts'

/**
 * DuckDB writes how far a sequence has counted when the transaction commits that took a value. Values that an explicit
 * transaction has shown must not come again either, when it is rolled back or the process is killed: so after each of its
 * statements a mark says, in a transaction of its own, how far the counter was, and opening the account counts on from there.
 */
interface Store {
  run(sql: Sql): Promise<number>
  rows(sql: Sql): Promise<readonly TextRow[]>
}

type Counter = SequenceRecord['counter']

export async function createMarks(store: Store): Promise<void> {
  await store.run(
    duck`CREATE TABLE IF NOT EXISTS snowmelt.sequence_mark (schema_name VARCHAR, sequence_name VARCHAR, last BIGINT)`,
  )
}

/** The counters that SQL takes values of, each as its quoted name. */
export function countersIn(sql: Sql): readonly string[] {
  const written = sql.toString()
  if (!written.includes('nextval(')) return []
  return [...written.matchAll(/nextval\('((?:[^']|'')*)'\)/g)].map(([, name = '']) =>
    name.replaceAll("''", "'"),
  )
}

/** Notes how far the counters are. */
export async function mark(store: Pick<Store, 'run'>, names: ReadonlySet<string>): Promise<void> {
  const counters = [...names].flatMap((name) => counterOf(name) ?? [])
  if (counters.length === 0) return
  const pairs = counters.map(({ schema, name }) => duck`(${text(schema)}, ${text(name)})`)
  await store.run(
    duck`INSERT INTO snowmelt.sequence_mark SELECT schema_name, sequence_name, last_value FROM duckdb_sequences() WHERE last_value IS NOT NULL AND (schema_name, sequence_name) IN (${join(pairs)})`,
  )
}

function counterOf(quoted: string): Counter | undefined {
  const [, schema, name] = /^"((?:[^"]|"")*)"\."((?:[^"]|"")*)"$/.exec(quoted) ?? []
  if (schema === undefined || name === undefined) return undefined
  return { schema: schema.replaceAll('""', '"'), name: name.replaceAll('""', '"') }
}

/**
 * Makes counters anew that begin at their next value: those of sequences, of which DuckDB does not tell it otherwise once the
 * file was closed, and those that a mark is beyond.
 */
export async function settleCounters(store: Store, sequences: readonly SequenceRecord[]): Promise<void> {
  const own = new Set(sequences.map(({ counter }) => keyOf(counter)))
  const rows = await store.rows(
    duck`SELECT s.schema_name, s.sequence_name, s.increment_by, s.last_value, max(m.last), min(m.last) FROM duckdb_sequences() AS s LEFT JOIN snowmelt.sequence_mark AS m USING (schema_name, sequence_name) GROUP BY ALL`,
  )
  for (const [schema, name, step, last, highest, lowest] of rows) {
    const counter = { schema: schema ?? '', name: name ?? '' }
    const isMarked = highest !== null && highest !== undefined
    if (!isMarked && (last === null || !own.has(keyOf(counter)))) continue
    const increment = BigInt(step ?? 1)
    const marked = isMarked ? BigInt((increment > 0n ? highest : lowest) ?? 0) + increment : undefined
    await settle(store, counter, increment, marked)
  }
  await store.run(duck`DELETE FROM snowmelt.sequence_mark`)
}

/** The value is taken before: DuckDB cannot replay a sequence's use in the transaction that drops it. */
async function settle(
  store: Store,
  counter: Counter,
  increment: bigint,
  marked: bigint | undefined,
): Promise<void> {
  const quoted = ident(counter.schema, counter.name).toString()
  let next: bigint
  try {
    const [[value] = []] = await store.rows(duck`SELECT nextval(${text(quoted)})`)
    next = BigInt(value ?? 0)
  } catch {
    // It has come to its end, and will say so to whoever uses it.
    return
  }
  const isBehind = marked !== undefined && (increment > 0n ? marked > next : marked < next)
  const start = isBehind ? marked : next
  await store.run(
    duck`BEGIN; ${dropCounter({ counter })}; ${createCounter({ counter }, start, increment)}; COMMIT`,
  )
}

function keyOf({ schema, name }: Counter): string {
  return JSON.stringify([schema, name])
}

/** The SQL that takes a value of a counter. */
export function takeValue({ counter }: Pick<SequenceRecord, 'counter'>): Sql {
  return duck`SELECT nextval(${text(ident(counter.schema, counter.name).toString())})`
}
