import { duck, join, type Sql } from '../duck/sql.ts'
import { array, boolean, count, text as textType, binary as binaryType } from '../types/standard.ts'
import { at, renamed, renamedCast } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const string = textType()

const texts = (name: Sql, args = 1): readonly FunctionRow[] => [
  { args: Array.from({ length: args }, () => take.text), returns: string, duck: renamed(name) },
]
const test = (form: Form): readonly FunctionRow[] => [
  { args: [take.text, take.text], returns: boolean, duck: form },
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

/** Position 0 counts as 1; a negative one counts from the end, and nothing is found before the beginning. */
const substring = naming((...args) => {
  const [s, from, length] = [at(args, 0), at(args, 1), args[2]]
  const rest = length === undefined ? duck`` : duck`, greatest(${length}, 0)`
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

const padded = (side: Sql): Form =>
  naming((...args) => {
    const [s, length, pad] = [at(args, 0), at(args, 1), args[2] ?? duck`' '`]
    return duck`CASE WHEN ${length} <= 0 THEN left(${s}, 0) WHEN ${pad} = '' THEN left(${s}, ${length}) ELSE ${side}(${s}, CAST(${length} AS INTEGER), ${pad}) END`
  })

const positional = [
  { args: [take.text, take.text], optional: [take.integer], returns: count, duck: charindex },
]
const substr = [
  { args: [take.text, take.integer], optional: [take.integer], returns: string, duck: substring },
]
const concatenated: readonly FunctionRow[] = [
  { args: [take.text], rest: [take.text], returns: string, duck: (args) => duck`(${join(args, ' || ')})` },
]

/** https://docs.snowflake.com/en/sql-reference/functions-string */
export const text: Chapter = {
  UPPER: texts(duck`upper`),
  LOWER: texts(duck`lower`),
  REVERSE: texts(duck`reverse`),
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
      duck: (args) => duck`left(${at(args, 0)}, greatest(${at(args, 1)}, 0))`,
    },
  ],
  RIGHT: [
    {
      args: [take.text, take.integer],
      returns: string,
      duck: (args) => duck`right(${at(args, 0)}, greatest(${at(args, 1)}, 0))`,
    },
  ],
  REPLACE: [
    {
      args: [take.text, take.text],
      optional: [take.text],
      returns: string,
      duck: (args) => duck`replace(${at(args, 0)}, ${at(args, 1)}, ${args[2] ?? duck`''`})`,
    },
  ],
  TRANSLATE: texts(duck`translate`, 3),
  SPLIT: [
    {
      args: [take.text, take.text],
      returns: array,
      duck: (args) => strict(args, duck`to_json(string_split(${join(args)}))`),
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
  ],
  CONTAINS: test(renamed(duck`contains`)),
  STARTSWITH: test(renamed(duck`starts_with`)),
  ENDSWITH: test(renamed(duck`ends_with`)),
  CHARINDEX: positional,
  POSITION: positional,
  LPAD: [
    { args: [take.text, take.integer], optional: [take.text], returns: string, duck: padded(duck`lpad`) },
  ],
  RPAD: [
    { args: [take.text, take.integer], optional: [take.text], returns: string, duck: padded(duck`rpad`) },
  ],
  REPEAT: [
    {
      args: [take.text, take.integer],
      returns: string,
      duck: (args) => duck`repeat(${at(args, 0)}, greatest(${at(args, 1)}, 0))`,
    },
  ],
  SPACE: [
    { args: [take.integer], returns: string, duck: (args) => duck`repeat(' ', greatest(${at(args, 0)}, 0))` },
  ],
  ASCII: code(),
  UNICODE: code(),
  CHR: [
    { args: [take.integer], returns: string, duck: (args) => duck`chr(CAST(${at(args, 0)} AS INTEGER))` },
  ],
  CHAR: [
    { args: [take.integer], returns: string, duck: (args) => duck`chr(CAST(${at(args, 0)} AS INTEGER))` },
  ],
  INITCAP: [
    {
      args: [take.text],
      optional: [take.text],
      returns: string,
      duck: (args) => duck`snow_initcap(${at(args, 0)}, ${args[1] ?? initcapDelimiters})`,
    },
  ],
  MD5: texts(duck`md5`),
  MD5_HEX: texts(duck`md5`),
  SHA1: texts(duck`sha1`),
  SHA1_HEX: texts(duck`sha1`),
  SHA2: sha2(),
  SHA2_HEX: sha2(),
  BASE64_ENCODE: [
    { args: [take.text], returns: string, duck: (args) => duck`to_base64(encode(${at(args, 0)}))` },
    { args: [take.binary], returns: string, duck: renamed(duck`to_base64`) },
  ],
  BASE64_DECODE_STRING: [
    { args: [take.text], returns: string, duck: (args) => duck`decode(from_base64(${at(args, 0)}))` },
  ],
  HEX_ENCODE: [
    hexEncode(take.text, (x) => duck`hex(encode(${x}))`),
    hexEncode(take.binary, (x) => duck`hex(${x})`),
  ],
  HEX_DECODE_STRING: [
    { args: [take.text], returns: string, duck: (args) => duck`decode(unhex(${at(args, 0)}))` },
  ],
  HEX_DECODE_BINARY: [{ args: [take.text], returns: binaryType(), duck: renamed(duck`unhex`) }],
}

/** https://docs.snowflake.com/en/sql-reference/functions/initcap */
const initcapDelimiters = duck`'!?@"^#$&~_,.:;+-*%/|\\[](){}<>' || chr(32) || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)`

function length(): readonly FunctionRow[] {
  return [
    { args: [take.text], returns: count, duck: renamedCast(duck`length`) },
    { args: [take.binary], returns: count, duck: renamedCast(duck`octet_length`) },
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

/** https://docs.snowflake.com/en/sql-reference/functions/hex_encode: letters are small where the second argument is 0. */
function hexEncode(input: take.Parameter, form: (x: Sql) => Sql): FunctionRow {
  return {
    args: [input],
    optional: [take.integer],
    returns: string,
    duck: (args) => {
      const large = form(at(args, 0))
      return args[1] === undefined
        ? large
        : duck`CASE WHEN ${args[1]} = 0 THEN lower(${large}) ELSE ${large} END`
    },
  }
}

/** DuckDB has SHA-256 only; the other lengths are left out. */
function sha2(): readonly FunctionRow[] {
  return [
    {
      args: [take.text],
      optional: [take.digest256],
      returns: string,
      duck: (args) => duck`sha256(${at(args, 0)})`,
    },
  ]
}
