import { fail } from '../../common/errors.ts'
import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, text as literal, type Sql } from '../duck/sql.ts'
import { array, boolean, count, text as textType } from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import { locatingPattern, readPattern, withoutLaziness } from './regexp-pattern.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const string = textType()
const none = duck``

/** Where the arguments of a function stand; `option` and `replacement` only some have. */
interface Places {
  readonly parameters: number
  readonly group?: number
}

/** The parameters, checked. https://docs.snowflake.com/en/sql-reference/functions-regexp#label-regexp-parameters-argument */
function parametersOf(facts: CallFacts, place: number): string {
  const given = facts.constants[place] ?? ''
  if (!/^[cimes]*$/.test(given))
    fail('INVALID_ARGUMENT', {
      function: 'regular expression',
      value: given,
      expected: 'a combination of the parameters c, i, m, e and s',
    })
  return given
}

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

/** The pattern as RE2 takes it. A constant one loses `?` behind a quantifier, which means nothing to POSIX. */
function patternOf(args: readonly Sql[], facts: CallFacts, place: number): Sql {
  const known = facts.constants[1]
  const pattern = typeof known === 'string' ? literal(withoutLaziness(known)) : at(args, 1)
  return flagged(pattern, parametersOf(facts, place))
}

/** NULL where an argument is. */
const nullIfAny = (args: readonly Sql[], value: Sql) =>
  args.reduceRight((result, arg) => duck`CASE WHEN ${arg} IS NULL THEN NULL ELSE ${result} END`, value)

/** NULL where an argument is, `otherwise` where the pattern is empty: that matches nothing. */
function guarded(args: readonly Sql[], facts: CallFacts, value: Sql, otherwise: Sql): Sql {
  const known = facts.constants[1]
  if (known === '') return nullIfAny(args, otherwise)
  const found =
    typeof known === 'string'
      ? value
      : duck`CASE WHEN ${at(args, 1)} = '' THEN ${otherwise} ELSE ${value} END`
  return nullIfAny(args, found)
}

const like: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.constantText],
    returns: boolean,
    duck: (args, facts) =>
      nullIfAny(args.slice(2), duck`regexp_full_match(${at(args, 0)}, ${patternOf(args, facts, 2)})`),
  },
]

const fromOne = { function: 'regular expression', expected: 'a position of at least 1' }

/** Where matching begins: a positive number, says the manual. */
function positionOf(args: readonly Sql[], facts: CallFacts, place: number): Sql | undefined {
  const [given, known] = [args[place], facts.constants[place]]
  if (typeof known === 'string' && Number(known) < 1) fail('INVALID_ARGUMENT', { ...fromOne, value: known })
  if (given === undefined || known !== undefined) return given
  const fault = raise('INVALID_ARGUMENT', { ...fromOne, value: given })
  return duck`CASE WHEN ${given} < 1 THEN ${fault} ELSE ${given} END`
}

/** The part of the subject where matching begins. */
function rest(args: readonly Sql[], facts: CallFacts): Sql {
  const position = positionOf(args, facts, 2)
  return position === undefined ? at(args, 0) : duck`substring(${at(args, 0)}, ${position})`
}

const countMatches: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.integer, take.constantText],
    returns: count,
    duck: (args, facts) => {
      const pattern = patternOf(args, facts, 3)
      const found = duck`CAST(len(regexp_extract_all(${rest(args, facts)}, ${pattern}, 0)) AS BIGINT)`
      return guarded(args, facts, found, duck`CAST(0 AS BIGINT)`)
    },
  },
]

/** The group that is asked for: 0 is the whole match, undefined one that the pattern does not have. */
function groupOf(facts: CallFacts, places: Places & { readonly group: number }): number | undefined {
  const given = facts.constants[places.group]
  if (typeof given !== 'string' && !parametersOf(facts, places.parameters).includes('e')) return 0
  const wanted = Number(given ?? '1')
  const known = facts.constants[1]
  const groups = typeof known === 'string' ? readPattern(known)?.groups : undefined
  if (groups === undefined || wanted <= groups) return wanted
  return typeof given === 'string' ? undefined : 0
}

const group = (number: number) => duck`CAST(${literal(String(number))} AS INTEGER)`

const extractPlaces = { parameters: 4, group: 5 } as const
const extractOptions = [take.integer, take.integer, take.constantText, take.constantInteger]

const extractAll =
  (finish: (found: Sql, args: readonly Sql[]) => Sql, absent: Sql): Form =>
  (args, facts) => {
    const wanted = groupOf(facts, extractPlaces)
    const pattern = patternOf(args, facts, extractPlaces.parameters)
    if (wanted === undefined) return duck`CASE WHEN FALSE THEN ${absent} END`
    const found = duck`regexp_extract_all(${rest(args, facts)}, ${pattern}, ${group(wanted)})`
    return guarded(args, facts, finish(found, args), absent)
  }

const extract: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: extractOptions,
    returns: string,
    duck: extractAll((found, args) => duck`${found}[${args[3] ?? duck`1`}]`, duck`CAST(NULL AS VARCHAR)`),
  },
]

