import { fail } from '../../common/errors.ts'
import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, text as literal, type Sql } from '../duck/sql.ts'
import { averageType, sumType } from '../types/arithmetic.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { divide, within38Digits } from './exact-number.ts'
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

const unordered = (name: Sql): readonly FunctionRow[] => [
  { role, args: [take.any], returns: own, over: 'unordered', duck: aggregate(name) },
]

const ofPairs = (name: Sql, returns: DataType = types.float): readonly FunctionRow[] => [
  { role, args: [take.float, take.float], returns, over: 'unordered', duck: aggregateCast(name) },
]

const boolean = (form: Form): readonly FunctionRow[] => [
  { role, args: [take.boolean], returns: types.boolean, over: 'unordered', duck: form },
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

/** The values together, NULL where one of them is. */
const presentRow = (args: readonly Sql[]) => {
  const absent = join(
    args.map((arg) => duck`${arg} IS NULL`),
    ' OR ',
  )
  const row = join(args.map((arg) => duck`coalesce(CAST(${arg} AS VARCHAR), '')`))
  return duck`CASE WHEN ${absent} THEN NULL ELSE row(${row}) END`
}

/** COUNT takes JSON null for NULL. */
const withoutJsonNull = (value: Sql, type: DataType | undefined) =>
  type?.kind === 'VARIANT' ? duck`nullif(${value}, 'null')` : value

/** COUNT(a, b) counts the rows where none is NULL. */
const count: readonly FunctionRow[] = [
  { role, args: [], returns: types.count, duck: (_args, facts) => facts.aggregate(duck`count`, [duck`*`]) },
  {
    role,
    args: [take.any],
    returns: types.count,
    duck: (args, facts) =>
      facts.aggregate(
        duck`count`,
        args.map((arg, index) => withoutJsonNull(arg, facts.types[index])),
      ),
  },
  {
    role,
    args: [take.any, take.any],
    rest: [take.any],
    returns: types.count,
    duck: (args, facts) => facts.aggregate(duck`count`, [presentRow(args)]),
  },
]

/** DuckDB sums HUGEINT to 39 digits. */
const exactSum: Form = (args, facts) => {
  const [type] = facts.types
  const wide = type?.kind === 'NUMBER' && type.form === 'HUGEINT'
  return wide ? within38Digits(facts.aggregate(duck`sum`, args)) : aggregateCast(duck`sum`)(args, facts)
}

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

const objects: readonly FunctionRow[] = [
  {
    role,
    args: [take.text, take.variantOf],
    returns: types.object,
    over: 'unordered',
    duck: objectAgg,
  },
]

const listagg: Form = (args, facts) => {
  const joined = facts.aggregate(duck`string_agg`, [at(args, 0), args[1] ?? duck`''`])
  return duck`coalesce(${joined}, '')`
}

/** Exact here: an estimate that is right is one too. */
const approximate: readonly FunctionRow[] = [
  {
    role,
    args: [take.any],
    rest: [take.any],
    returns: types.count,
    distinct: true,
    over: 'unordered',
    duck: (args, facts) => facts.aggregate(duck`count`, [args.length === 1 ? at(args, 0) : presentRow(args)]),
  },
]

const minimumBy = (name: Sql, several: Sql): readonly FunctionRow[] => [
  { role, args: [take.any, take.any], returns: own, duck: aggregate(name) },
  {
    role,
    args: [take.elementOf, take.any, take.constantInteger],
    returns: types.array,
    // DuckDB leaves NULLs out where there is a third argument; here they stay.
    duck: (args, facts) => {
      const [value, key, most] = [at(args, 0), at(args, 1), facts.constants[2] ?? '1']
      if (!(Number(most) >= 1 && Number(most) <= 1000))
        fail('INVALID_ARGUMENT', {
          function: 'MIN_BY and MAX_BY',
          value: most,
          expected: 'a number from 1 to 1000',
        })
      const found = facts.aggregate(several, [
        duck`{v: ${value}}`,
        key,
        duck`CAST(${literal(most)} AS BIGINT)`,
      ])
      return duck`to_json(list_transform(nullif(${found}, []), lambda "$v": "$v".v))`
    },
  },
]

/** The percentile asked for. */
function givenShare(facts: CallFacts): string {
  const given = facts.constants[0] ?? ''
  if (given !== '' && Number(given) >= 0 && Number(given) <= 1) return given
  return fail('INVALID_ARGUMENT', {
    function: 'percentile',
    value: given,
    expected: 'a constant between 0.0 and 1.0',
  })
}

/** The share of the values that lie before the one wanted; from the other end where the order descends. */
const share = (facts: CallFacts) => {
  const given = givenShare(facts)
  const falling = facts.constants[2] === 'true'
  return falling ? duck`(1 - CAST(${literal(given)} AS DOUBLE))` : duck`CAST(${literal(given)} AS DOUBLE)`
}

/** Between two values lies what the straight line between them gives. */
const percentileCont: Form = (args, facts) => {
  const value =
    facts.type.kind === 'NUMBER' ? duck`CAST(${at(args, 1)} AS ${duckType(facts.type)})` : at(args, 1)
  return duck`CAST(${facts.aggregate(duck`quantile_cont`, [value, share(facts)])} AS ${duckType(types.valueType(facts.type))})`
}

/** In falling order the value is picked from the list: DuckDB would take the neighbour from the other end. */
const percentileDisc: Form = (args, facts) => {
  if (facts.constants[2] !== 'true') return facts.aggregate(duck`quantile_disc`, [at(args, 1), share(facts)])
  const list = facts.aggregate(duck`list`, [at(args, 1)])
  const sorted = duck`list_sort(list_filter(${list}, lambda "$v": "$v" IS NOT NULL), 'DESC')`
  const given = duck`CAST(${literal(givenShare(facts))} AS DOUBLE)`
  return once(
    [sorted],
    [false],
    (l = sorted) => duck`${l}[greatest(1, CAST(ceil(${given} * len(${l})) AS BIGINT))]`,
  )
}

const constantShare: take.Parameter = { ...take.any, constant: true }
const direction: take.Parameter = { ...take.boolean, constant: true }

/** DISTINCT means nothing to them. */
const bitwise = (name: Sql, names: readonly string[]): Chapter =>
  Object.fromEntries(
    names.map((each) => [
      each,
      [{ role, args: [take.integer], returns: types.count, over: 'unordered', duck: aggregate(name) }],
    ]),
  )

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
    { role, args: [take.exact], returns: ofNumber(sumType), duck: exactSum },
    { role, args: [take.float], returns: types.float, duck: aggregate(duck`sum`) },
  ],
  AVG: [
    { role, args: [take.exact], returns: ofNumber(averageType), duck: average },
    { role, args: [take.float], returns: types.float, duck: aggregate(duck`avg`) },
  ],
  MIN: anyValue(duck`min`),
  MAX: anyValue(duck`max`),
  ANY_VALUE: unordered(duck`any_value`),
  MODE: [{ role, args: [take.noContainer], returns: own, over: 'unordered', duck: aggregate(duck`mode`) }],
  MIN_BY: minimumBy(duck`arg_min_null`, duck`arg_min`),
  MAX_BY: minimumBy(duck`arg_max_null`, duck`arg_max`),
  MEDIAN: [
    { role, args: [take.exact], returns: medianType, over: 'unordered', duck: median },
    { role, args: [take.float], returns: types.float, over: 'unordered', duck: median },
  ],
  PERCENTILE_CONT: [
    {
      role,
      args: [constantShare, take.exact, direction],
      returns: ([, type]) =>
        type?.kind === 'NUMBER' ? types.number(38, Math.min(37, type.scale + 3)) : types.float,
      over: 'unordered',
      duck: percentileCont,
    },
    {
      role,
      args: [constantShare, take.float, direction],
      returns: types.float,
      over: 'unordered',
      duck: percentileCont,
    },
  ],
  PERCENTILE_DISC: [
    {
      role,
      args: [constantShare, take.any, direction],
      returns: ([, type]) => type ?? types.float,
      over: 'unordered',
      duck: percentileDisc,
    },
  ],
  LISTAGG: [
    {
      role,
      args: [take.text],
      optional: [take.text],
      returns: types.text(),
      over: 'unordered',
      duck: listagg,
    },
  ],
  STRING_AGG: [
    {
      role,
      args: [take.text],
      optional: [take.text],
      returns: types.text(),
      over: 'unordered',
      duck: listagg,
    },
  ],
  ARRAY_AGG: [{ role, args: [take.elementOf], returns: types.array, duck: arrayAgg }],
  ARRAYAGG: [{ role, args: [take.elementOf], returns: types.array, duck: arrayAgg }],
  OBJECTAGG: objects,
  OBJECT_AGG: objects,
  STDDEV: floating(duck`stddev_samp`),
  STDDEV_SAMP: floating(duck`stddev_samp`),
  STDDEV_POP: floating(duck`stddev_pop`),
  VARIANCE: floating(duck`var_samp`),
  VAR_SAMP: floating(duck`var_samp`),
  VARIANCE_SAMP: floating(duck`var_samp`),
  VAR_POP: floating(duck`var_pop`),
  VARIANCE_POP: floating(duck`var_pop`),
  CORR: ofPairs(duck`corr`),
  COVAR_POP: ofPairs(duck`covar_pop`),
  COVAR_SAMP: ofPairs(duck`covar_samp`),
  REGR_AVGX: ofPairs(duck`regr_avgx`),
  REGR_AVGY: ofPairs(duck`regr_avgy`),
  REGR_COUNT: ofPairs(duck`regr_count`, types.count),
  REGR_INTERCEPT: ofPairs(duck`regr_intercept`),
  REGR_R2: ofPairs(duck`regr_r2`),
  REGR_SLOPE: ofPairs(duck`regr_slope`),
  REGR_SXX: ofPairs(duck`regr_sxx`),
  REGR_SXY: ofPairs(duck`regr_sxy`),
  REGR_SYY: ofPairs(duck`regr_syy`),
  KURTOSIS: [
    {
      role,
      args: [take.exact],
      returns: types.number(38, 12),
      over: 'unordered',
      // The values go through a DOUBLE: a NUMBER would become one anyway, of less digits.
      duck: (args, facts) =>
        duck`CAST(round(${facts.aggregate(duck`kurtosis`, [duck`CAST(${at(args, 0)} AS DOUBLE)`])}, 10) AS ${duckType(types.number(38, 12))})`,
    },
    { role, args: [take.float], returns: types.float, over: 'unordered', duck: aggregate(duck`kurtosis`) },
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
  ...bitwise(duck`bit_and`, ['BITAND_AGG', 'BITANDAGG', 'BIT_AND_AGG', 'BIT_ANDAGG']),
  ...bitwise(duck`bit_or`, ['BITOR_AGG', 'BITORAGG', 'BIT_OR_AGG', 'BIT_ORAGG']),
  ...bitwise(duck`bit_xor`, ['BITXOR_AGG', 'BITXORAGG', 'BIT_XOR_AGG', 'BIT_XORAGG']),
  APPROX_COUNT_DISTINCT: approximate,
  HLL: approximate,
}
