import { duck, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { arithmeticType, sumType } from '../types/arithmetic.ts'
import * as types from '../types/standard.ts'
import { aggregate, aggregateCast, at } from './forms.ts'
import * as take from './parameters.ts'
import { divide } from './exact-number.ts'
import { once } from './once.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'

const role = 'Window' as const
const own = (list: readonly DataType[]): DataType => list[0] ?? types.count

const rank = (name: Sql): readonly FunctionRow[] => [
  { role, args: [], returns: types.count, duck: aggregate(name) },
]

/** LAG and LEAD with offset 1 and NULL where none are given; the default has the value's type. */
const shifted = (name: Sql): readonly FunctionRow[] => [
  {
    role,
    args: [take.same()],
    optional: [take.integer, take.same()],
    returns: own,
    ignoresNulls: true,
    duck: (args, facts) => facts.aggregate(name, [at(args, 0), args[1] ?? duck`1`, ...args.slice(2)]),
  },
]

const framed = (name: Sql): readonly FunctionRow[] => [
  { role, args: [take.any], returns: own, ignoresNulls: true, wholePartition: true, duck: aggregate(name) },
]

/** The part that a value is of the sum; of the sum 0 there is none. */
const ratio: Form = (args, facts) => {
  const value = at(args, 0)
  const total = facts.aggregate(duck`sum`, [value])
  const [from] = facts.types
  if (from?.kind !== 'NUMBER' || facts.type.kind !== 'NUMBER') return duck`(${value} / nullif(${total}, 0))`
  const result = facts.type
  return once([value, total], [false, false], (x = value, sum = total) => {
    const quotient = divide([x, sum], [from, sumType(from)], [true, true], result)
    return duck`CASE WHEN ${sum} = 0 THEN NULL ELSE ${quotient} END`
  })
}

const ratioType = ([type]: readonly DataType[]): DataType =>
  type?.kind === 'NUMBER' ? arithmeticType('/', type, sumType(type)) : types.float

/** https://docs.snowflake.com/en/sql-reference/functions-window */
export const windows: Chapter = {
  ROW_NUMBER: rank(duck`row_number`),
  RANK: rank(duck`rank`),
  DENSE_RANK: rank(duck`dense_rank`),
  PERCENT_RANK: [{ role, args: [], returns: types.float, duck: aggregate(duck`percent_rank`) }],
  CUME_DIST: [{ role, args: [], returns: types.float, duck: aggregate(duck`cume_dist`) }],
  NTILE: [{ role, args: [take.integer], returns: types.count, duck: aggregateCast(duck`ntile`) }],
  RATIO_TO_REPORT: [
    { role, args: [take.exact], returns: ratioType, duck: ratio },
    { role, args: [take.float], returns: types.float, duck: ratio },
  ],
  LAG: shifted(duck`lag`),
  LEAD: shifted(duck`lead`),
  FIRST_VALUE: framed(duck`first_value`),
  LAST_VALUE: framed(duck`last_value`),
  NTH_VALUE: [
    {
      role,
      args: [take.any, take.integer],
      returns: own,
      ignoresNulls: true,
      wholePartition: true,
      duck: aggregate(duck`nth_value`),
    },
  ],
}
