import { duck, type Sql } from '../duck/sql.ts'

/**
 * What a VARIANT may hold and JSON has no form for is a JSON text that begins with a character of Unicode's private use area: see
 * duck/macros/json.ts.
 */
const mark = duck`chr(57345)`

/** The element of an array that is missing: SQL NULL, not JSON null. */
export const missing = duck`CAST('"' || ${mark} || '"' AS JSON)`

/** The value as an element of an array: SQL NULL is the missing one. */
export const elementOrMissing = (value: Sql) => duck`coalesce(CAST(${value} AS JSON), ${missing})`

/** An element as a value: the missing one is SQL NULL. */
export const valueOfElement = (element: Sql) => duck`nullif(${element}, ${missing})`

/** Types whose values are marked. */
export type MarkedKind = 'DATE' | 'TIME' | 'TIMESTAMP_NTZ' | 'TIMESTAMP_LTZ' | 'TIMESTAMP_TZ' | 'BINARY'

const letters: { readonly [K in MarkedKind]: Sql } = {
  DATE: duck`'D'`,
  TIME: duck`'T'`,
  TIMESTAMP_NTZ: duck`'N'`,
  TIMESTAMP_LTZ: duck`'L'`,
  TIMESTAMP_TZ: duck`'Z'`,
  BINARY: duck`'B'`,
}

/** The text of a value of the type as a VARIANT. */
export const marked = (kind: MarkedKind, text: Sql) => duck`to_json(${mark} || ${letters[kind]} || ${text})`

/** Whether a VARIANT holds a value of the type. */
export const isMarked = (value: Sql, kind: MarkedKind) =>
  duck`starts_with(CAST(${value} AS VARCHAR), '"' || ${mark} || ${letters[kind]})`

/** Whether a VARIANT holds a value of any such type. */
export const isAnyMarked = (value: Sql) => duck`starts_with(CAST(${value} AS VARCHAR), '"' || ${mark})`

/** The type's name by its letter; NULL for a value that is not marked. */
export const markedKind = (value: Sql) =>
  duck`CASE WHEN ${isAnyMarked(value)} THEN CASE substring(CAST(${value} AS VARCHAR), 3, 1) WHEN 'D' THEN 'DATE' WHEN 'T' THEN 'TIME' WHEN 'N' THEN 'TIMESTAMP_NTZ' WHEN 'L' THEN 'TIMESTAMP_LTZ' WHEN 'Z' THEN 'TIMESTAMP_TZ' WHEN 'B' THEN 'BINARY' END END`
