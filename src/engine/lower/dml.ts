import type { BoundDelete } from '../bind/dml-delete.ts'
import type { BoundInsert } from '../bind/dml-insert.ts'
import type { BoundMerge } from '../bind/dml-merge.ts'
import type { BoundUpdate } from '../bind/dml-update.ts'
import type { NextValue } from '../bind/dml.ts'
import type { BoundQuery, SessionValues } from '../bind/tree.ts'
import { duck, ident, join, type Sql } from '../duck/sql.ts'
import { alias, startLowering } from './query.ts'

/** How the next value of a column's sequence is written. */
export type NextValueSql = (next: NextValue) => Sql

/** A SELECT of the rows to insert, one column for each of the table's, in order. */
export function lowerInsert(insert: BoundInsert, session: SessionValues, next: NextValueSql): Sql {
  return lowerRows(insert.rows, insert.nextValues, session, next)
}

/** A SELECT of `"$at"` and the new values. */
export function lowerUpdate(update: BoundUpdate, session: SessionValues, next: NextValueSql): Sql {
  return named(update.rows, lowerRows(update.rows, update.nextValues, session, next))
}

/**
 * The changes of an UPDATE … FROM: one pair of those that a row was met by, the one with the smallest values, and in `"$met"`
 * by how many it was.
 */
export function lowerJoinedUpdate(update: BoundUpdate, session: SessionValues, next: NextValueSql): Sql {
  const values = update.columns.map((_, at) => ident(`$${at + 1}`))
  return duck`SELECT *, count(*) OVER (PARTITION BY "$at") AS "$met" FROM (${lowerUpdate(update, session, next)}) QUALIFY row_number() OVER (PARTITION BY "$at" ORDER BY ${join(values)}) = 1`
}

/** A SELECT of `"$at"`. */
export function lowerDelete(statement: BoundDelete, session: SessionValues): Sql {
  return named(statement.rows, lowerRows(statement.rows, [], session, noNext))
}

/** A SELECT of `"$at"`, `"$clause"` and the values. */
export function lowerMerge(merge: BoundMerge, session: SessionValues, next: NextValueSql): Sql {
  return named(merge.rows, lowerRows(merge.rows, merge.nextValues, session, next))
}

/** MERGE under ERROR_ON_NONDETERMINISTIC_MERGE = FALSE: one pair for each row that is changed. */
export function oneForEachRow(rows: Sql): Sql {
  return duck`SELECT * FROM (${rows}) QUALIFY "$at" IS NULL OR row_number() OVER (PARTITION BY "$at") = 1`
}

function lowerRows(
  rows: BoundQuery,
  nextValues: readonly NextValue[],
  session: SessionValues,
  next: NextValueSql,
): Sql {
  const target = startLowering(session)
  for (const each of nextValues) target.put(each.id, next(each))
  return target.query(rows)
}

/** The query's columns under their own names, which are ours here. */
function named(rows: BoundQuery, sql: Sql): Sql {
  const columns = rows.columns.map(({ id, name }) => duck`${ident(alias(id))} AS ${ident(name)}`)
  return duck`SELECT ${join(columns)} FROM (${sql})`
}

const noNext: NextValueSql = () => {
  throw new Error('Snowmelt bug: a DELETE takes no value of a sequence')
}
