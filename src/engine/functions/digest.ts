import { duck, type Sql } from '../duck/sql.ts'
import { binary, number, text as textType } from '../types/standard.ts'
import type { DataType } from '../types/data-type.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, FunctionRow } from './row.ts'
import { sha2Digits } from './sha2.ts'

type Digest = (message: Sql) => Sql

/** The digest of a text, or of bytes. */
const digest = (form: Digest, returns: DataType): readonly FunctionRow[] =>
  [take.text, take.binary].map((input) => ({
    args: [input],
    returns,
    duck: (args) => form(at(args, 0)),
  }))

const bytes = (form: Digest, returns: DataType = binary()) =>
  digest((message) => duck`unhex(${form(message)})`, returns)

const md5: Digest = (message) => duck`md5(${message})`
const sha1: Digest = (message) => duck`sha1(${message})`

/** 64 of the 128 bits as a whole number without sign. */
const half = (side: Sql) =>
  digest(
    (message) => duck`CAST(CAST('0x' || ${side}(md5(${message}), 16) AS UBIGINT) AS HUGEINT)`,
    number(38, 0),
  )

/** https://docs.snowflake.com/en/sql-reference/functions/sha2 */
const sha2 = (finish: (digits: Sql) => Sql, returns: DataType): readonly FunctionRow[] =>
  [take.text, take.binary].map((input, index) => ({
    args: [input],
    optional: [{ ...take.constantInteger, only: ['224', '256', '384', '512'] }],
    returns,
    duck: (args: readonly Sql[], facts: CallFacts) => {
      const size = facts.constants[1] ?? '256'
      if (size === '256') return finish(duck`sha256(${at(args, 0)})`)
      const message = index === 0 ? duck`encode(${at(args, 0)})` : at(args, 0)
      return once(
        [message],
        [false],
        (x = message) => duck`CASE WHEN ${x} IS NOT NULL THEN ${finish(sha2Digits(x, Number(size)))} END`,
      )
    },
  }))

const hexText = sha2((digits) => digits, textType())
const md5Text = digest(md5, textType())
const sha1Text = digest(sha1, textType())

/** https://docs.snowflake.com/en/sql-reference/functions-string: checksums. */
export const digests: Chapter = {
  MD5: md5Text,
  MD5_HEX: md5Text,
  MD5_BINARY: bytes(md5, binary()),
  MD5_NUMBER_LOWER64: half(duck`right`),
  MD5_NUMBER_UPPER64: half(duck`left`),
  SHA1: sha1Text,
  SHA1_HEX: sha1Text,
  SHA1_BINARY: bytes(sha1, binary()),
  SHA2: hexText,
  SHA2_HEX: hexText,
  SHA2_BINARY: sha2((digits) => duck`unhex(${digits})`, binary()),
}
