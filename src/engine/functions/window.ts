import { duck, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { aggregate, aggregateCast, at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter, FunctionRow } from './row.ts'

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

/** https://docs.snowflake.com/en/sql-reference/functions-window */
export const windows: Chapter = {
  ROW_NUMBER: rank(duck`row_number`),
  RANK: rank(duck`rank`),
  DENSE_RANK: rank(duck`dense_rank`),
  PERCENT_RANK: [{ role, args: [], returns: types.float, duck: aggregate(duck`percent_rank`) }],
  CUME_DIST: [{ role, args: [], returns: types.float, duck: aggregate(duck`cume_dist`) }],
  NTILE: [{ role, args: [take.integer], returns: types.count, duck: aggregateCast(duck`ntile`) }],
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
