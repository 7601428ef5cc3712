import type { Instant } from '../../common/clock.ts'

/** `2026-01-04 16:00:00.000 -0800`: a moment as a TIMESTAMP_LTZ is written under the default output format. */
export function timestampText(instant: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).formatToParts(instant)
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? ''
  const [year, month, day] = [part('year').padStart(4, '0'), part('month'), part('day')]
  const [hour, minute, second, fraction] = ['hour', 'minute', 'second', 'fractionalSecond'].map(part)
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  const offset = Math.round((local + Number(fraction) - instant) / 60_000)
  const sign = offset < 0 ? '-' : '+'
  const zoneHours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0')
  const zoneMinutes = String(Math.abs(offset) % 60).padStart(2, '0')
  return `${year}-${month}-${day} ${hour}:${minute}:${second}.${fraction} ${sign}${zoneHours}${zoneMinutes}`
}
