import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import { atQuery, atQueryContinuation } from '../expression/subquery.ts'
import type { Cursor } from '../text/cursor.ts'
import { continueQuery, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseJoins, printJoin, type Join } from './join.ts'
import { parsePipedResult, printPipedResult, type PipedResult } from './piped-result.ts'
import { parsePivot, printPivot, type Pivot } from './pivot.ts'
import type { Query } from './query.ts'
import { parseSample, printSample, type Sample } from './sample.ts'
import {
  parseDirectory,
  parseStageReference,
  printStageReference,
  type StageReference,
} from './stage-reference.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'
import { parseLateralFunction, parseTable, printTableFunction, type TableFunction } from './table-function.ts'
import { parseTableReference, printTableReference, type TableReference } from './table-reference.ts'
import { atUnpivot, parseUnpivot, printUnpivot, type Unpivot } from './unpivot.ts'
import { parseValues } from './values.ts'

export type { Join } from './join.ts'
export type { PipedResult } from './piped-result.ts'
export type { Pivot } from './pivot.ts'
export type { Sample } from './sample.ts'
export type { StageReference } from './stage-reference.ts'
export type { TableAlias } from './table-alias.ts'
export type { TableFunction } from './table-function.ts'
export type { TableReference } from './table-reference.ts'
export type { Unpivot } from './unpivot.ts'

export interface DerivedTable {
  readonly kind: 'DerivedTable'
  readonly query: Query
  readonly lateral: boolean
  readonly alias?: TableAlias
  readonly span: Span
}
export type FromItem =
  | TableReference
  | StageReference
  | DerivedTable
  | TableFunction
  | PipedResult
  | Join
  | Pivot
  | Unpivot
  | Sample

/** item { , item } */
export function parseFromList(cursor: Cursor): readonly FromItem[] {
  return cursor.list(() => parseFromItem(cursor))
}

/** factor { join factor [condition] }… */
export function parseFromItem(cursor: Cursor): FromItem {
  return parseJoins(cursor, parseFactor)
}

/** item { PIVOT ( … ) | UNPIVOT ( … ) | SAMPLE ( … ) }… */
function parseFactor(cursor: Cursor): FromItem {
  let factor = parseUnsuffixed(cursor)
  for (;;) {
    if (cursor.is('MATCH_RECOGNIZE', '(')) cursor.unsupported('MATCH_RECOGNIZE')
    if (cursor.is('RESAMPLE', '(')) cursor.unsupported('RESAMPLE')
    if (cursor.is('PIVOT', '(')) factor = parsePivot(cursor, factor)
    else if (atUnpivot(cursor)) factor = parseUnpivot(cursor, factor)
    else if (cursor.is('SAMPLE') || cursor.is('TABLESAMPLE')) factor = parseSample(cursor, factor)
    else return factor
  }
}

/** name … | @stage … | $n | TABLE ( … ) | LATERAL … | VALUES … | ( query ) | ( item ) */
function parseUnsuffixed(cursor: Cursor): FromItem {
  const start = cursor.start()
  const { kind } = cursor.peek()
  if (kind === 'Stage' || kind === 'String') return parseStageReference(cursor)
  if (kind === 'Position') return parsePipedResult(cursor)
  if (cursor.is('TABLE', '(')) return parseTable(cursor, start, false)
  if (cursor.is('DIRECTORY', '(')) return parseDirectory(cursor)
  if (cursor.take('LATERAL')) return parseLateral(cursor, start)
  if (cursor.is('(')) return parseParenthesized(cursor)
  if (cursor.is('VALUES', '(')) return parseValuesTable(cursor)
  return parseTableReference(cursor)
}

/** { ( query ) | TABLE ( call ) | call } [alias] */
function parseLateral(cursor: Cursor, start: number): FromItem {
  if (cursor.is('TABLE', '(')) return parseTable(cursor, start, true)
  if (!cursor.is('(')) return parseLateralFunction(cursor, start)
  const query = cursor.parenthesized(() => parseQuery(cursor))
  return finishDerivedTable(cursor, query, start, true)
}

/** VALUES ( … ), … [alias]: the same without parentheses around it */
function parseValuesTable(cursor: Cursor): DerivedTable {
  const body = parseValues(cursor)
  const query: Query = { kind: 'Query', with: [], recursive: false, body, orderBy: [], span: body.span }
  return finishDerivedTable(cursor, query, body.span.start, false)
}

/** ( { query | item } ) [alias]: only what follows `((SELECT 1)` tells which it is */
function parseParenthesized(cursor: Cursor): FromItem {
  const start = cursor.start()
  const inner = cursor.parenthesized(() => cursor.nested(() => parseQueryOrItem(cursor)))
  if (inner.kind === 'Query') return finishDerivedTable(cursor, inner, start, false)
  if (inner.kind === 'Join' || inner.kind === 'Sample' || inner.alias !== undefined) return inner
  const alias = parseTableAlias(cursor)
  return alias === undefined ? inner : { ...inner, alias, span: cursor.span(start) }
}

function parseQueryOrItem(cursor: Cursor): Query | FromItem {
  if (atQuery(cursor)) return parseQuery(cursor)
  const item = parseFromItem(cursor)
  const isQuery = item.kind === 'DerivedTable' && !item.lateral && item.alias === undefined
  return isQuery && atQueryContinuation(cursor) ? continueQuery(cursor, item.query) : item
}

function finishDerivedTable(cursor: Cursor, query: Query, start: number, lateral: boolean): DerivedTable {
  const alias = parseTableAlias(cursor)
  return {
    kind: 'DerivedTable',
    query,
    lateral,
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

export const printFrom: ByKind<FromItem, [], Sql> = {
  ...printTableReference,
  ...printStageReference,
  ...printTableFunction,
  ...printPipedResult,
  DerivedTable: (t) => sql`${t.lateral ? sql`LATERAL ` : sql.empty}(${t.query})${printTableAlias(t.alias)}`,
  ...printJoin,
  ...printPivot,
  ...printUnpivot,
  ...printSample,
}
