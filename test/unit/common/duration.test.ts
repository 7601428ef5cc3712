import { expect, test } from 'vitest'
import { parseDuration, unitMilliseconds } from '../../../src/common/duration.ts'

test.each([
  ['30 days', 30 * 86_400_000],
  ['2 hours', 7_200_000],
  ['1 MINUTE', 60_000],
  ['90s', 90_000],
  ['250 ms', 250],
  ['1 day 12 hours', 36 * 3_600_000],
  ['1 week, 1 day', 8 * 86_400_000],
  ['1.5 hours', 5_400_000],
])('%s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})

test.each(['', '30', 'days', '1 fortnight', '1 day and', '-1 day', '1 mss'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test('units are read in either number and case', () => {
  expect(unitMilliseconds('H')).toBe(3_600_000)
  expect(unitMilliseconds('Seconds')).toBe(1000)
  expect(unitMilliseconds('s')).toBe(1000)
  expect(unitMilliseconds('month')).toBeUndefined()
})
