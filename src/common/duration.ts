/** Milliseconds of the units that a duration is written in; the key is the unit's first letters, lower case. */
const units: Readonly<Record<string, number>> = {
  ms: 1,
  millisecond: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  w: 604_800_000,
  week: 604_800_000,
}

/** Milliseconds of one `unit` (`day`, `HOURS`, `m`), or undefined for a word that is no unit of time. */
export function unitMilliseconds(unit: string): number | undefined {
  const word = unit.toLowerCase()
  return units[word] ?? (word.length > 3 && word.endsWith('s') ? units[word.slice(0, -1)] : undefined)
}

/** Milliseconds of `30 days`, `1 MINUTE`, `90s` or `1 day 12 hours`; undefined where the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi)]
  const leftover = text.replaceAll(/\d+(?:\.\d+)?\s*[a-z]+/gi, '').replaceAll(/[\s,]/g, '')
  if (parts.length === 0 || leftover !== '') return undefined
  let total = 0
  for (const [, count = '', unit = ''] of parts) {
    const size = unitMilliseconds(unit)
    if (size === undefined) return undefined
    total += Number(count) * size
  }
  return Math.round(total)
}
