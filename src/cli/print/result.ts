import type { Result } from '../../account/result.ts'
import type { Output } from '../world.ts'
import { styleOf } from './style.ts'
import { tableText } from './table.ts'

/** A result as a table and its number of rows; the one cell `status` of DDL as a line. */
export function resultText(result: Result, output: Output): string {
  const [only] = result.columns
  const [row] = result.rows
  if (result.columns.length === 1 && only?.name === 'status' && result.rows.length === 1)
    return `${row?.[0] ?? ''}\n`
  const columns = result.columns.map((column) => ({
    name: column.name,
    right: column.type.kind === 'NUMBER' || column.type.kind === 'FLOAT',
  }))
  const count = result.rows.length === 1 ? '1 row' : `${result.rows.length} rows`
  return `${tableText(columns, result.rows, output)}${styleOf(output).dim(count)}\n\n`
}

/** A result as CSV with a header. NULL is an empty field, an empty text is "". */
export function csvText(result: Result): string {
  const lines = [
    result.columns.map((column) => field(column.name)),
    ...result.rows.map((row) => row.map(field)),
  ]
  return lines.map((line) => `${line.join(',')}\n`).join('')
}

function field(value: string | null): string {
  if (value === null) return ''
  return value === '' || /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
