import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, text as literal, type Sql } from '../duck/sql.ts'
import { averageType, sumType } from '../types/arithmetic.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { divide } from './exact-number.ts'
import { aggregate, aggregateCast, at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const role = 'Aggregate' as const

const own = (list: readonly DataType[]): DataType => list[0] ?? types.count
const ofNumber =
  (change: (type: NumberType) => DataType) =>
  (list: readonly DataType[]): DataType => {
    const [type] = list
    return change(type?.kind === 'NUMBER' ? type : types.count)
  }

const anyValue = (name: Sql): readonly FunctionRow[] => [
  { role, args: [take.any], returns: own, duck: aggregate(name) },
]

const floating = (name: Sql): readonly FunctionRow[] => [
  { role, args: [take.float], returns: types.float, duck: aggregate(name) },
]

const boolean = (form: Form): readonly FunctionRow[] => [
  { role, args: [take.boolean], returns: types.boolean, duck: form },
]

/** One bit for each key: 1 where the grouping set of the row leaves it out. */
const grouping: readonly FunctionRow[] = [
  {
    role,
    args: [take.any],
    rest: [take.any],
    returns: types.count,
    duck: (args) => duck`CAST(grouping(${join(args)}) AS BIGINT)`,
  },
]

/** COUNT(a, b) counts the rows where none is NULL. */
const count: readonly FunctionRow[] = [
  { role, args: [], returns: types.count, duck: (_args, facts) => facts.aggregate(duck`count`, [duck`*`]) },
  { role, args: [take.any], returns: types.count, duck: aggregate(duck`count`) },
  {
    role,
    args: [take.any, take.any],
    rest: [take.any],
    returns: types.count,
    duck: (args, facts) => {
      const absent = join(
        args.map((arg) => duck`${arg} IS NULL`),
        ' OR ',
      )
      const row = join(args.map((arg) => duck`coalesce(CAST(${arg} AS VARCHAR), '')`))
      return facts.aggregate(duck`count`, [duck`CASE WHEN ${absent} THEN NULL ELSE row(${row}) END`])
    },
  },
]

/** The sum divided exactly by the count: DuckDB's avg is a DOUBLE. */
const average: Form = (args, facts) => {
  const from = facts.types[0]?.kind === 'NUMBER' ? facts.types[0] : types.count
  const to = facts.type.kind === 'NUMBER' ? facts.type : types.count
  const [total, rows] = [facts.aggregate(duck`sum`, args), facts.aggregate(duck`count`, args)]
  return once([total, rows], [false, false], (sum = total, n = rows) => {
    const quotient = divide([sum, n], [sumType(from), types.count], [true, true], to)
    return duck`CASE WHEN ${n} = 0 THEN NULL ELSE ${quotient} END`
  })
}

/** The mean of the two middle values, exact for NUMBER. */
const median: Form = (args, facts) => {
  const result = duckType(types.valueType(facts.type))
  const sorted = duck`list_sort(list_filter(${facts.aggregate(duck`list`, args)}, lambda "$v": "$v" IS NOT NULL))`
  return once([sorted], [false], (l = sorted) => {
    const [low, high] = [
      duck`CAST(${l}[(len(${l}) + 1) // 2] AS ${result})`,
      duck`CAST(${l}[len(${l}) // 2 + 1] AS ${result})`,
    ]
    const half =
      facts.type.kind === 'NUMBER'
        ? duck`CAST((${low} + ${high}) * CAST(0.5 AS DECIMAL(1, 1)) AS ${result})`
        : duck`(${low} + ${high}) / 2`
    return duck`CASE WHEN len(${l}) > 0 THEN ${half} END`
  })
}

/** https://docs.snowflake.com/en/sql-reference/functions/median */
const medianType = ofNumber((type) => types.number(38, Math.min(37, type.scale + 3)))

const variantJson = duckType(types.variant)

const arrayAgg: Form = (args, facts) => {
  const value = at(args, 0)
  const list = facts.aggregate(duck`list`, [value])
  return duck`coalesce(to_json(list_filter(${list}, lambda "$v": "$v" IS NOT NULL)), CAST('[]' AS ${variantJson}))`
}

const objectAgg: Form = (args, facts) => {
  const pair = duck`CASE WHEN ${at(args, 0)} IS NULL OR ${at(args, 1)} IS NULL THEN NULL ELSE {k: ${at(args, 0)}, v: ${at(args, 1)}} END`
  const pairs = duck`list_sort(list_filter(${facts.aggregate(duck`list`, [pair])}, lambda "$v": "$v" IS NOT NULL))`
  return once([pairs], [false], (l = pairs) => {
    const keys = duck`list_transform(${l}, lambda "$e": "$e".k)`
    const members = duck`list_transform(${l}, lambda "$e": CAST(to_json("$e".k) AS VARCHAR) || ':' || CAST("$e".v AS VARCHAR))`
    const twice = raise('DUPLICATE_FIELD_KEY', {
      key: duck`list_filter(${keys}, lambda "$e", "$i": "$i" > 1 AND "$e" = ${keys}["$i" - 1])[1]`,
    })
    return duck`CASE WHEN len(list_distinct(${keys})) < len(${keys}) THEN ${twice} ELSE CAST('{' || coalesce(array_to_string(${members}, ','), '') || '}' AS ${variantJson}) END`
  })
}

const listagg: Form = (args, facts) => {
  const joined = facts.aggregate(duck`string_agg`, [at(args, 0), args[1] ?? duck`''`])
  return duck`coalesce(${joined}, '')`
}

/** Exact here: an estimate that is right is one too. */
const approximate: readonly FunctionRow[] = [
  { role, args: [take.any], returns: types.count, distinct: true, duck: aggregate(duck`count`) },
]

const minimumBy = (name: Sql): readonly FunctionRow[] => [
  { role, args: [take.any, take.any], returns: own, duck: aggregate(name) },
]

/** The share of the values that lie before the one wanted; from the other end where the order descends. */
const share = (facts: CallFacts) => {
  const given = facts.constants[0] ?? ''
  const falling = facts.constants[2] === 'true'
  return falling ? duck`(1 - CAST(${literal(given)} AS DOUBLE))` : duck`CAST(${literal(given)} AS DOUBLE)`
}

/** Between two values lies what the straight line between them gives. */
const percentileCont: Form = (args, facts) => {
  const value =
    facts.type.kind === 'NUMBER' ? duck`CAST(${at(args, 1)} AS ${duckType(facts.type)})` : at(args, 1)
  return duck`CAST(${facts.aggregate(duck`quantile_cont`, [value, share(facts)])} AS ${duckType(types.valueType(facts.type))})`
}

const percentileDisc: Form = (args, facts) =>
  facts.aggregate(duck`quantile_disc`, [at(args, 1), share(facts)])

const constantShare: take.Parameter = { ...take.any, constant: true }
const direction: take.Parameter = { ...take.boolean, constant: true }

/** https://docs.snowflake.com/en/sql-reference/functions-aggregation */
export const aggregates: Chapter = {
  COUNT: count,
  GROUPING: grouping,
  GROUPING_ID: grouping,
  COUNT_IF: [
    {
      role,
      args: [take.boolean],
      returns: types.count,
      duck: (args, facts) => facts.aggregate(duck`count`, [duck`CASE WHEN ${at(args, 0)} THEN 1 END`]),
    },
  ],
  SUM: [
    { role, args: [take.exact], returns: ofNumber(sumType), duck: aggregateCast(duck`sum`) },
    { role, args: [take.float], returns: types.float, duck: aggregate(duck`sum`) },
  ],
  AVG: [
    { role, args: [take.exact], returns: ofNumber(averageType), duck: average },
    { role, args: [take.float], returns: types.float, duck: aggregate(duck`avg`) },
  ],
  MIN: anyValue(duck`min`),
  MAX: anyValue(duck`max`),
  ANY_VALUE: anyValue(duck`any_value`),
  MODE: anyValue(duck`mode`),
  MIN_BY: minimumBy(duck`arg_min_null`),
  MAX_BY: minimumBy(duck`arg_max_null`),
  MEDIAN: [
    { role, args: [take.exact], returns: medianType, duck: median },
    { role, args: [take.float], returns: types.float, duck: median },
  ],
  PERCENTILE_CONT: [
    {
      role,
      args: [constantShare, take.exact, direction],
      returns: ([, type]) =>
        type?.kind === 'NUMBER' ? types.number(38, Math.min(37, type.scale + 3)) : types.float,
      duck: percentileCont,
    },
    { role, args: [constantShare, take.float, direction], returns: types.float, duck: percentileCont },
  ],
  PERCENTILE_DISC: [
    {
      role,
      // Ascending only: from the other end DuckDB would take the neighbour.
      args: [constantShare, take.any, { ...direction, only: ['false'] }],
      returns: ([, type]) => type ?? types.float,
      duck: percentileDisc,
    },
  ],
  LISTAGG: [{ role, args: [take.text], optional: [take.text], returns: types.text(), duck: listagg }],
  STRING_AGG: [{ role, args: [take.text], optional: [take.text], returns: types.text(), duck: listagg }],
  ARRAY_AGG: [{ role, args: [take.elementOf], returns: types.array, duck: arrayAgg }],
  OBJECT_AGG: [{ role, args: [take.text, take.variantOf], returns: types.object, duck: objectAgg }],
  STDDEV: floating(duck`stddev_samp`),
  STDDEV_SAMP: floating(duck`stddev_samp`),
  STDDEV_POP: floating(duck`stddev_pop`),
  VARIANCE: floating(duck`var_samp`),
  VAR_SAMP: floating(duck`var_samp`),
  VARIANCE_SAMP: floating(duck`var_samp`),
  VAR_POP: floating(duck`var_pop`),
  VARIANCE_POP: floating(duck`var_pop`),
  CORR: [{ role, args: [take.float, take.float], returns: types.float, duck: aggregate(duck`corr`) }],
  COVAR_POP: [
    { role, args: [take.float, take.float], returns: types.float, duck: aggregate(duck`covar_pop`) },
  ],
  COVAR_SAMP: [
    { role, args: [take.float, take.float], returns: types.float, duck: aggregate(duck`covar_samp`) },
  ],
  SKEW: floating(duck`skewness`),
  BOOLAND_AGG: boolean(aggregate(duck`bool_and`)),
  BOOLOR_AGG: boolean(aggregate(duck`bool_or`)),
  BOOLXOR_AGG: boolean((args, facts) => {
    const [yes, all] = [
      facts.aggregate(duck`count`, [duck`CASE WHEN ${at(args, 0)} THEN 1 END`]),
      facts.aggregate(duck`count`, args),
    ]
    return duck`CASE WHEN ${all} > 0 THEN ${yes} = 1 END`
  }),
  BITAND_AGG: [{ role, args: [take.integer], returns: types.count, duck: aggregate(duck`bit_and`) }],
  BITOR_AGG: [{ role, args: [take.integer], returns: types.count, duck: aggregate(duck`bit_or`) }],
  BITXOR_AGG: [{ role, args: [take.integer], returns: types.count, duck: aggregate(duck`bit_xor`) }],
  APPROX_COUNT_DISTINCT: approximate,
  HLL: approximate,
}
