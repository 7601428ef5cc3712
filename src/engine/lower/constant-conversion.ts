import type { Convert } from '../bind/expression-tree.ts'
import { duck, text, type Sql } from '../duck/sql.ts'
import type { SessionFacts } from '../functions/row.ts'

const date = /^(\d{4})-(\d{2})-(\d{2})$/
const timestamp = /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?)?$/

/**
 * A literal such as '2024-03-01' where a date or timestamp is wanted, as DuckDB's constant; undefined for any other conversion. What reads texts
 * may fail, so DuckDB would evaluate it for each row, and could not pass over row groups by their smallest and largest values.
 */
export function constantConversion({ operand, type }: Convert, session: SessionFacts): Sql | undefined {
  if (operand.kind !== 'Constant' || operand.type.kind !== 'VARCHAR' || operand.value === null)
    return undefined
  const { value } = operand
  if (type.kind === 'DATE' && isAutomatic(session, 'DATE_INPUT_FORMAT') && isDate(value))
    return duck`CAST(${text(value)} AS DATE)`
  const day = timestamp.exec(value)?.[1]
  if (type.kind === 'TIMESTAMP_NTZ' && type.precision >= 6 && day !== undefined && isDate(day))
    return isAutomatic(session, 'TIMESTAMP_INPUT_FORMAT')
      ? duck`CAST(${text(value)} AS TIMESTAMP)`
      : undefined
  return undefined
}

function isAutomatic(session: SessionFacts, parameter: string): boolean {
  const format = session.parameter(parameter)
  return format === '' || format.toUpperCase() === 'AUTO'
}

function isDate(value: string): boolean {
  const [, year = '', month = '', day = ''] = date.exec(value) ?? []
  const [m, d] = [Number(month), Number(day)]
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0)
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return Number(year) > 0 && m >= 1 && d >= 1 && d <= (days[m - 1] ?? 0)
}
