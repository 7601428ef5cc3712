import type { Query } from '../../sql/query/query.ts'
import { isSemiStructured } from '../types/standard.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { CteDefinition } from './query-tree.ts'
import type { BoundColumn, BoundQuery, Scope, SessionValues, Sources } from './tree.ts'

/** What is counted and collected while one statement is bound. Ids and numbers count from 1 and never depend on names. */
export interface StatementBinding {
  readonly sources: Sources
  readonly session: SessionValues
  nextColumn: number
  nextTable: number
  /** Streams read so far, in order, each as often as it is read. */
  readonly streams: number[]
  /** Columns whose uses are never NULL; an outer join takes its optional side's columns out. */
  readonly notNull: Set<number>
  /** Binds a query inside another: handed in, as queries and expressions hold each other. */
  readonly bindQuery: (query: Query, frame: Frame, outer: Scope | undefined) => BoundQuery
}

/** Where a query stands: its statement, the common tables in sight, and for a view's query the view's own home. */
export interface Frame {
  readonly binding: StatementBinding
  /** The text that the spans of the query point into. */
  readonly text: string
  readonly ctes: CteEntry | undefined
  readonly within?: {
    readonly database: string
    readonly schema: string
    readonly owner?: string | undefined
  }
}

/** A common table in sight, and those further out. */
export interface CteEntry {
  readonly name: string
  readonly cte: number
  readonly columns: readonly BoundColumn[]
  /** Names that the columns have: those of the column list where one is given. */
  readonly names: readonly string[]
  readonly uses: { count: number }
  readonly outer: CteEntry | undefined
}

export function startBinding(
  sources: Sources,
  session: SessionValues,
  bindQuery: StatementBinding['bindQuery'],
): StatementBinding {
  return { sources, session, nextColumn: 1, nextTable: 1, streams: [], notNull: new Set(), bindQuery }
}

/** A new column of the statement. */
export function newColumn(binding: StatementBinding, column: Omit<BoundColumn, 'id'>): BoundColumn {
  const id = binding.nextColumn++
  if (!column.nullable) binding.notNull.add(id)
  return { id, name: column.name, type: column.type, nullable: column.nullable }
}

/** Can the value be NULL, as far as result columns say so. */
export function isNullable(binding: StatementBinding, value: BoundExpression): boolean {
  if (value.kind === 'ColumnUse') return !binding.notNull.has(value.id)
  if (value.kind === 'Constant') return value.value === null
  if (value.kind === 'IsNull' || value.kind === 'IsDistinctFrom' || value.kind === 'Exists') return false
  if (value.kind === 'Convert')
    // A null of JSON becomes NULL, and so does what TRY_CAST cannot convert.
    return (
      value.mode.kind === 'Try' || isSemiStructured(value.operand.type) || isNullable(binding, value.operand)
    )
  if (value.kind === 'WindowCall') return !countingWindows.has(value.name)
  return !(value.kind === 'AggregateCall' && value.name === 'COUNT')
}

/** Window functions that give a number to each row. */
const countingWindows: ReadonlySet<string> = new Set([
  'COUNT', 'CUME_DIST', 'DENSE_RANK', 'NTILE', 'PERCENT_RANK', 'RANK', 'ROW_NUMBER',
]) // prettier-ignore

/** A new relation's number. */
export function newTable(binding: StatementBinding): number {
  return binding.nextTable++
}

/** The streams that were read since `start`, each once. */
export function streamsSince(binding: StatementBinding, start: number): readonly number[] {
  return start === binding.streams.length ? [] : [...new Set(binding.streams.slice(start))]
}

/** The common table named `name`, innermost first. */
export function findCte(frame: Frame, name: string): CteEntry | undefined {
  let entry = frame.ctes
  while (entry !== undefined && entry.name !== name) entry = entry.outer
  return entry
}

/** A definition as the tree keeps it. */
export interface DefinedCte {
  readonly entry: CteEntry
  readonly query: BoundQuery
  readonly recursive?: BoundQuery
}

/** The definitions that something reads. */
export function readDefinitions(defined: readonly DefinedCte[]): readonly CteDefinition[] {
  return defined
    .filter(({ entry }) => entry.uses.count > 0)
    .map(({ entry, query, recursive }) => ({
      cte: entry.cte,
      query,
      uses: entry.uses.count,
      ...(recursive === undefined ? {} : { recursive }),
    }))
}
