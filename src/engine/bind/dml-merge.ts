import type { Merge, MergeAction, MergeClause } from '../../sql/statement/merge.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duckType, storedType } from '../duck/data-type.ts'
import type { Sql } from '../duck/sql.ts'
import { boolean, count } from '../types/standard.ts'
import { columnUse, nullOf } from './coercion.ts'
import { bindCondition } from './condition.ts'
import { bindTarget, startDml, type DmlBinding, type NextValue, type Target } from './dml.ts'
import { bindWrites, type Write } from './dml-merge-action.ts'
import type { BoundExpression } from './expression-tree.ts'
import { bindFromItem } from './from.ts'
import { newColumn, streamsSince } from './frame.ts'
import { noNames } from './names.ts'
import type { Defined } from './query-tree.ts'
import { together, type BoundFrom } from './relation.ts'
import { scopeOf } from './scope.ts'
import type { BoundQuery, SessionValues, Sources } from './tree.ts'

/** A column that a clause writes, and the column of the plan's rows that has its value (`$1` …). */
export interface MergeColumn {
  readonly physical: string
  readonly value: string
}
export interface BoundMergeClause {
  readonly kind: 'Update' | 'Delete' | 'Insert'
  readonly columns: readonly MergeColumn[]
}

/** A MERGE: pairs of a source row and the row of the table that it meets, with the clause that says what becomes of them. */
export interface BoundMerge {
  /** `$at`, `$clause`, `$1` … `$n`. */
  readonly rows: BoundQuery
  readonly clauses: readonly BoundMergeClause[]
  readonly nextValues: readonly NextValue[]
}

/** https://docs.snowflake.com/en/sql-reference/sql/merge */
export function bindMerge(
  merge: Merge,
  table: TableRecord,
  live: Sql,
  sources: Sources,
  session: SessionValues,
  text: string,
): BoundMerge {
  const dml = startDml(table, sources, session, text)
  const { frame } = dml
  const target = bindTarget(dml, live, merge.alias)
  const source = bindFromItem(merge.source, { frame, outer: undefined, left: noNames })
  const names = together(target.names, source.names)
  const on = bindCondition(merge.on, scopeOf(frame, names, { noAggregates: 'on', noWindows: 'on clause' }))
  const clauses = merge.clauses.map((clause) => bindClause(clause, dml, target, source))
  const slots = new Slots()
  const written = clauses.map(({ kind, writes }) => ({ kind, columns: slots.place(writes) }))
  const inserts = merge.clauses.some(({ matched }) => !matched)
  const items = [
    define(dml, '$at', columnUse(target.at)),
    define(dml, '$clause', chosen(clauses)),
    ...slots.values(clauses).map((value, at) => define(dml, `$${at + 1}`, value)),
  ]
  const where = someClause(clauses, merge)
  return {
    clauses: written,
    nextValues: dml.nextValues,
    rows: {
      columns: items.map(({ column }) => column),
      tree: {
        kind: 'Select',
        with: [],
        distinct: false,
        items,
        from: {
          kind: 'Join',
          type: inserts ? 'LEFT' : 'INNER',
          left: source.relation,
          right: target.relation,
          on,
        },
        orderBy: [],
        ...(where === undefined ? {} : { where }),
      },
      streams: streamsSince(frame.binding, 0),
    },
  }
}

function define(dml: DmlBinding, name: string, value: BoundExpression): Defined {
  return { column: newColumn(dml.frame.binding, { name, type: value.type, nullable: true }), value }
}

/** A clause: when it applies, and what it writes. */
interface Clause {
  readonly kind: BoundMergeClause['kind']
  readonly guard: BoundExpression
  readonly writes: readonly Write[]
}

function bindClause(clause: MergeClause, dml: DmlBinding, target: Target, source: BoundFrom): Clause {
  const { span } = clause
  // What did not match has no row of the table whose columns could be named.
  const names = clause.matched ? together(target.names, source.names) : source.names
  const scope = scopeOf(dml.frame, names, { noAggregates: 'merge', noWindows: 'merge clause' })
  const met: BoundExpression = {
    kind: 'IsNull',
    operand: columnUse(target.at, span),
    negated: clause.matched,
    type: boolean,
    span,
  }
  const guard: BoundExpression =
    clause.condition === undefined
      ? met
      : {
          kind: 'Logic',
          operator: 'AND',
          operands: [met, bindCondition(clause.condition, scope)],
          type: boolean,
          span,
        }
  return {
    kind: kinds[clause.action.kind],
    guard,
    writes: bindWrites(clause, { dml, scope, source: source.names }),
  }
}

const kinds: { readonly [K in MergeAction['kind']]: BoundMergeClause['kind'] } = {
  MergeUpdate: 'Update',
  MergeUpdateByName: 'Update',
  MergeDelete: 'Delete',
  MergeInsert: 'Insert',
  MergeInsertByName: 'Insert',
}

/** The index of the first clause that applies. */
function chosen(clauses: readonly Clause[]): BoundExpression {
  return caseOf(clauses, (_, at) => ({
    kind: 'Constant',
    value: String(at),
    type: count,
    span: { start: 0, end: 0 },
  }))
}

function caseOf(
  clauses: readonly Clause[],
  then: (clause: Clause, at: number) => BoundExpression | undefined,
): BoundExpression {
  const values = clauses.map(then)
  const type = values.find((value) => value !== undefined)?.type ?? count
  const span = { start: 0, end: 0 }
  return {
    kind: 'Case',
    whens: clauses.map(({ guard }, at) => ({ when: guard, result: values[at] ?? nullOf(type, span) })),
    otherwise: nullOf(type, span),
    type,
    span,
  }
}

/** Leaves out the pairs that no clause takes; nothing where every pair is taken. */
function someClause(clauses: readonly Clause[], merge: Merge): BoundExpression | undefined {
  const taken = (matched: boolean) =>
    merge.clauses.some((clause) => clause.matched === matched && clause.condition === undefined)
  const inserts = merge.clauses.some(({ matched }) => !matched)
  const matches = merge.clauses.some(({ matched }) => matched)
  if (taken(true) && (!inserts || taken(false))) return undefined
  const [first, ...more] = clauses.map(({ guard }) => guard)
  if (first === undefined || (!matches && !inserts)) return undefined
  if (more.length === 0) return first
  return { kind: 'Logic', operator: 'OR', operands: [first, ...more], type: boolean, span: merge.span }
}

/** The value columns of the plan: clauses share those whose types agree, as a pair meets one clause only. */
class Slots {
  readonly #types: string[] = []
  readonly #placed: (readonly { readonly slot: number; readonly value: BoundExpression }[])[] = []

  /** Gives each of a clause's writes a column. */
  place(writes: readonly Write[]): readonly MergeColumn[] {
    const used = new Set<number>()
    const placed = writes.map(({ column, value }) => {
      const type = duckType(storedType(value.type)).toString()
      const free = this.#types.findIndex((each, at) => each === type && !used.has(at))
      const slot = free === -1 ? this.#types.push(type) - 1 : free
      used.add(slot)
      return { slot, value, physical: column.physical }
    })
    this.#placed.push(placed)
    return placed.map(({ slot, physical }) => ({ physical, value: `$${slot + 1}` }))
  }

  /** The value of each column: that of the clause that applies. */
  values(clauses: readonly Clause[]): readonly BoundExpression[] {
    return this.#types.map((_, slot) =>
      caseOf(clauses, (_clause, at) => this.#placed[at]?.find((each) => each.slot === slot)?.value),
    )
  }
}
