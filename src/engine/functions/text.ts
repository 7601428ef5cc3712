import { raise } from '../duck/raise.ts'
import { duck, integer, join, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { array, boolean, count, maximumTextLength, text as textType } from '../types/standard.ts'
import { binaryRows } from './binary.ts'
import { at, renamed, renamedCast } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const string = textType()

const texts = (name: Sql, args = 1): readonly FunctionRow[] => [
  { args: Array.from({ length: args }, () => take.text), returns: string, duck: renamed(name) },
]
const test = (form: Form, bytes: FunctionRow): readonly FunctionRow[] => [
  { args: [take.text, take.text], returns: boolean, duck: form },
  bytes,
]

/** Every value named in the form as often as it likes, each computed once. */
const naming =
  (body: (...values: readonly Sql[]) => Sql): Form =>
  (args, facts: CallFacts) =>
    once(args, facts.atomic, body)

const strict = (args: readonly Sql[], value: Sql) =>
  duck`CASE WHEN ${join(
    args.map((arg) => duck`${arg} IS NULL`),
    ' OR ',
  )} THEN NULL ELSE ${value} END`

const trimming = (name: Sql): readonly FunctionRow[] => [
  {
    args: [take.text],
    optional: [take.text],
    returns: string,
    duck: (args) => duck`${name}(${at(args, 0)}, ${args[1] ?? duck`' '`})`,
  },
]

/** A number of characters; no text has more than 32 bits of them, and DuckDB counts no further. */
const characters = (count: Sql) => duck`least(greatest(${count}, 0), ${integer(2 ** 32 - 1)})`

/** Position 0 counts as 1; a negative one counts from the end, and nothing is found before the beginning. */
const substring = naming((...args) => {
  const [s, start, length] = [at(args, 0), at(args, 1), args[2]]
  const limit = integer(2 ** 32 - 1)
  const from = duck`least(greatest(${start}, -${limit}), ${limit})`
  const rest = length === undefined ? duck`` : duck`, ${characters(length)}`
  return strict(
    args,
    duck`CASE WHEN -${from} > length(${s}) THEN '' WHEN ${from} = 0 THEN substring(${s}, 1${rest}) ELSE substring(${s}, ${from}${rest}) END`,
  )
})

const charindex = naming((...args) => {
  const [needle, hay, start] = [at(args, 0), at(args, 1), args[2]]
  if (start === undefined) return duck`CAST(position(${needle} IN ${hay}) AS BIGINT)`
  const found = duck`position(${needle} IN substring(${hay}, ${start}))`
  return duck`CAST(CASE WHEN ${found} = 0 THEN 0 ELSE ${found} + greatest(${start}, 1) - 1 END AS BIGINT)`
})

/** DuckDB's greatest passes NULL over; no repetitions are less than none. */
const repeated = (s: Sql, n: Sql) => duck`repeat(${s}, CASE WHEN ${n} < 0 THEN 0 ELSE ${n} END)`

const padded = (side: Sql): Form =>
  naming((...args) => {
    const [s, length, pad] = [at(args, 0), at(args, 1), args[2] ?? duck`' '`]
    return duck`CASE WHEN ${length} > ${integer(maximumTextLength)} THEN ${raise('STRING_TOO_LONG', { value: s })} WHEN ${length} <= 0 THEN left(${s}, 0) WHEN ${pad} = '' THEN left(${s}, ${length}) ELSE ${side}(${s}, CAST(${length} AS INTEGER), ${pad}) END`
  })

const positional = [
  { args: [take.text, take.text], optional: [take.integer], returns: count, duck: charindex },
  binaryRows.CHARINDEX,
]
const substr = [
  { args: [take.text, take.integer], optional: [take.integer], returns: string, duck: substring },
  binaryRows.SUBSTR,
]
/**
 * As long as all of them together: `SYSTEM$TYPEOF(CONCAT('every', 'body'))` is VARCHAR(9).
 * https://docs.snowflake.com/en/sql-reference/functions/system_typeof#examples
 */
function together(types: readonly DataType[]): DataType {
  const lengths = types.map((type) => (type.kind === 'VARCHAR' ? type.length : 0))
  const sum = lengths.reduce((all, length) => all + length, 0)
  return textType(Math.max(1, Math.min(sum, Math.max(string.length, ...lengths))))
}

const concatenated: readonly FunctionRow[] = [
  { args: [take.text], rest: [take.text], returns: together, duck: (args) => duck`(${join(args, ' || ')})` },
  binaryRows.CONCAT,
]

/** https://docs.snowflake.com/en/sql-reference/functions-string */
export const text: Chapter = {
  UPPER: texts(duck`upper`),
  LOWER: texts(duck`lower`),
  REVERSE: [...texts(duck`reverse`), binaryRows.REVERSE],
  TRIM: trimming(duck`trim`),
  LTRIM: trimming(duck`ltrim`),
  RTRIM: trimming(duck`rtrim`),
  LENGTH: length(),
  LEN: length(),
  OCTET_LENGTH: [
    { args: [take.text], returns: count, duck: renamedCast(duck`strlen`) },
    { args: [take.binary], returns: count, duck: renamedCast(duck`octet_length`) },
  ],
  BIT_LENGTH: [
    { args: [take.text], returns: count, duck: (args) => duck`(strlen(${at(args, 0)}) * 8)` },
    { args: [take.binary], returns: count, duck: (args) => duck`(octet_length(${at(args, 0)}) * 8)` },
  ],
  SUBSTR: substr,
  SUBSTRING: substr,
  LEFT: [
    {
      args: [take.text, take.integer],
      returns: string,
      duck: (args) => duck`left(${at(args, 0)}, ${characters(at(args, 1))})`,
    },
    binaryRows.LEFT,
  ],
  RIGHT: [
    {
      args: [take.text, take.integer],
      returns: string,
      duck: (args) => duck`right(${at(args, 0)}, ${characters(at(args, 1))})`,
    },
    binaryRows.RIGHT,
  ],
  REPLACE: [
    {
      args: [take.text, take.text],
      optional: [take.text],
      returns: string,
      duck: (args) => duck`replace(${at(args, 0)}, ${at(args, 1)}, ${args[2] ?? duck`''`})`,
    },
  ],
  TRANSLATE: [
    {
      args: [take.text, take.text, take.text],
      returns: string,
      duck: naming(
        (s = duck``, from = duck``, to = duck``) =>
          duck`CASE WHEN length(${to}) > length(${from}) THEN ${raise('STRING_TOO_LONG', { value: to })} ELSE translate(${s}, ${from}, ${to}) END`,
      ),
    },
  ],
  RTRIMMED_LENGTH: [
    {
      args: [take.text],
      returns: count,
      duck: (args) => duck`CAST(length(regexp_replace(${at(args, 0)}, '\\s+$', '')) AS BIGINT)`,
    },
  ],
  SPLIT: [
    {
      args: [take.text, take.text],
      returns: array,
      // An empty separator does not split.
      duck: naming((...args) => {
        const [s, separator] = [at(args, 0), at(args, 1)]
        const parts = duck`CASE WHEN ${separator} = '' THEN [${s}] ELSE string_split(${s}, ${separator}) END`
        return strict(args, duck`to_json(${parts})`)
      }),
    },
  ],
  SPLIT_PART: [
    {
      args: [take.text, take.text, take.integer],
      returns: string,
      // Part 0 is the first; an empty separator does not split.
      duck: naming((...args) => {
        const [s, separator, part] = [at(args, 0), at(args, 1), at(args, 2)]
        const whole = duck`CASE WHEN ${part} IN (0, 1, -1) THEN ${s} ELSE '' END`
        const place = duck`CASE WHEN ${part} = 0 THEN 1 ELSE ${part} END`
        return strict(
          args,
          duck`CASE WHEN ${separator} = '' THEN ${whole} ELSE coalesce(string_split(${s}, ${separator})[${place}], '') END`,
        )
      }),
    },
  ],
  CONCAT: concatenated,
  CONCAT_WS: [
    {
      args: [take.text, take.text],
      rest: [take.text],
      returns: string,
      // Unlike DuckDB's, a NULL anywhere gives NULL.
      duck: naming(
        (separator = duck``, ...parts) =>
          duck`(${parts.reduce((all, part) => duck`${all} || ${separator} || ${part}`)} || left(${separator}, 0))`,
      ),
    },
    binaryRows.CONCAT_WS,
  ],
  CONTAINS: test(renamed(duck`contains`), binaryRows.CONTAINS),
  STARTSWITH: test(renamed(duck`starts_with`), binaryRows.STARTSWITH),
  ENDSWITH: test(renamed(duck`ends_with`), binaryRows.ENDSWITH),
  CHARINDEX: positional,
  POSITION: positional,
  LPAD: [
    { args: [take.text, take.integer], optional: [take.text], returns: string, duck: padded(duck`lpad`) },
    binaryRows.LPAD,
  ],
  RPAD: [
    { args: [take.text, take.integer], optional: [take.text], returns: string, duck: padded(duck`rpad`) },
    binaryRows.RPAD,
  ],
  REPEAT: [
    {
      args: [take.text, take.integer],
      returns: string,
      duck: naming(
        (s = duck``, n = duck``) =>
          duck`CASE WHEN ${n} > 0 AND length(${s}) > ${integer(maximumTextLength)} // ${n} THEN ${raise('STRING_TOO_LONG', { value: s })} ELSE ${repeated(s, n)} END`,
      ),
    },
  ],
  SPACE: [
    {
      args: [take.integer],
      returns: string,
      duck: naming(
        (n = duck``) =>
          duck`CASE WHEN ${n} > ${integer(maximumTextLength)} THEN ${raise('STRING_TOO_LONG', { value: duck`' '` })} ELSE ${repeated(duck`' '`, n)} END`,
      ),
    },
  ],
  ASCII: code(),
  UNICODE: code(),
  CHR: character(),
  CHAR: character(),
  INITCAP: [
    {
      args: [take.text],
      optional: [take.text],
      returns: string,
      duck: (args) => duck`snow_initcap(${at(args, 0)}, ${args[1] ?? initcapDelimiters})`,
    },
  ],
}

/** https://docs.snowflake.com/en/sql-reference/functions/initcap */
const initcapDelimiters = duck`'!?@"^#$&~_,.:;+-*%/|\\[](){}<>' || chr(32) || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)`

function length(): readonly FunctionRow[] {
  return [
    { args: [take.text], returns: count, duck: renamedCast(duck`length`) },
    { args: [take.binary], returns: count, duck: renamedCast(duck`octet_length`) },
  ]
}

/** https://docs.snowflake.com/en/sql-reference/functions/chr */
function character(): readonly FunctionRow[] {
  return [
    {
      args: [take.integer],
      returns: string,
      duck: naming(
        (code = duck``) =>
          duck`CASE WHEN ${code} IS NULL THEN NULL WHEN ${code} < 0 OR ${code} > 1114111 OR ${code} BETWEEN 55296 AND 57343 THEN ${raise('INVALID_CHARACTER_CODE', { code })} ELSE chr(CAST(least(greatest(${code}, 0), 1114111) AS INTEGER)) END`,
      ),
    },
  ]
}

function code(): readonly FunctionRow[] {
  return [
    {
      args: [take.text],
      returns: count,
      duck: naming((s = duck``) => duck`CAST(CASE WHEN ${s} = '' THEN 0 ELSE unicode(${s}) END AS BIGINT)`),
    },
  ]
}
