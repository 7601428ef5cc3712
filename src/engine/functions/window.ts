import { duckType } from '../duck/data-type.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
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
  { role, args: [], returns: types.count, needsOrder: true, duck: aggregate(name) },
]

/** LAG and LEAD with offset 1 and NULL where none are given; the default has the value's type. */
const shifted = (name: Sql): readonly FunctionRow[] => [
  {
    role,
    args: [take.same()],
    optional: [take.integer, take.same()],
    returns: own,
    ignoresNulls: true,
    needsOrder: true,
    over: 'unframed',
    duck: (args, facts) => facts.aggregate(name, [at(args, 0), args[1] ?? duck`1`, ...args.slice(2)]),
  },
]

const framed = (name: Sql): readonly FunctionRow[] => [
  {
    role,
    args: [take.any],
    returns: own,
    ignoresNulls: true,
    wholePartition: true,
    needsOrder: true,
    duck: aggregate(name),
  },
]

/** The number of rows so far on which the condition holds. https://docs.snowflake.com/en/sql-reference/functions/conditional_true_event */
const events: readonly FunctionRow[] = [
  {
    role,
    args: [take.boolean],
    returns: types.count,
    sees: 'before',
    needsOrder: true,
    holdsWindows: true,
    duck: (args, facts) => facts.aggregate(duck`count`, [duck`CASE WHEN ${at(args, 0)} THEN 1 END`]),
  },
]

/** The nearest value that is not NULL. https://docs.snowflake.com/en/sql-reference/functions/interpolate_bfill */
const filled = (name: Sql, sees: 'before' | 'after'): readonly FunctionRow[] => [
  {
    role,
    args: [take.any],
    returns: own,
    sees,
    needsOrder: true,
    duck: (args, facts) => facts.aggregate(name, [duck`${at(args, 0)} IGNORE NULLS`]),
  },
]

/** What lies on the line is computed as a FLOAT and rounded to the scale; what is there stays as it is. */
const exactLine: Form = (args, facts) => {
  const line = facts.aggregate(duck`fill`, [duck`CAST(${at(args, 0)} AS DOUBLE)`])
  const scale = facts.type.kind === 'NUMBER' ? facts.type.scale : 0
  return duck`coalesce(${at(args, 0)}, CAST(round(${line}, ${integer(scale)}) AS ${duckType(types.valueType(facts.type))}))`
}

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
  PERCENT_RANK: [
    { role, args: [], returns: types.float, needsOrder: true, duck: aggregate(duck`percent_rank`) },
  ],
  CUME_DIST: [{ role, args: [], returns: types.float, needsOrder: true, duck: aggregate(duck`cume_dist`) }],
  NTILE: [
    {
      role,
      args: [take.integer],
      returns: types.count,
      needsOrder: true,
      duck: aggregateCast(duck`ntile`),
    },
  ],
  RATIO_TO_REPORT: [
    { role, args: [take.exact], returns: ratioType, over: 'unframed', orderless: true, duck: ratio },
    { role, args: [take.float], returns: types.float, over: 'unframed', orderless: true, duck: ratio },
  ],
  CONDITIONAL_TRUE_EVENT: events,
  // The binder makes a CONDITIONAL_TRUE_EVENT of it.
  CONDITIONAL_CHANGE_EVENT: [{ role, args: [take.any], returns: types.count, duck: aggregate(duck`count`) }],
  INTERPOLATE_FFILL: filled(duck`last_value`, 'before'),
  INTERPOLATE_BFILL: filled(duck`first_value`, 'after'),
  // The binder leaves NULL what no two values enclose.
  INTERPOLATE_LINEAR: [
    { role, args: [take.exact], returns: own, over: 'unframed', needsOrder: true, duck: exactLine },
    {
      role,
      args: [take.float],
      returns: own,
      over: 'unframed',
      needsOrder: true,
      duck: aggregate(duck`fill`),
    },
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
      needsOrder: true,
      duck: aggregate(duck`nth_value`),
    },
  ],
}
