import type { Instant } from '../../common/clock.ts'

const dayLength = 86_400_000
const digits = (value: number, length: number) => String(value).padStart(length, '0')

/** The instant in UTC: `2024-01-31 10:11:12.345`. */
export function instantText(instant: Instant): string {
  const day = Math.floor(instant / dayLength)
  const rest = instant - day * dayLength
  const [year, month, date] = civil(day)
  const clock = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1000) % 60]
  const time = clock.map((part) => digits(part, 2)).join(':')
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)} ${time}.${digits(Math.floor(rest) % 1000, 3)}`
}

/** Year, month and day of a day number since 1970. https://howardhinnant.github.io/date_algorithms.html#civil_from_days */
function civil(day: number): readonly [number, number, number] {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date]
}
