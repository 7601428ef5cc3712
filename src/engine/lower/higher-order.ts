import type { HigherOrder } from '../bind/expression-tree.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, ident, type Sql } from '../duck/sql.ts'
import { elements } from '../functions/array.ts'
import { once } from '../functions/once.ts'
import { elementOrMissing, valueOfElement } from '../functions/variant.ts'
import { valueType } from '../types/standard.ts'
import type { LowerTarget } from './expression.ts'

/** FILTER, TRANSFORM and REDUCE as DuckDB's functions of lists. */
export function lowerHigherOrder(
  node: HigherOrder,
  target: LowerTarget,
  lowerIn: (target: LowerTarget, value: HigherOrder['body']) => Sql,
): Sql {
  const list = lowerIn(target, node.array)
  return once([list], [false], (array = list) => {
    const value = forms[node.name](node, elements(array), target, lowerIn)
    return duck`CASE WHEN ${array} IS NULL THEN NULL ELSE ${value} END`
  })
}

type LowerIn = Parameters<typeof lowerHigherOrder>[2]

const forms: Readonly<
  Record<HigherOrder['name'], (node: HigherOrder, list: Sql, target: LowerTarget, lowerIn: LowerIn) => Sql>
> = {
  FILTER: (node, list, target, lowerIn) => {
    const { name, body } = overElements(node, target, lowerIn)
    return duck`to_json(list_filter(${list}, lambda ${name}: ${body}))`
  },
  TRANSFORM: (node, list, target, lowerIn) => {
    const { name, body } = overElements(node, target, lowerIn)
    return duck`to_json(list_transform(${list}, lambda ${name}: ${elementOrMissing(body)}))`
  },
  REDUCE: reduce,
}

const nameOf = (id: number): Sql => ident(`$lambda${-id}`)

function overElements(
  { parameters, body }: HigherOrder,
  target: LowerTarget,
  lowerIn: LowerIn,
): { readonly name: Sql; readonly body: Sql } {
  const [parameter] = parameters
  const name = nameOf(parameter?.id ?? 0)
  const inner = {
    ...target,
    column: (id: number) => (id === parameter?.id ? valueOfElement(name) : target.column(id)),
  }
  return { name, body: lowerIn(inner, body) }
}

/** DuckDB wants elements and accumulator of one type: both are fields of one struct. */
function reduce(
  { parameters, body, initial, type }: HigherOrder,
  list: Sql,
  target: LowerTarget,
  lowerIn: LowerIn,
): Sql {
  const [accumulator, value] = parameters
  if (initial === undefined) throw new Error('Snowmelt bug: REDUCE without an initial value')
  const [before, next] = [nameOf(accumulator?.id ?? 0), nameOf(value?.id ?? 0)]
  const columns = new Map([
    [accumulator?.id, duck`struct_extract(${before}, 'a')`],
    [value?.id, valueOfElement(duck`struct_extract(${next}, 'e')`)],
  ])
  const inner = { ...target, column: (id: number) => columns.get(id) ?? target.column(id) }
  const held = duckType(valueType(type))
  const step = duck`{a: CAST(${lowerIn(inner, body)} AS ${held}), e: CAST(NULL AS JSON)}`
  const items = duck`list_transform(${list}, lambda "$e": {a: CAST(NULL AS ${held}), e: "$e"})`
  const start = duck`{a: CAST(${lowerIn(target, initial)} AS ${held}), e: CAST(NULL AS JSON)}`
  return duck`struct_extract(list_reduce(${items}, lambda ${before}, ${next}: ${step}, ${start}), 'a')`
}
