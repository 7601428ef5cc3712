import { duck, type Sql } from '../duck/sql.ts'
import { withPrecision } from '../functions/fraction.ts'
import { once } from '../functions/once.ts'
import { instantOfTz, localOf, localOfTz, sessionZone, tzOf } from '../functions/zone.ts'
import type { Conversion } from './conversion.ts'

/** DATE, TIME or a timestamp as another of them: by way of the local time, or of the instant. */
export function fromTemporal(value: Sql, conversion: Conversion): Sql {
  const { from, to } = conversion
  const digits = 'precision' in from ? from.precision : 0
  const converted = from.kind === to.kind ? value : inOtherKind(value, conversion)
  return 'precision' in to && to.precision < digits ? withPrecision(converted, to) : converted
}

function inOtherKind(value: Sql, conversion: Conversion): Sql {
  const { from, to } = conversion
  switch (to.kind) {
    case 'DATE':
      return duck`CAST(${local(value, conversion)} AS DATE)`
    case 'TIME':
      return duck`CAST(${local(value, conversion)} AS TIME)`
    case 'TIMESTAMP_NTZ':
      return local(value, conversion)
    case 'TIMESTAMP_LTZ':
      return instant(value, conversion)
    case 'TIMESTAMP_TZ': {
      const zone = sessionZone(conversion.session)
      const at = instant(value, conversion)
      return once([at], [false], (x = at) => tzOf(x, zone))
    }
    case 'ARRAY':
    case 'BINARY':
    case 'BOOLEAN':
    case 'FLOAT':
    case 'NUMBER':
    case 'OBJECT':
    case 'VARCHAR':
    case 'VARIANT':
      break
  }
  throw new Error(`Snowmelt bug: no conversion from ${from.kind} to ${to.kind}`)
}

function local(value: Sql, { from, session, atomic }: Conversion): Sql {
  if (from.kind === 'TIMESTAMP_LTZ') return localOf(value, sessionZone(session))
  if (from.kind === 'TIMESTAMP_TZ') return once([value], [atomic], (x = value) => localOfTz(x))
  return duck`CAST(${value} AS TIMESTAMP)`
}

function instant(value: Sql, { from, session }: Conversion): Sql {
  if (from.kind === 'TIMESTAMP_LTZ') return value
  if (from.kind === 'TIMESTAMP_TZ') return duck`timezone('UTC', ${instantOfTz(value)})`
  return duck`timezone(${sessionZone(session)}, CAST(${value} AS TIMESTAMP))`
}
