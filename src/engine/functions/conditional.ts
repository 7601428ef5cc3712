import { duck, join, type Sql } from '../duck/sql.ts'
import { boolean as truth, float, isSemiStructured } from '../types/standard.ts'
import { commonTypeOf } from '../types/common-type.ts'
import type { DataType } from '../types/data-type.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const common = (types: readonly DataType[]): DataType => commonTypeOf(types) ?? { kind: 'NULL' }
const anyNull = (args: readonly Sql[]) =>
  join(
    args.map((arg) => duck`${arg} IS NULL`),
    ' OR ',
  )

/** DuckDB's function, which leaves NULL out; documents are compared as they are sorted. */
function extreme(name: 'greatest' | 'least', nullWins: boolean): readonly FunctionRow[] {
  const form: Form = (args, { type }) => {
    const value = isSemiStructured(type)
      ? furthest(args, name)
      : duck`${name === 'greatest' ? duck`greatest` : duck`least`}(${join(args)})`
    return nullWins ? duck`CASE WHEN ${anyNull(args)} THEN NULL ELSE ${value} END` : value
  }
  return [{ args: [take.same()], rest: [take.same()], returns: common, duck: form }]
}

function furthest(args: readonly Sql[], name: 'greatest' | 'least'): Sql {
  const pairs = join(args.map((arg) => duck`{o: snow_json_order(${arg}), v: ${arg}}`))
  const known = duck`list_filter([${pairs}], lambda "$p": "$p".v IS NOT NULL)`
  return duck`list_sort(${known}, ${name === 'greatest' ? duck`'DESC'` : duck`'ASC'`})[1].v`
}

/** A number, which these functions round before they look whether it is zero, or a BOOLEAN. */
const flag: take.Parameter = {
  cost: (type) => (type.kind === 'BOOLEAN' || type.kind === 'FLOAT' ? 0 : take.exact.cost(type)),
  target: (type) => (type.kind === 'BOOLEAN' || type.kind === 'FLOAT' ? type : take.exact.target(type)),
}

function flags(args: readonly Sql[], { types }: CallFacts): readonly Sql[] {
  return args.map((arg, index) => {
    const type = types[index]
    if (type?.kind === 'BOOLEAN') return arg
    return type?.kind === 'NUMBER' && type.scale === 0 ? duck`(${arg} <> 0)` : duck`(round(${arg}) <> 0)`
  })
}

function logical(operator: string): readonly FunctionRow[] {
  return [
    {
      args: [flag, flag],
      returns: truth,
      duck: (args, facts) => duck`(${join(flags(args, facts), operator)})`,
    },
  ]
}

/** The value at `place` where both are there. */
const pairValue =
  (place: 0 | 1): Form =>
  (args) =>
    duck`CASE WHEN ${anyNull(args)} THEN NULL ELSE ${at(args, place)} END`

const special = { special: true } as const

/** https://docs.snowflake.com/en/sql-reference/expressions-conditional */
export const conditional: Chapter = {
  COALESCE: special,
  DECODE: special,
  EQUAL_NULL: special,
  IFF: special,
  IFNULL: special,
  NVL: special,
  NVL2: special,
  NULLIF: special,
  ZEROIFNULL: special,
  NULLIFZERO: special,
  IS_NULL_VALUE: [
    {
      args: [take.semiStructured],
      returns: truth,
      duck: (args) => duck`(json_type(${at(args, 0)}) = 'NULL')`,
    },
  ],
  GREATEST: extreme('greatest', true),
  LEAST: extreme('least', true),
  GREATEST_IGNORE_NULLS: extreme('greatest', false),
  LEAST_IGNORE_NULLS: extreme('least', false),
  BOOLAND: logical(' AND '),
  BOOLOR: logical(' OR '),
  BOOLXOR: logical(' <> '),
  BOOLNOT: [
    { args: [flag], returns: truth, duck: (args, facts) => duck`(NOT ${flags(args, facts)[0] ?? duck``})` },
  ],
  REGR_VALX: [{ args: [take.float, take.float], returns: float, duck: pairValue(1) }],
  REGR_VALY: [{ args: [take.float, take.float], returns: float, duck: pairValue(0) }],
}
