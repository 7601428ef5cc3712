import type { CommonTableExpression, Pivot, Query } from '../../sql/query/query.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { visit, type Node } from '../../sql/walk.ts'
import { bindQueryIn, startFrame } from '../bind/query.ts'
import type { PivotConstant, Sources } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { duck, ident } from '../duck/sql.ts'
import { alias, lowerQuery } from '../lower/query.ts'
import { constantText } from '../statements/evaluate.ts'
import { valueType } from '../types/standard.ts'
import type { Within } from './relations.ts'

/** A PIVOT whose columns depend on the data, and the common tables that its input may name. */
export interface DynamicPivot {
  readonly pivot: Pivot
  readonly with: readonly CommonTableExpression[]
}

/** The dynamic pivots of a tree, those that others read from before these. */
export function dynamicPivots(tree: Statement | Query): readonly DynamicPivot[] {
  const found: DynamicPivot[] = []
  const walk = (node: Node, around: readonly CommonTableExpression[]): void =>
    visit(node, {
      enter: (inner) => {
        if (inner.kind !== 'Query') return undefined
        walkQuery(inner, around)
        return 'skip'
      },
      leave: (inner) => {
        if (inner.kind === 'Pivot' && inner.values.from !== 'LIST') found.push({ pivot: inner, with: around })
      },
    })
  /** Each common table sees those before it, the body all of them. */
  const walkQuery = (query: Query, around: readonly CommonTableExpression[]): void => {
    let inSight = around
    for (const definition of query.with) {
      walkQuery(definition.query, inSight)
      inSight = [...inSight, definition]
    }
    const { body, orderBy } = query
    walk(body, inSight)
    for (const { expression } of orderBy) walk(expression, inSight)
  }
  walk(tree, [])
  return found
}

/** The values that become columns: those of the column itself, or what the subquery gives. */
export async function readPivotValues(
  { pivot, with: around }: DynamicPivot,
  sources: Sources,
  context: Context,
  place: { readonly text: string; readonly within: Within },
): Promise<readonly PivotConstant[]> {
  const { text, within } = place
  const frame = {
    ...startFrame(sources, context.values, text),
    ...(within === undefined ? {} : { within: { database: within.database, schema: within.schema } }),
  }
  const bound = bindQueryIn(queryOf(pivot, around), frame, undefined)
  const [column] = bound.columns
  if (column === undefined) throw new Error('Snowmelt bug: a query without columns')
  const value = constantText(ident('q', alias(column.id)), column)
  const rows = await context.transaction.rows(
    duck`SELECT ${value} FROM (${lowerQuery(bound, context.values)}) AS q`,
  )
  const type = valueType(column.type)
  return [...new Set(rows.map(([text = null]) => text))].map((each) => ({ type, value: each }))
}

function queryOf(pivot: Pivot, around: readonly CommonTableExpression[]): Query {
  const { values, column, input, span } = pivot
  if (values.from === 'QUERY') {
    const { query } = values
    return { ...query, with: [...around, ...query.with] }
  }
  const written = values.from === 'ANY' ? values.orderBy : []
  const items = [{ kind: 'Item', expression: column, span: column.span }] as const
  return {
    kind: 'Query',
    with: around,
    recursive: false,
    body: { kind: 'Select', distinct: true, items, from: [input], span },
    // Without an order of the user's the columns stand in that of their values.
    orderBy: written.length > 0 ? written : [{ expression: column, descending: false, span: column.span }],
    span,
  }
}
