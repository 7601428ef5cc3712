import { raise } from '../duck/raise.ts'
import { duck, text as literal, type Sql } from '../duck/sql.ts'
import { binary, text as textType } from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const none = duck``

/** Letters are small where the second argument is 0. https://docs.snowflake.com/en/sql-reference/functions/hex_encode */
function hexEncode(input: take.Parameter, form: (x: Sql) => Sql): FunctionRow {
  return {
    args: [input],
    optional: [take.integer],
    returns: textType(),
    duck: (args) => {
      const large = form(at(args, 0))
      return args[1] === undefined
        ? large
        : duck`CASE WHEN ${args[1]} IS NULL THEN NULL WHEN ${args[1]} = 0 THEN lower(${large}) ELSE ${large} END`
    },
  }
}

/** The last two characters of the alphabet and the padding. https://docs.snowflake.com/en/sql-reference/functions/base64_encode */
const standard = '+/='
const alphabetOf = (given: string) => given + standard.slice(given.length)

/** What stands for `+`, `/` and `=`, where it is not they. */
function alphabet(facts: CallFacts, place: number): string | undefined {
  const given = alphabetOf(facts.constants[place] ?? '')
  return given === standard ? undefined : given
}

const base64Encode = (input: take.Parameter, bytes: (x: Sql) => Sql): FunctionRow => ({
  args: [input],
  optional: [take.constantInteger, take.constantText],
  returns: textType(),
  duck: (args, facts) => {
    const plain = duck`to_base64(${bytes(at(args, 0))})`
    const used = alphabet(facts, 2)
    const encoded =
      used === undefined ? plain : duck`translate(${plain}, ${literal(standard)}, ${literal(used)})`
    const width = Number(facts.constants[1] ?? '0')
    if (!(width > 0)) return encoded
    return duck`rtrim(regexp_replace(${encoded}, ${literal(`(.{${width}})`)}, '\\1' || chr(10), 'g'), chr(10))`
  },
})

const legalBase64 = '(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?'

/** The bytes of a text in base64; lines may be broken anywhere. */
function fromBase64(args: readonly Sql[], facts: CallFacts, otherwise: (x: Sql) => Sql): Sql {
  const used = alphabet(facts, 1)
  const joined = duck`translate(${at(args, 0)}, chr(10) || chr(13), '')`
  const usual =
    used === undefined ? joined : duck`translate(${joined}, ${literal(used)}, ${literal(standard)})`
  return once(
    [usual],
    [false],
    (x = usual) =>
      duck`CASE WHEN ${x} IS NULL THEN NULL WHEN regexp_full_match(${x}, ${literal(legalBase64)}) THEN from_base64(${x}) ELSE ${otherwise(x)} END`,
  )
}

const fromHex = (args: readonly Sql[], facts: CallFacts, otherwise: (x: Sql) => Sql): Sql =>
  once(
    args.slice(0, 1),
    facts.atomic,
    (x = none) =>
      duck`CASE WHEN ${x} IS NULL THEN NULL WHEN regexp_full_match(${x}, '([0-9A-Fa-f]{2})*') THEN unhex(${x}) ELSE ${otherwise(x)} END`,
  )

type Decoder = typeof fromHex
const illegal = (value: Sql) => raise('BINARY_NOT_RECOGNIZED', { value })
const illegalBase64 = (value: Sql) => raise('BASE64_NOT_RECOGNIZED', { value })
const nothing = () => duck`NULL`

const decoding = (
  optional: readonly take.Parameter[],
  result: FunctionRow['returns'],
  duckForm: Form,
): readonly FunctionRow[] => [{ args: [take.text], optional, returns: result, duck: duckForm }]

const bytes = (decoder: Decoder, otherwise: (x: Sql) => Sql, optional: readonly take.Parameter[] = []) =>
  decoding(optional, binary(), (args, facts) => decoder(args, facts, otherwise))
const strings = (decoder: Decoder, otherwise: (x: Sql) => Sql, optional: readonly take.Parameter[] = []) =>
  decoding(optional, textType(), (args, facts) => duck`decode(${decoder(args, facts, otherwise)})`)
/** Bytes that are no UTF-8 give NULL as well. */
const tryStrings = (decoder: Decoder, optional: readonly take.Parameter[] = []) =>
  decoding(optional, textType(), (args, facts) =>
    once(
      [decoder(args, facts, nothing)],
      [false],
      (bytes = none) =>
        duck`CASE WHEN encode(decode(${bytes}, 'ignore')) = ${bytes} THEN decode(${bytes}, 'ignore') END`,
    ),
  )

const letters = [take.constantText]

/** https://docs.snowflake.com/en/sql-reference/functions-string: encoding and decoding. */
export const encoding: Chapter = {
  BASE64_ENCODE: [base64Encode(take.text, (x) => duck`encode(${x})`), base64Encode(take.binary, (x) => x)],
  BASE64_DECODE_STRING: strings(fromBase64, illegalBase64, letters),
  BASE64_DECODE_BINARY: bytes(fromBase64, illegalBase64, letters),
  TRY_BASE64_DECODE_STRING: tryStrings(fromBase64, letters),
  TRY_BASE64_DECODE_BINARY: bytes(fromBase64, nothing, letters),
  HEX_ENCODE: [
    hexEncode(take.text, (x) => duck`hex(encode(${x}))`),
    hexEncode(take.binary, (x) => duck`hex(${x})`),
  ],
  HEX_DECODE_STRING: strings(fromHex, illegal),
  HEX_DECODE_BINARY: bytes(fromHex, illegal),
  TRY_HEX_DECODE_STRING: tryStrings(fromHex),
  TRY_HEX_DECODE_BINARY: bytes(fromHex, nothing),
}
