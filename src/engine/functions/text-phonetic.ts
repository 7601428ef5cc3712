import { duck, type Sql } from '../duck/sql.ts'
import { text as textType } from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, FunctionRow } from './row.ts'

/** Vowels part equal codes, H and W do not. */
const codes = (letters: Sql) =>
  duck`translate(translate(${letters}, 'HW', ''), 'ABCDEFGIJKLMNOPQRSTUVXYZ', '012301202245501262301202')`

/** Each run of one code as a single one. */
const collapsed = (digits: Sql) =>
  [duck`'1'`, duck`'2'`, duck`'3'`, duck`'4'`, duck`'5'`, duck`'6'`].reduce(
    (result, code) => duck`regexp_replace(${result}, ${code} || '+', ${code}, 'g')`,
    digits,
  )

/** The first letter and three digits; whether the first letter's own code hides an equal one behind it is what tells the two apart. */
const soundex = (hides: boolean): readonly FunctionRow[] => [
  {
    args: [take.text],
    returns: textType(),
    duck: (args) => {
      const letters = duck`regexp_replace(upper(strip_accents(${at(args, 0)})), '[^A-Z]', '', 'g')`
      return once([letters], [false], (s = letters) => {
        const own = duck`CASE WHEN left(${s}, 1) IN ('H', 'W') THEN '0' ELSE ${codes(duck`left(${s}, 1)`)} END`
        const rest = codes(duck`substring(${s}, 2)`)
        const digits = hides ? duck`substring(${collapsed(duck`((${own}) || ${rest})`)}, 2)` : collapsed(rest)
        return duck`CASE WHEN ${s} = '' THEN '' ELSE left(${s}, 1) || rpad(left(replace(${digits}, '0', ''), 3), 3, '0') END`
      })
    },
  },
]

/** https://docs.snowflake.com/en/sql-reference/functions/soundex */
export const phonetic: Chapter = {
  SOUNDEX: soundex(true),
  SOUNDEX_P123: soundex(false),
}
