import { SnowmeltError } from '../../common/errors.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import { wantsWiderColumn } from '../storage/widening.ts'
import type { Loadable } from './loadable.ts'
import type { OnError } from './options.ts'
import type { Reject, Runner } from './staging.ts'

/** What is asked of the rows of a load: to give those to insert, of all columns or of the n-th alone (from 1), for a part of the relation. */
export type RowsOf = (relation: Sql, column?: number) => Sql

/**
 * Finds the rows on which an expression of a transformation fails. DuckDB does not say which row it was, so the relation is halved until
 * the bad row stands alone: about 30 ms for each bad row of a million. Runs on a side connection, where a failure costs nothing, and only
 * after the insertion of all rows at once has failed; a TRY around each expression would be quicker, but DuckDB allows none around `error()`,
 * by which our own functions fail.
 */
export async function findBadRows(
  side: Runner,
  loadable: Loadable,
  columns: number,
  rowsOf: RowsOf,
  onError: OnError,
): Promise<readonly Reject[]> {
  const found: Reject[] = []
  const files = await side.rows(
    duck`SELECT "$file", min("$at"), max("$at") FROM ${loadable.rows} GROUP BY "$file" ORDER BY "$file"`,
  )
  for (const [file, first, last] of files) {
    const limit = onError.kind === 'SkipFile' ? onError.limit : onError.kind === 'Abort' ? 1 : Infinity
    const places: bigint[] = []
    await search(side, loadable, rowsOf, BigInt(first ?? 0), BigInt(last ?? 0), (at) => {
      places.push(at)
      return places.length < limit
    })
    for (const at of places) found.push(await explain(side, loadable, columns, rowsOf, Number(file), at))
    if (onError.kind === 'Abort' && found.length > 0) break
  }
  return found
}

/** Calls `bad` for each bad row between `from` and `to`, in order, until it says that it is enough. */
async function search(
  side: Runner,
  loadable: Loadable,
  rowsOf: RowsOf,
  from: bigint,
  to: bigint,
  bad: (at: bigint) => boolean,
): Promise<boolean> {
  const failure = from > to ? undefined : await failureOf(side, rowsOf(between(loadable, from, to)))
  if (failure === undefined) return true
  if (from === to) return wantsWiderColumn(failure) || bad(from)
  const middle = (from + to) / 2n
  return (
    (await search(side, loadable, rowsOf, from, middle, bad)) &&
    (await search(side, loadable, rowsOf, middle + 1n, to, bad))
  )
}

function between({ rows }: Loadable, from: bigint, to: bigint): Sql {
  return duck`(SELECT * FROM ${rows} WHERE "$at" BETWEEN ${integer(from)} AND ${integer(to)})`
}

/**
 * Evaluates everything that the rows would insert. A number that is too big for its column as it is held now is no bad row: the insertion
 * widens the column. A hash of all of it cannot be left out by the optimizer. */
async function failureOf(side: Runner, rows: Sql): Promise<Error | undefined> {
  try {
    await side.rows(duck`SELECT bit_xor(hash(r)) FROM (${rows}) r`)
    return undefined
  } catch (error) {
    if (error instanceof SnowmeltError || wantsWiderColumn(error)) return error as Error
    throw error
  }
}

async function explain(
  side: Runner,
  loadable: Loadable,
  columns: number,
  rowsOf: RowsOf,
  file: number,
  at: bigint,
): Promise<Reject> {
  const row = between(loadable, at, at)
  const [numbers] = await side.rows(duck`SELECT "$row" FROM ${row}`)
  const whole = await failureOf(side, rowsOf(row))
  let column: number | undefined
  for (let place = 1; place <= columns && column === undefined; place += 1)
    if ((await failureOf(side, rowsOf(row, place))) !== undefined) column = place
  return {
    file,
    row: Number(numbers?.[0] ?? 0),
    line: Number(numbers?.[0] ?? 0),
    character: 1,
    column,
    raw: null,
    reason: whole?.message ?? '',
    code: whole instanceof SnowmeltError ? whole.code : 'EXECUTION_FAILED',
  }
}
