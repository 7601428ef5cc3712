import { raise } from '../duck/raise.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { valueType } from '../types/standard.ts'
import { readBase64, readHex } from './binary-text.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import type { CallFacts, Chapter, Form } from './row.ts'
import { formatted } from './temporal-format.ts'
import { readTemporal } from './temporal-reading.ts'
import { localOf, localOfTz, offsetOf, sessionZone, tzOf } from './zone.ts'

const special = { special: true } as const

/** Names of functions that convert to one type; their binders decide by the arguments. */
const names = [
  'TO_VARCHAR', 'TO_CHAR', 'TO_NUMBER', 'TO_DECIMAL', 'TO_NUMERIC', 'TO_DOUBLE', 'TO_BOOLEAN', 'TO_DATE', 'DATE', 'TO_TIME',
  'TIME', 'TO_TIMESTAMP', 'TO_TIMESTAMP_NTZ', 'TO_TIMESTAMP_LTZ', 'TO_TIMESTAMP_TZ', 'TO_BINARY', 'TRY_TO_BINARY', 'TRY_TO_NUMBER',
  'TRY_TO_DECIMAL', 'TRY_TO_NUMERIC', 'TRY_TO_DOUBLE', 'TRY_TO_BOOLEAN', 'TRY_TO_DATE', 'TRY_TO_TIME', 'TRY_TO_TIMESTAMP',
  'TRY_TO_TIMESTAMP_NTZ', 'TRY_TO_TIMESTAMP_LTZ', 'TRY_TO_TIMESTAMP_TZ', 'TO_ARRAY', 'TO_OBJECT',
] as const // prettier-ignore

/** https://docs.snowflake.com/en/sql-reference/functions-conversion */
export const conversions: Chapter = Object.fromEntries(names.map((name) => [name, special]))

/** Inner forms: the second argument is a constant format model. */
export const conversionForms: Readonly<Record<string, Form>> = {
  $formatTemporal: (args, facts) =>
    once(args.slice(0, 1), facts.atomic, (value = at(args, 0)) =>
      formatTemporal(value, facts.types[0], facts),
    ),
  $parseTemporal: (args, facts) => parseTemporal(args, facts, false),
  $tryParseTemporal: (args, facts) => parseTemporal(args, facts, true),
  $epochTimestamp: (args, facts) => epochTimestamp(at(args, 0), Number(facts.constants[1] ?? 0), facts),
  $same: (args) => at(args, 0),
  $rlike: (args) => duck`regexp_full_match(${at(args, 0)}, ${at(args, 1)})`,
  $utf8: (args) => duck`decode(${at(args, 0)})`,
  $encode: (args) => duck`encode(${at(args, 0)})`,
  $try_encode: (args) => duck`encode(${at(args, 0)})`,
  $fromHex: binaryReader(readHex, false),
  $try_fromHex: binaryReader(readHex, true),
  $fromBase64: binaryReader(readBase64, false),
  $try_fromBase64: binaryReader(readBase64, true),
  $base64: (args) => duck`to_base64(${at(args, 0)})`,
}

/** Binary data in a text, or the error that it is none; NULL when `tolerant`. */
function binaryReader(read: (x: Sql) => Sql, tolerant: boolean): Form {
  return (args, facts) =>
    once(args.slice(0, 1), facts.atomic, (x = at(args, 0)) => {
      if (tolerant) return read(x)
      const fault = raise(read === readHex ? 'BINARY_NOT_RECOGNIZED' : 'BASE64_NOT_RECOGNIZED', { value: x })
      return duck`coalesce(${read(x)}, CASE WHEN ${x} IS NULL THEN NULL ELSE ${fault} END)`
    })
}

/** A number of seconds, of milliseconds (`scale` 3) and so on since 1970 as an instant. */
function epochTimestamp(value: Sql, scale: number, { type, session }: CallFacts): Sql {
  const microseconds =
    scale <= 6
      ? duck`CAST(${value} * ${integer(10 ** (6 - scale))} AS BIGINT)`
      : duck`CAST(${value} // ${integer(10 ** (scale - 6))} AS BIGINT)`
  const utc = duck`make_timestamp(${microseconds})`
  if (type.kind === 'TIMESTAMP_NTZ') return utc
  const instant = duck`timezone('UTC', ${utc})`
  if (type.kind === 'TIMESTAMP_LTZ') return instant
  return once([instant], [false], (x = instant) => tzOf(x, sessionZone(session)))
}

function formatTemporal(value: Sql, type: DataType | undefined, facts: CallFacts): Sql {
  const format = facts.constants[1] ?? ''
  const zone = sessionZone(facts.session)
  if (type?.kind === 'TIMESTAMP_LTZ') return formatted(localOf(value, zone), format, offsetOf(value, zone))
  if (type?.kind === 'TIMESTAMP_TZ')
    return formatted(localOfTz(value), format, duck`struct_extract(${value}, 'offset')`)
  if (type?.kind === 'TIME') return formatted(duck`(DATE '1970-01-01' + ${value})`, format)
  return formatted(duck`CAST(${value} AS TIMESTAMP)`, format)
}

const kinds: Readonly<Record<string, string>> = { DATE: 'date', TIME: 'time' }

function parseTemporal(args: readonly Sql[], facts: CallFacts, tolerant: boolean): Sql {
  const format = facts.constants[1] ?? ''
  const to = valueType(facts.type)
  return once(args.slice(0, 1), facts.atomic, (x = at(args, 0)) => {
    const read = readTemporal(x, to, format, facts.session)
    if (tolerant) return read
    const fault = raise('CANNOT_PARSE_TEMPORAL', { kind: kinds[to.kind] ?? 'timestamp', value: x, format })
    return duck`coalesce(${read}, CASE WHEN ${x} IS NULL THEN NULL ELSE ${fault} END)`
  })
}
