import { duck, integer, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
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

/** A number above 0 and not above 1, from 64 bits. */
const share = (generator: Sql) => duck`((CAST(${generator} AS DOUBLE) + 1) / 18446744073709551616.0)`

/** Two independent shares make one normally distributed number (Box and Muller). */
const normal: Form = (args) =>
  once([at(args, 2)], [false], (generator = at(args, 2)) => {
    const [first, second] = [drawn(generator), duck`hash(hash(${generator}) + 0)`]
    const deviate = duck`(sqrt(-2 * ln(${share(first)})) * cos(2 * pi() * ${share(second)}))`
    return duck`(${at(args, 0)} + ${at(args, 1)} * ${deviate})`
  })

/** Most elements of which the distribution is held in a list, which every row looks through. */
const mostElements = 10_000

/** The first element whose share, and those of all before it, reach the number that was drawn. */
const zipf: Form = (args, facts) => {
  const [exponent, count] = [Number(facts.constants[0]), Number(facts.constants[1])]
  const sums: string[] = []
  let sum = 0
  for (let element = 1; element <= count; element += 1) sums.push(String((sum += element ** -exponent)))
  const list = literal(`[${sums.map((each) => String(Number(each) / sum)).join(',')}]`)
  return once(
    [share(drawn(at(args, 2)))],
    [false],
    (drawnShare = duck``) =>
      duck`(len(list_filter(CAST(${list} AS DOUBLE[]), lambda "$s": "$s" < ${drawnShare})) + 1)`,
  )
}

const elements: take.Parameter = {
  ...take.constantInteger,
  only: Array.from({ length: mostElements }, (_, index) => String(index + 1)),
}
const constantFloat: take.Parameter = { ...take.exact, constant: true }

/** Whole numbers from 0 on, one for each row, which begin again behind the greatest of so many bytes. */
const sequence = (bytes: number): readonly FunctionRow[] => [
  {
    args: [],
    optional: [{ ...take.constantInteger, only: ['0', '1'] }],
    returns: types.count,
    duck: (_args, facts) => {
      const row = duck`(row_number() OVER () - 1)`
      // Nobody makes rows enough to get to the end of eight bytes.
      if (bytes === 8) return row
      const size = integer(2 ** (8 * bytes))
      const half = integer(2 ** (8 * bytes - 1))
      return facts.constants[0] === '1'
        ? duck`((${row} + ${half}) % ${size} - ${half})`
        : duck`(${row} % ${size})`
    },
  },
]

/** https://docs.snowflake.com/en/sql-reference/functions-data-generation */
export const generation: Chapter = {
  NORMAL: [{ args: [take.float, take.float, take.integer], returns: types.float, duck: normal }],
  ZIPF: [{ args: [constantFloat, elements, take.integer], returns: types.count, duck: zipf }],
  RANDSTR: [{ args: [take.integer, take.integer], returns: types.text(), duck: randomText }],
  SEQ1: sequence(1),
  SEQ2: sequence(2),
  SEQ4: sequence(4),
  SEQ8: sequence(8),
  UNIFORM: [
    { args: [whole, whole, take.integer], returns: types.count, duck: uniformWhole },
    { args: [take.float, take.float, take.integer], returns: types.float, duck: uniformFloat },
  ],
}
