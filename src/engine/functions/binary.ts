import { duck, join, type Sql } from '../duck/sql.ts'
import { binary, boolean, count } from '../types/standard.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Form, FunctionRow } from './row.ts'

const none = duck``

/** NULL where an argument is; every argument can be named as often as the body likes. */
const strict =
  (body: (...args: readonly Sql[]) => Sql): Form =>
  (args, facts: CallFacts) =>
    once(args, facts.atomic, (...values) => {
      const absent = join(
        values.map((value) => duck`${value} IS NULL`),
        ' OR ',
      )
      return duck`CASE WHEN ${absent} THEN NULL ELSE ${body(...values)} END`
    })

/** DuckDB cuts texts, not bytes: so the digits of the bytes are cut, two for each. */
const slice = (bytes: Sql, from: Sql, length?: Sql) =>
  length === undefined
    ? duck`unhex(substring(hex(${bytes}), (${from}) * 2 - 1))`
    : duck`unhex(substring(hex(${bytes}), (${from}) * 2 - 1, (${length}) * 2))`

const substring = strict((bytes = none, from = none, length) => {
  const size = duck`octet_length(${bytes})`
  const start = duck`CASE WHEN ${from} < 0 THEN ${size} + ${from} + 1 WHEN ${from} = 0 THEN 1 ELSE ${from} END`
  const rest = length === undefined ? undefined : duck`greatest(${length}, 0)`
  return duck`CASE WHEN -${from} > ${size} THEN unhex('') ELSE ${slice(bytes, duck`(${start})`, rest)} END`
})

const padded = (form: (bytes: Sql, pad: Sql) => Sql) =>
  strict(
    (bytes = none, length = none, pad = none) =>
      duck`CASE WHEN octet_length(${bytes}) >= ${length} OR octet_length(${pad}) = 0 THEN ${slice(bytes, duck`1`, duck`greatest(${length}, 0)`)}
        ELSE unhex(${form(bytes, duck`substring(repeat(hex(${pad}), ${length}), 1, (${length} - octet_length(${bytes})) * 2)`)}) END`,
  )

/** Where the bytes stand, counted from 1: at an even distance among the digits. */
const place = strict((needle = none, hay = none, start = duck`1`) => {
  const from = duck`greatest(${start}, 1)`
  const last = duck`octet_length(${hay}) - octet_length(${needle}) + 1`
  const found = duck`list_filter(range(${from}, greatest(${last}, 0) + 1), lambda "$i": substring(hex(${hay}), "$i" * 2 - 1, octet_length(${needle}) * 2) = hex(${needle}))`
  return duck`CAST(coalesce(${found}[1], 0) AS BIGINT)`
})

const insert = strict(
  (bytes = none, position = none, length = none, added = none) =>
    duck`(${slice(bytes, duck`1`, duck`${position} - 1`)} || ${added} || ${slice(bytes, duck`${position} + ${length}`)})`,
)

const row = (args: readonly take.Parameter[], duckForm: Form, optional?: readonly take.Parameter[]) =>
  ({ args, returns: binary(), duck: duckForm, ...(optional && { optional }) }) satisfies FunctionRow
const tests = (form: (hay: Sql, needle: Sql) => Sql): FunctionRow => ({
  args: [take.binary, take.binary],
  returns: boolean,
  duck: strict((hay = none, needle = none) => form(hay, needle)),
})

/** The signatures over BINARY of functions that texts have too. https://docs.snowflake.com/en/sql-reference/functions-string */
export const binaryRows = {
  CONCAT: {
    args: [take.binary],
    rest: [take.binary],
    returns: binary(),
    duck: (args) => duck`(${join(args, ' || ')})`,
  },
  CONCAT_WS: {
    args: [take.binary, take.binary],
    rest: [take.binary],
    returns: binary(),
    duck: strict((separator = none, ...parts) =>
      parts.reduce((all, part) => duck`${all} || ${separator} || ${part}`),
    ),
  },
  SUBSTR: row([take.binary, take.integer], substring, [take.integer]),
  LEFT: row(
    [take.binary, take.integer],
    strict((bytes = none, length = none) => slice(bytes, duck`1`, duck`greatest(${length}, 0)`)),
  ),
  RIGHT: row(
    [take.binary, take.integer],
    strict((bytes = none, length = none) => duck`unhex(right(hex(${bytes}), greatest(${length}, 0) * 2))`),
  ),
  REVERSE: row(
    [take.binary],
    strict(
      (bytes = none) =>
        duck`unhex(coalesce(array_to_string(list_reverse(regexp_extract_all(hex(${bytes}), '..')), ''), ''))`,
    ),
  ),
  LPAD: row(
    [take.binary, take.integer, take.binary],
    padded((bytes, pad) => duck`${pad} || hex(${bytes})`),
  ),
  RPAD: row(
    [take.binary, take.integer, take.binary],
    padded((bytes, pad) => duck`hex(${bytes}) || ${pad}`),
  ),
  INSERT: row([take.binary, take.integer, take.integer, take.binary], insert),
  CHARINDEX: { args: [take.binary, take.binary], optional: [take.integer], returns: count, duck: place },
  CONTAINS: tests((hay, needle) => duck`regexp_matches(hex(${hay}), '^(..)*' || hex(${needle}))`),
  STARTSWITH: tests((hay, needle) => duck`starts_with(hex(${hay}), hex(${needle}))`),
  ENDSWITH: tests((hay, needle) => duck`ends_with(hex(${hay}), hex(${needle}))`),
} as const satisfies Readonly<Record<string, FunctionRow>>
