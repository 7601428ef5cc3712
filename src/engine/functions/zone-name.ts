import { fail } from '../../common/errors.ts'
import type { CallFacts } from './row.ts'

/** The names of three letters that the IANA database has; DuckDB knows others of ICU's, such as PST. */
const short: ReadonlySet<string> = new Set([
  'CET', 'EET', 'EST', 'GMT', 'HST', 'MET', 'MST', 'PRC', 'ROC', 'ROK', 'UCT', 'UTC', 'WET',
]) // prettier-ignore

/**
 * Zones given by name are those of the IANA database, as they are written there: `utc` and `PDT` are none.
 * https://docs.snowflake.com/en/sql-reference/functions/convert_timezone#usage-notes
 */
export function checkZoneNames(facts: CallFacts, places: number): void {
  for (const name of facts.constants.slice(0, places))
    if (typeof name === 'string' && !isZoneName(name)) fail('UNKNOWN_TIME_ZONE', { zone: name })
}

function isZoneName(name: string): boolean {
  if (/^[A-Z]{3}$/.test(name)) return short.has(name)
  if (!/^[A-Z]/.test(name)) return false
  const known = canonical(name)
  return known !== undefined && (known === name || known.toLowerCase() !== name.toLowerCase())
}

/** The name that ICU gives the zone; it knows names in any case. */
function canonical(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
