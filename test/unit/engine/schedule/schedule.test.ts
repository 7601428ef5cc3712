import { expect, test } from 'vitest'
import { nextRun, parseSchedule } from '../../../../src/engine/schedule/schedule.ts'

const minute = 60_000

test.each([
  ['60 MINUTE', 60 * minute],
  ['5 minutes', 5 * minute],
  ['10 m', 10 * minute],
  ['1 HOUR', 60 * minute],
  ['10 SECONDS', 10_000],
  ['11520 MINUTES', 11_520 * minute],
])('%s', (text, milliseconds) => {
  expect(parseSchedule(text)).toEqual({ kind: 'Interval', milliseconds })
})

test('cron keeps its zone', () => {
  expect(parseSchedule('using cron 0 9 1 * * America/New_York')).toMatchObject({
    kind: 'Cron',
    zone: 'America/New_York',
  })
})

test.each([
  '0 MINUTE',
  '5 SECONDS',
  '9 DAYS',
  '1.5 HOURS',
  'daily',
  '',
  '11521 MINUTES',
  'USING CRON 61 * * * * UTC',
])('%j is refused', (text) => {
  expect(() => parseSchedule(text)).toThrow(expect.objectContaining({ code: 'INVALID_SCHEDULE' }))
})

test('an interval counts from the time of RESUME', () => {
  const schedule = parseSchedule('10 MINUTES')
  const base = 3 * minute
  expect(nextRun(schedule, base, base)).toBe(13 * minute)
  expect(nextRun(schedule, base, 12 * minute)).toBe(13 * minute)
  expect(nextRun(schedule, base, 13 * minute)).toBe(23 * minute)
  expect(nextRun(schedule, base, 40 * minute)).toBe(43 * minute)
})
