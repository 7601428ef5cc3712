import { duck, text as literal, type Sql } from '../duck/sql.ts'
import { boolean, count, text as textType } from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, FunctionRow } from './row.ts'

const string = textType()

/** Snowflake's parameters as RE2's flags in front of the pattern: the last of `c` and `i` counts. */
function flagged(pattern: Sql, parameters: string): Sql {
  const insensitive = parameters.lastIndexOf('i') > parameters.lastIndexOf('c')
  const flags = [
    insensitive ? 'i' : '',
    parameters.includes('m') ? 'm' : '',
    parameters.includes('s') ? 's' : '',
  ].join('')
  return flags === '' ? pattern : duck`(${literal(`(?${flags})`)} || ${pattern})`
}

const matched = (args: readonly Sql[], facts: CallFacts) =>
  duck`regexp_full_match(${at(args, 0)}, ${flagged(at(args, 1), facts.constants[2] ?? '')})`

const like: readonly FunctionRow[] = [
  { args: [take.text, take.text], optional: [take.constantText], returns: boolean, duck: matched },
]

/** Parameters without `e`: where inside a match a group stands, RE2 does not tell. */
const plainParameters: take.Parameter = {
  ...take.constantText,
  only: ['', 'c', 'i', 'm', 's', 'im', 'is', 'ims', 'ms'],
}

/** All matches from `position` on. */
const matches = (s: Sql, pattern: Sql, position: Sql, group: Sql) =>
  duck`regexp_extract_all(substring(${s}, ${position}), ${pattern}, ${group})`

const nullIfAny = (args: readonly Sql[], value: Sql) =>
  args.reduceRight((result, arg) => duck`CASE WHEN ${arg} IS NULL THEN NULL ELSE ${result} END`, value)

const countMatches: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.integer, take.constantText],
    returns: count,
    duck: (args, facts) =>
      duck`CAST(len(${matches(at(args, 0), flagged(at(args, 1), facts.constants[3] ?? ''), args[2] ?? duck`1`, duck`0`)}) AS BIGINT)`,
  },
]

const extract: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.integer, take.integer, take.constantText, take.constantInteger],
    returns: string,
    duck: (args, facts) => {
      const parameters = facts.constants[4] ?? ''
      const groups = parameters.includes('e') || args.length > 5
      const group = groups ? (facts.constants[5] ?? '1') : '0'
      const found = matches(
        at(args, 0),
        flagged(at(args, 1), parameters),
        args[2] ?? duck`1`,
        duck`CAST(${literal(group)} AS INTEGER)`,
      )
      return nullIfAny(args.slice(0, 4), duck`${found}[${args[3] ?? duck`1`}]`)
    },
  },
]

/**
 * Where the n-th match begins, or what comes after it begins: the texts between the matches and the matches before it are as long as
 * that. https://docs.snowflake.com/en/sql-reference/functions/regexp_instr
 */
const position: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.integer, take.integer, { ...take.constantInteger, only: ['0', '1'] }, plainParameters],
    returns: count,
    duck: (args, facts) => {
      const pattern = flagged(at(args, 1), facts.constants[5] ?? '')
      const values = [at(args, 0), pattern, args[2] ?? duck`1`, args[3] ?? duck`1`]
      return once(values, [false], (s = duck``, p = duck``, start = duck``, nth = duck``) => {
        const rest = duck`substring(${s}, ${start})`
        const found = duck`regexp_extract_all(${rest}, ${p}, 0)`
        const before = duck`length(array_to_string(regexp_split_to_array(${rest}, ${p})[1:${nth}], ''))`
        const last = facts.constants[4] === '1' ? nth : duck`${nth} - 1`
        const matched = duck`length(array_to_string(CASE WHEN ${last} < 1 THEN [] ELSE ${found}[1:${last}] END, ''))`
        const place = duck`CASE WHEN len(${found}) < ${nth} THEN 0 ELSE ${start} + ${before} + ${matched} END`
        return nullIfAny([s, p, start, nth], duck`CAST(${place} AS BIGINT)`)
      })
    },
  },
]

/** Text before and after the positions asked for stays; `\\1` in the replacement is a group, as in RE2. */
const replace: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.text, take.constantInteger, take.constantInteger, take.constantText],
    returns: string,
    duck: (args, facts) => {
      const pattern = flagged(at(args, 1), facts.constants[5] ?? '')
      const replacement = args[2] ?? duck`''`
      const [position, occurrence] = [Number(facts.constants[3] ?? '1'), Number(facts.constants[4] ?? '0')]
      return once(
        [at(args, 0), pattern, replacement],
        [facts.atomic[0] === true, facts.atomic[1] === true, true],
        (s = duck``, p = duck``, r = duck``) => {
          const from = literal(String(position))
          const head = position <= 1 ? undefined : duck`left(${s}, CAST(${from} AS INTEGER) - 1)`
          const tail = position <= 1 ? s : duck`substring(${s}, CAST(${from} AS INTEGER))`
          const changed =
            occurrence === 0
              ? duck`regexp_replace(${tail}, ${p}, ${r}, 'g')`
              : duck`snow_replace_nth(${tail}, ${p}, ${r}, CAST(${literal(String(occurrence))} AS INTEGER))`
          return head === undefined ? changed : duck`(${head} || ${changed})`
        },
      )
    },
  },
]

/** RE2 syntax, which has what the manual promises of POSIX ERE. https://docs.snowflake.com/en/sql-reference/functions-regexp */
export const regexp: Chapter = {
  REGEXP_LIKE: like,
  RLIKE: like,
  REGEXP_COUNT: countMatches,
  REGEXP_INSTR: position,
  REGEXP_SUBSTR: extract,
  REGEXP_REPLACE: replace,
}
