import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import { floatText } from '../functions/float-text.ts'
import { once } from '../functions/once.ts'
import type { SessionFacts } from '../functions/row.ts'
import { formatted } from '../functions/temporal-format.ts'
import { localOf, localOfTz, offsetOf, sessionZone } from '../functions/zone.ts'
import type { DataType, NumberType } from '../types/data-type.ts'

const plain = (_type: DataType, value: Sql): Sql => duck`CAST(${value} AS VARCHAR)`

/** Keys in order, as Snowflake keeps them. */
function document(_type: DataType, value: Sql, _session: SessionFacts, atomic: boolean): Sql {
  return once([value], [atomic], (x = value) => duck`snow_json_sorted(${x})`)
}

/** How each type is written under the session's formats. https://docs.snowflake.com/en/sql-reference/date-time-input-output */
const writers: ByKind<DataType, [Sql, SessionFacts, boolean], Sql> = {
  NULL: (_type, value) => duck`CAST(${value} AS VARCHAR)`,
  NUMBER: (type, value) => plain(type, withWholeDigit(value, type)),
  FLOAT: (_type, value, _session, atomic) => floatText(value, atomic),
  VARCHAR: (_type, value) => value,
  BINARY: (_type, value, session) =>
    session.parameter('BINARY_OUTPUT_FORMAT').toUpperCase() === 'BASE64'
      ? duck`to_base64(${value})`
      : duck`hex(${value})`,
  BOOLEAN: plain,
  DATE: (_type, value, session) => {
    const format = sessionFormat(session, 'DATE_OUTPUT_FORMAT')
    return format === 'YYYY-MM-DD' ? duck`CAST(${value} AS VARCHAR)` : formatted(value, format)
  },
  TIME: (_type, value, session) =>
    formatted(duck`(DATE '1970-01-01' + ${value})`, sessionFormat(session, 'TIME_OUTPUT_FORMAT')),
  TIMESTAMP_NTZ: (_type, value, session) => formatted(value, timestampFormat(session, 'NTZ')),
  TIMESTAMP_LTZ: (_type, value, session, atomic) => {
    const zone = sessionZone(session)
    return once([value], [atomic], (instant = value) =>
      formatted(localOf(instant, zone), timestampFormat(session, 'LTZ'), offsetOf(instant, zone)),
    )
  },
  TIMESTAMP_TZ: (_type, value, session, atomic) =>
    once([value], [atomic], (tz = value) =>
      formatted(localOfTz(tz), timestampFormat(session, 'TZ'), duck`struct_extract(${tz}, 'offset')`),
    ),
  VARIANT: document,
  OBJECT: document,
  ARRAY: document,
}

/** DuckDB writes a DECIMAL without digits before the point as `.5`; with room for one, as `0.5`. */
export function withWholeDigit(value: Sql, type: NumberType): Sql {
  if (type.form !== 'DECIMAL' || type.precision > type.scale) return value
  return duck`CAST(${value} AS DECIMAL(${integer(type.scale + 1)}, ${integer(type.scale)}))`
}

/** The text of a value in a result. */
export function resultText(value: Sql, type: DataType, atomic: boolean, session: SessionFacts): Sql {
  return dispatch(writers, type, value, session, atomic)
}

/** AUTO stands for the format that Snowflake uses where none is set. */
const automatic: Readonly<Record<string, string>> = {
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
}

export function sessionFormat(session: SessionFacts, name: string): string {
  const format = session.parameter(name)
  return format === '' || format.toUpperCase() === 'AUTO'
    ? (automatic[name] ?? 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM')
    : format
}

/** TIMESTAMP_LTZ and _TZ without a format of their own follow TIMESTAMP_OUTPUT_FORMAT. */
export function timestampFormat(session: SessionFacts, kind: 'NTZ' | 'LTZ' | 'TZ'): string {
  const own = session.parameter(`TIMESTAMP_${kind}_OUTPUT_FORMAT`)
  if (own !== '' && own.toUpperCase() !== 'AUTO') return own
  const general = session.parameter('TIMESTAMP_OUTPUT_FORMAT')
  if (general !== '' && general.toUpperCase() !== 'AUTO') return general
  return kind === 'NTZ' ? 'YYYY-MM-DD HH24:MI:SS.FF3' : 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM'
}
