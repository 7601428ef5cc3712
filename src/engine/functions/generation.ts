import { duck, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'

/** A NUMBER without digits after the point. */
const whole: take.Parameter = {
  cost: (type) => (type.kind === 'NULL' || (type.kind === 'NUMBER' && type.scale === 0) ? 0 : undefined),
  target: () => types.count,
}

/** One number of 64 bits for each value of the generator: the same for the same value. */
const drawn = (generator: Sql) => duck`hash(${generator})`

const uniformWhole: Form = (args) => {
  const [least, most] = [duck`CAST(${at(args, 0)} AS HUGEINT)`, duck`CAST(${at(args, 1)} AS HUGEINT)`]
  return duck`CAST(${least} + CAST(${drawn(at(args, 2))} AS HUGEINT) % (${most} - ${least} + 1) AS BIGINT)`
}

const uniformFloat: Form = (args) =>
  duck`(${at(args, 0)} + (${at(args, 1)} - ${at(args, 0)}) * (CAST(${drawn(at(args, 2))} AS DOUBLE) / 18446744073709551616.0))`

const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

const randomText: Form = (args) =>
  duck`array_to_string(list_transform(range(${at(args, 0)}), lambda "$i": substring(${literal(letters)}, CAST(1 + hash({g: ${drawn(at(args, 1))}, i: "$i"}) % 62 AS BIGINT), 1)), '')`

/** Whole numbers from 0 on, one for each row. */
const sequence: readonly FunctionRow[] = [
  {
    args: [],
    optional: [{ ...take.constantInteger, only: ['0', '1'] }],
    returns: types.count,
    duck: () => duck`(row_number() OVER () - 1)`,
  },
]

/** https://docs.snowflake.com/en/sql-reference/functions-data-generation */
export const generation: Chapter = {
  RANDSTR: [{ args: [take.integer, take.integer], returns: types.text(), duck: randomText }],
  SEQ1: sequence,
  SEQ2: sequence,
  SEQ4: sequence,
  SEQ8: sequence,
  UNIFORM: [
    { args: [whole, whole, take.integer], returns: types.count, duck: uniformWhole },
    { args: [take.float, take.float, take.integer], returns: types.float, duck: uniformFloat },
  ],
}
