import type { Identifier } from '../../sql/expression/name.ts'
import type { SessionValues, Sources } from '../bind/tree.ts'
import type { Catalog, NameContext } from '../catalog/catalog.ts'
import { nowhere } from '../catalog/trees.ts'
import type { SequenceRecord } from '../catalog/objects/sequence.ts'
import { duck, ident, integer, text, type Sql } from '../duck/sql.ts'

/** The counters of sequences by their names, as a binder asks for them. */
export function sequencesOf(
  catalog: Catalog,
  session: Pick<SessionValues, 'sessionId' | 'database' | 'schema'>,
): Sources['sequence'] {
  return (parts, within) => {
    const record = namedSequence(catalog, parts, {
      id: session.sessionId,
      database: within?.database ?? session.database,
      schema: within?.schema ?? session.schema,
    })
    return record === undefined ? undefined : counterText(record)
  }
}

/** The sequence of a name that may mean nothing. */
export function namedSequence(
  catalog: Catalog,
  parts: readonly Identifier[],
  names: NameContext,
): SequenceRecord | undefined {
  const isComplete =
    parts.length === 3 || (names.database !== undefined && (parts.length === 2 || names.schema !== undefined))
  if (!isComplete || parts.length > 3) return undefined
  return catalog.find('SEQUENCE', catalog.qualify({ kind: 'Name', parts, span: nowhere }, names))
}

type Counter = Pick<SequenceRecord, 'counter'>

/** The name of the DuckDB sequence behind a sequence. */
export function counterName({ counter }: Counter): Sql {
  return ident(counter.schema, counter.name)
}

/** The text that DuckDB's nextval takes. */
export function counterText(sequence: Counter): string {
  return counterName(sequence).toString()
}

/** Makes the DuckDB sequence. Both bounds are given because DuckDB's defaults (from 1 up, or from -1 down) refuse a start of 0. */
export function createCounter(sequence: Counter, start: bigint, increment: bigint): Sql {
  const bounds = duck`MINVALUE ${integer(-(2n ** 63n))} MAXVALUE ${integer(2n ** 63n - 1n)}`
  const schema = ident(sequence.counter.schema)
  return duck`CREATE SCHEMA IF NOT EXISTS ${schema}; CREATE SEQUENCE ${counterName(sequence)} INCREMENT BY ${integer(increment)} ${bounds} START WITH ${integer(start)}`
}

export function dropCounter(sequence: Counter): Sql {
  return duck`DROP SEQUENCE IF EXISTS ${counterName(sequence)}`
}

/** A query of the value that the sequence gives next. DuckDB has no last value before the first one is taken. */
export function nextOf({ counter }: Counter): Sql {
  return duck`SELECT coalesce(last_value + increment_by, start_value) FROM duckdb_sequences() WHERE schema_name = ${text(counter.schema)} AND sequence_name = ${text(counter.name)}`
}
