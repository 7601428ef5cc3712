import { expect, test } from 'vitest'
import { parseCron } from '../../../../src/engine/schedule/cron.ts'

/** The first `count` run times after `from`, in UTC. */
function runs(text: string, from: string, count = 3): string[] {
  const cron = parseCron(text)
  if ('fault' in cron) throw new Error(cron.fault)
  const times: string[] = []
  let at = Date.parse(from)
  while (times.length < count) {
    const next = cron.next(at)
    if (next === undefined) break
    times.push(new Date(next).toISOString().slice(0, 16))
    at = next
  }
  return times
}

test('steps, lists, ranges and names', () => {
  expect(runs('*/15 * * * * UTC', '2026-01-05T00:00:00Z')).toEqual([
    '2026-01-05T00:15',
    '2026-01-05T00:30',
    '2026-01-05T00:45',
  ])
  expect(runs('5,35 8-9 * * MON UTC', '2026-01-05T00:00:00Z', 5)).toEqual([
    '2026-01-05T08:05',
    '2026-01-05T08:35',
    '2026-01-05T09:05',
    '2026-01-05T09:35',
    '2026-01-12T08:05',
  ])
  expect(runs('0 0 1 jan,JUL * UTC', '2026-01-05T00:00:00Z', 2)).toEqual([
    '2026-07-01T00:00',
    '2027-01-01T00:00',
  ])
})

test('4/3 in the month counts from April within each year', () => {
  expect(runs('0 0 1 4/3 * UTC', '2026-01-05T00:00:00Z', 4)).toEqual([
    '2026-04-01T00:00',
    '2026-07-01T00:00',
    '2026-10-01T00:00',
    '2027-04-01T00:00',
  ])
})

test('L is the last day of the month, 5L the last Friday, L alone Saturday', () => {
  expect(runs('0 0 L * * UTC', '2026-01-05T00:00:00Z', 2)).toEqual(['2026-01-31T00:00', '2026-02-28T00:00'])
  expect(runs('0 0 * * 5L UTC', '2026-01-05T00:00:00Z', 2)).toEqual(['2026-01-30T00:00', '2026-02-27T00:00'])
  expect(runs('0 0 * * L UTC', '2026-01-05T00:00:00Z', 2)).toEqual(['2026-01-10T00:00', '2026-01-17T00:00'])
})

test('a day of the month and a day of the week are alternatives', () => {
  expect(runs('0 0 10-11 * TUE UTC', '2026-01-05T00:00:00Z', 4)).toEqual([
    '2026-01-06T00:00',
    '2026-01-10T00:00',
    '2026-01-11T00:00',
    '2026-01-13T00:00',
  ])
})

test('a time that the spring change leaves out is not run that day', () => {
  expect(runs('0 2 * * * America/Los_Angeles', '2026-03-07T20:00:00Z', 2)).toEqual([
    '2026-03-09T09:00',
    '2026-03-10T09:00',
  ])
})

test('a time that the autumn change repeats is run twice', () => {
  expect(runs('0 1 * * * America/Los_Angeles', '2026-10-31T20:00:00Z')).toEqual([
    '2026-11-01T08:00',
    '2026-11-01T09:00',
    '2026-11-02T09:00',
  ])
})

test('the local hour stays through a change of the clocks', () => {
  expect(runs('15 9 * * * America/New_York', '2026-03-07T00:00:00Z')).toEqual([
    '2026-03-07T14:15',
    '2026-03-08T13:15',
    '2026-03-09T13:15',
  ])
})

test('seconds of the instant do not matter', () => {
  expect(runs('0 0 * * * UTC', '2026-01-05T00:00:05Z', 1)).toEqual(['2026-01-06T00:00'])
})

test('a date that never comes has no next run', () => {
  expect(runs('0 0 30 2 * UTC', '2026-01-05T00:00:00Z')).toEqual([])
})

test.each([
  '61 * * * * UTC',
  '* 24 * * * UTC',
  '* * 32 * * UTC',
  '* * * 13 * UTC',
  '* * * * 7 UTC',
  '* * * * UTC',
  '* * * * * * UTC',
  '? * * * * UTC',
  '* * 15W * * UTC',
  '* * * * 5#2 UTC',
  '* * * * * Mars/Base',
  '* * * * * +02:00',
  '5-1 * * * * UTC',
  '*/0 * * * * UTC',
  '@daily UTC',
])('%s is refused', (text) => {
  expect(parseCron(text)).toHaveProperty('fault')
})