const json = duckType(array)

const extractEvery: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: extractOptions,
    returns: array,
    duck: extractAll(
      (found, args) => duck`to_json(${args[3] === undefined ? found : duck`${found}[${args[3]}:]`})`,
      duck`CAST('[]' AS ${json})`,
    ),
  },
]

/** The n-th match's beginning inside the rest of the subject: after the texts between the matches and the matches before it. */
function matchOffset(s: Sql, p: Sql, nth: Sql): Sql {
  const before = duck`length(array_to_string(regexp_split_to_array(${s}, ${p})[1:${nth}], ''))`
  const matched = duck`length(array_to_string(CASE WHEN ${nth} - 1 < 1 THEN [] ELSE regexp_extract_all(${s}, ${p}, 0)[1:${nth} - 1] END, ''))`
  return duck`(${before} + ${matched})`
}

/**
 * Where the n-th match, or a group of it, begins, or what comes after it. RE2 tells texts, not places: they are added up.
 * https://docs.snowflake.com/en/sql-reference/functions/regexp_instr
 */
const position: Form = (args, facts) => {
  const parameters = parametersOf(facts, 5)
  const wanted = groupOf(facts, { parameters: 5, group: 6 })
  const zero = duck`CAST(0 AS BIGINT)`
  if (wanted === undefined) return zero
  const known = facts.constants[1]
  const read = typeof known === 'string' ? readPattern(withoutLaziness(known)) : undefined
  const locating = wanted === 0 || read === undefined ? undefined : locatingPattern(read, wanted)
  if (wanted > 0 && locating === undefined)
    fail('UNSUPPORTED', {
      feature: 'REGEXP_INSTR of a group in a pattern that is not constant or repeats it',
    })
  const pattern =
    locating === undefined ? patternOf(args, facts, 5) : flagged(literal(locating.pattern), parameters)
  const values = [at(args, 0), pattern, positionOf(args, facts, 2) ?? duck`1`, args[3] ?? duck`1`]
  const place = once(values, [false], (s = none, p = none, start = none, nth = none) => {
    const tail = duck`substring(${s}, ${start})`
    const piece = (number: number) =>
      duck`length(regexp_extract_all(${tail}, ${p}, ${group(number)})[${nth}])`
    const inside = (locating?.before ?? []).reduce((sum, each) => duck`${sum} + ${piece(each)}`, duck`0`)
    const length = facts.constants[4] === '1' ? piece(locating?.group ?? 0) : duck`0`
    const found = duck`len(regexp_extract_all(${tail}, ${p}, 0))`
    return duck`CASE WHEN ${s} IS NULL OR ${p} IS NULL THEN NULL WHEN ${found} < ${nth} THEN 0 ELSE CAST(${start} + ${matchOffset(tail, p, nth)} + ${inside} + ${length} AS BIGINT) END`
  })
  return guarded(args, facts, place, zero)
}

/** Text before the position asked for stays; `\\1` in the replacement is a group, as in RE2. */
const replace: Form = (args, facts) => {
  const pattern = patternOf(args, facts, 5)
  const replacement = args[2] ?? duck`''`
  positionOf(args, facts, 3)
  const [position, occurrence] = [Number(facts.constants[3] ?? '1'), Number(facts.constants[4] ?? '0')]
  const changed = once(
    [at(args, 0), pattern, replacement],
    [facts.atomic[0] === true, facts.atomic[1] === true, true],
    (s = none, p = none, r = none) => {
      const from = literal(String(position))
      const head = position <= 1 ? undefined : duck`left(${s}, CAST(${from} AS INTEGER) - 1)`
      const tail = position <= 1 ? s : duck`substring(${s}, CAST(${from} AS INTEGER))`
      const replaced =
        occurrence === 0
          ? duck`regexp_replace(${tail}, ${p}, ${r}, 'g')`
          : duck`snow_replace_nth(${tail}, ${p}, ${r}, CAST(${literal(String(occurrence))} AS INTEGER))`
      return head === undefined ? replaced : duck`(${head} || ${replaced})`
    },
  )
  return guarded(args, facts, changed, at(args, 0))
}

const replacing: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.text, take.constantInteger, take.constantInteger, take.constantText],
    returns: string,
    duck: replace,
  },
]

/** RE2 syntax, which has what the manual promises of POSIX ERE. https://docs.snowflake.com/en/sql-reference/functions-regexp */
export const regexp: Chapter = {
  REGEXP_LIKE: like,
  RLIKE: like,
  REGEXP: like,
  REGEXP_COUNT: countMatches,
  REGEXP_INSTR: [
    {
      args: [take.text, take.text],
      optional: [
        take.integer,
        take.integer,
        { ...take.constantInteger, only: ['0', '1'] },
        take.constantText,
        take.constantInteger,
      ],
      returns: count,
      duck: position,
    },
  ],
  REGEXP_SUBSTR: extract,
  REGEXP_SUBSTR_ALL: extractEvery,
  REGEXP_EXTRACT_ALL: extractEvery,
  REGEXP_REPLACE: replacing,
}
