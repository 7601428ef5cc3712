import { raise } from '../duck/raise.ts'
import { duck, text, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

/** A whole number of 128 bits. A text stays one: where it is no number, the result is NULL and no error. */
const bits: take.Parameter = {
  cost: (type) => (type.kind === 'BINARY' ? undefined : take.integer.cost(type)),
  target: (type) => (type.kind === 'VARCHAR' ? type : types.integer),
}

const whole = (value: Sql, type: DataType | undefined): Sql =>
  type?.kind === 'VARCHAR' ? duck`CAST(try_cast(${value} AS DECIMAL(38, 0)) AS HUGEINT)` : value

const wholeArgs = (args: readonly Sql[], { types: list }: CallFacts) =>
  args.map((arg, index) => whole(arg, list[index]))

const padSide: take.Parameter = {
  ...take.constantText,
  only: ['LEFT', 'RIGHT', 'left', 'right', 'Left', 'Right'],
}

/** Two binaries of one length, the shorter one padded with zeros where the call says on which side. */
function binaries(form: (a: Sql, b: Sql) => Sql): Form {
  return (args, facts) => {
    const side = facts.constants[2]?.toUpperCase()
    return strict((a = duck``, b = duck``) => {
      const [x, y] = [padded(a, b, side), padded(b, a, side)]
      const operated = duck`CAST(${form(duck`CAST(${x} AS BIT)`, duck`CAST(${y} AS BIT)`)} AS BLOB)`
      const lengths = { first: duck`octet_length(${a})`, second: duck`octet_length(${b})` }
      const fault = raise('BINARY_LENGTHS_DIFFER', lengths)
      const checked =
        side === undefined
          ? duck`CASE WHEN octet_length(${a}) <> octet_length(${b}) THEN ${fault} ELSE ${operated} END`
          : operated
      // DuckDB has no BIT of no bits.
      return duck`CASE WHEN octet_length(${a}) = 0 AND octet_length(${b}) = 0 THEN ${a} ELSE ${checked} END`
    })(args.slice(0, 2), facts)
  }
}

function padded(value: Sql, other: Sql, side: string | undefined): Sql {
  if (side === undefined) return value
  const zeros = duck`repeat('\\x00'::BLOB, greatest(octet_length(${other}) - octet_length(${value}), 0))`
  return side === 'LEFT' ? duck`(${zeros} || ${value})` : duck`(${value} || ${zeros})`
}

function pairwise(form: (a: Sql, b: Sql) => Sql): readonly FunctionRow[] {
  return [
    {
      args: [bits, bits],
      returns: types.integer,
      duck: (args, facts) => {
        const [a = duck``, b = duck``] = wholeArgs(args, facts)
        return form(a, b)
      },
    },
    {
      args: [take.binary, take.binary],
      optional: [padSide],
      returns: (list) => list[0] ?? types.binary(),
      duck: binaries(form),
    },
  ]
}

/** Bits that leave the 128 are lost; DuckDB's shift of a HUGEINT would fail. */
const shiftedLeft = (x: Sql, n: Sql) =>
  duck`CASE WHEN ${x} BETWEEN 0 AND 4611686018427387903 AND ${n} BETWEEN 0 AND 60 THEN ${x} << CAST(${n} AS HUGEINT) ELSE CAST(CAST(${x} AS BIT) << CAST(${n} AS INTEGER) AS HUGEINT) END`
const shiftedRight = (x: Sql, n: Sql) => duck`(${x} >> CAST(least(${n}, 127) AS HUGEINT))`

function shift(integer: (x: Sql, n: Sql) => Sql, sign: Sql): readonly FunctionRow[] {
  return [
    {
      args: [bits, take.integer],
      returns: types.integer,
      duck: (args, facts) => {
        const [x = duck``] = wholeArgs(args, facts)
        return strict((value = x, n = at(args, 1)) => integer(value, n))([x, at(args, 1)], facts)
      },
    },
    {
      args: [take.binary, take.integer],
      returns: (list) => list[0] ?? types.binary(),
      duck: strict(
        (x = duck``, n = duck``) =>
          duck`CASE WHEN octet_length(${x}) = 0 THEN ${x} ELSE CAST(CAST(${x} AS BIT) ${sign} CAST(${n} AS INTEGER) AS BLOB) END`,
      ),
    },
  ]
}

const not: readonly FunctionRow[] = [
  {
    args: [bits],
    returns: types.integer,
    duck: (args, facts) => duck`(~${wholeArgs(args, facts)[0] ?? duck``})`,
  },
  {
    args: [take.binary],
    returns: (list) => list[0] ?? types.binary(),
    duck: strict(
      (x = duck``) =>
        duck`CASE WHEN octet_length(${x}) = 0 THEN ${x} ELSE CAST(~CAST(${x} AS BIT) AS BLOB) END`,
    ),
  },
]

const getBit: readonly FunctionRow[] = [
  {
    args: [bits, take.integer],
    returns: types.count,
    duck: (args, facts) => {
      const [x = duck``] = wholeArgs(args, facts)
      const position = at(args, 1)
      const fault = raise('INVALID_ARGUMENT', {
        function: 'GETBIT',
        value: position,
        expected: text('a position from 0 to 127'),
      })
      const bit = duck`CAST((${x} >> CAST(${position} AS HUGEINT)) & 1 AS BIGINT)`
      return duck`CASE WHEN ${position} NOT BETWEEN 0 AND 127 THEN ${fault} ELSE ${bit} END`
    },
  },
]

const and = pairwise((a, b) => duck`(${a} & ${b})`)
const or = pairwise((a, b) => duck`(${a} | ${b})`)
const xor = pairwise((a, b) => duck`xor(${a}, ${b})`)
const left = shift(shiftedLeft, duck`<<`)
const right = shift(shiftedRight, duck`>>`)

/** https://docs.snowflake.com/en/sql-reference/expressions-byte-bit */
export const bitwise: Chapter = {
  BITAND: and,
  BIT_AND: and,
  BITOR: or,
  BIT_OR: or,
  BITXOR: xor,
  BIT_XOR: xor,
  BITNOT: not,
  BIT_NOT: not,
  BITSHIFTLEFT: left,
  BIT_SHIFTLEFT: left,
  BITSHIFTRIGHT: right,
  BIT_SHIFTRIGHT: right,
  GETBIT: getBit,
}
