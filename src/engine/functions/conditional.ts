import { duck, join } from '../duck/sql.ts'
import { boolean as truth } from '../types/standard.ts'
import { commonTypeOf } from '../types/common-type.ts'
import type { DataType } from '../types/data-type.ts'
import { at, renamed } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter } from './row.ts'

const common = (types: readonly DataType[]): DataType => commonTypeOf(types) ?? { kind: 'NULL' }
const anyNull = (args: readonly Parameters<typeof join>[0][number][]) =>
  join(
    args.map((arg) => duck`${arg} IS NULL`),
    ' OR ',
  )
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
  GREATEST: [
    {
      args: [take.same()],
      rest: [take.same()],
      returns: common,
      duck: (args) => duck`CASE WHEN ${anyNull(args)} THEN NULL ELSE greatest(${join(args)}) END`,
    },
  ],
  LEAST: [
    {
      args: [take.same()],
      rest: [take.same()],
      returns: common,
      duck: (args) => duck`CASE WHEN ${anyNull(args)} THEN NULL ELSE least(${join(args)}) END`,
    },
  ],
  GREATEST_IGNORE_NULLS: [
    { args: [take.same()], rest: [take.same()], returns: common, duck: renamed(duck`greatest`) },
  ],
  LEAST_IGNORE_NULLS: [
    { args: [take.same()], rest: [take.same()], returns: common, duck: renamed(duck`least`) },
  ],
  BOOLAND: [
    { args: [take.boolean, take.boolean], returns: truth, duck: (args) => duck`(${join(args, ' AND ')})` },
  ],
  BOOLOR: [
    { args: [take.boolean, take.boolean], returns: truth, duck: (args) => duck`(${join(args, ' OR ')})` },
  ],
  BOOLXOR: [
    { args: [take.boolean, take.boolean], returns: truth, duck: (args) => duck`(${join(args, ' <> ')})` },
  ],
  BOOLNOT: [{ args: [take.boolean], returns: truth, duck: (args) => duck`(NOT ${at(args, 0)})` }],
}
