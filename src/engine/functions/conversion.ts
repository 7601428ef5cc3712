import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, text as literal, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { valueType } from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import type { CallFacts, Chapter, Form } from './row.ts'
import { formatPieces, formatted, inputFormats } from './temporal-format.ts'
import { localOf, localOfTz, offsetOf, sessionZone } from './zone.ts'

const special = { special: true } as const

/** Names of functions that convert to one type; their binders decide by the arguments. */
const names = [
  'TO_VARCHAR', 'TO_CHAR', 'TO_NUMBER', 'TO_DECIMAL', 'TO_NUMERIC', 'TO_DOUBLE', 'TO_BOOLEAN', 'TO_DATE', 'DATE', 'TO_TIME',
  'TIME', 'TO_TIMESTAMP', 'TO_TIMESTAMP_NTZ', 'TO_TIMESTAMP_LTZ', 'TO_TIMESTAMP_TZ', 'TO_BINARY', 'TRY_TO_NUMBER',
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
  $epochTimestamp: (args) => duck`make_timestamp(CAST(${at(args, 0)} * 1000000 // ${at(args, 1)} AS BIGINT))`,
  $same: (args) => at(args, 0),
  $rlike: (args) => duck`regexp_full_match(${at(args, 0)}, ${at(args, 1)})`,
  $utf8: (args) => duck`decode(${at(args, 0)})`,
  $encode: (args) => duck`encode(${at(args, 0)})`,
  $fromBase64: (args) => duck`from_base64(${at(args, 0)})`,
  $base64: (args) => duck`to_base64(${at(args, 0)})`,
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

function parseTemporal(args: readonly Sql[], facts: CallFacts, tolerant: boolean): Sql {
  const format = facts.constants[1] ?? ''
  const models = inputFormats(format)
  if (models === undefined) throw new Error('Snowmelt bug: a format that cannot be read')
  const result = duckType(valueType(facts.type))
  return once(args.slice(0, 1), facts.atomic, (x = at(args, 0)) => {
    const parsed = duck`snow_strptime(${x}, [${join(models.map(literal))}])`
    const read = duck`CAST(${hasShortYear(format) ? inCentury(parsed) : parsed} AS ${result})`
    if (tolerant) return read
    const fault = raise('CANNOT_PARSE_TEMPORAL', {
      kind: facts.type.kind === 'DATE' ? 'date' : facts.type.kind === 'TIME' ? 'time' : 'timestamp',
      value: x,
      format,
    })
    return duck`coalesce(${read}, CASE WHEN ${x} IS NULL THEN NULL ELSE ${fault} END)`
  })
}

const hasShortYear = (format: string) =>
  formatPieces(format).some((piece) => 'element' in piece && piece.element === 'YY')

/** Years of two digits begin with 1970 (TWO_DIGIT_CENTURY_START), DuckDB's with 1969. */
function inCentury(timestamp: Sql): Sql {
  return once(
    [timestamp],
    [false],
    (at = timestamp) => duck`CASE WHEN year(${at}) = 1969 THEN ${at} + to_years(100) ELSE ${at} END`,
  )
}
