import type { Ledger } from '../../project/run/ledger.ts'
import type { Output } from '../world.ts'
import { styleOf } from './style.ts'
import { tableText } from './table.ts'

/** The ledger for a person; `seconds` is how long the run took, where it is about one run. */
export function ledgerText(ledger: Ledger, seconds: number | undefined, output: Output): string {
  const style = styleOf(output)
  return [
    `${style.bold('Rows')}\n`,
    ledger.tables.length === 0 ? 'No file was loaded.\n' : rowsTable(ledger, output),
    `\n${style.bold('Task runs')}\n`,
    ledger.tasks.length === 0 ? 'No task ran.\n' : tasksTable(ledger, output),
    '\n',
    seconds === undefined ? '' : speed(ledger, seconds),
    verdict(ledger, output),
  ].join('')
}

/** Every rejected row's fate: which file, which line, why, and how many like it. */
export function rejectsText(ledger: Ledger, output: Output): string {
  if (ledger.rejects.length === 0) return 'No row was rejected.\n'
  return tableText(
    [
      { name: 'table' },
      { name: 'file' },
      { name: 'rows', right: true },
      { name: 'first line', right: true },
      { name: 'reason' },
    ],
    ledger.rejects.map((row) => [row.table, row.file, grouped(row.rows), row.line, shortened(row.reason)]),
    output,
  )
}

/** True when every row is accounted for and no task failed. */
export function isClean(ledger: Ledger): boolean {
  return ledger.balances && ledger.tasks.every((task) => task.failed === 0)
}

function rowsTable(ledger: Ledger, output: Output): string {
  const counts = ['files', 'parsed', 'loaded', 'rejected', 'skipped'] as const
  return tableText(
    [{ name: 'table' }, ...counts.map((name) => ({ name, right: true }))],
    ledger.tables.map((row) => [row.table, ...counts.map((name) => grouped(row[name]))]),
    output,
  )
}

function tasksTable(ledger: Ledger, output: Output): string {
  return tableText(
    [
      { name: 'task' },
      { name: 'succeeded', right: true },
      { name: 'failed', right: true },
      { name: 'skipped', right: true },
      { name: 'last error' },
    ],
    ledger.tasks.map((row) => [
      row.task,
      grouped(row.succeeded),
      grouped(row.failed),
      grouped(row.skipped),
      shortened(row.lastError ?? ''),
    ]),
    output,
  )
}

function verdict(ledger: Ledger, output: Output): string {
  const style = styleOf(output)
  const failed = ledger.tasks.filter((task) => task.failed > 0)
  const balance = ledger.balances
    ? style.green('The ledger balances: parsed = loaded + rejected + skipped.')
    : style.red('THE LEDGER DOES NOT BALANCE: rows are missing or counted twice. Do not use these tables.')
  if (failed.length === 0) return `${balance}\n`
  return `${balance}\n${style.red(`Tasks failed: ${failed.map((task) => task.task).join(', ')}.`)}\n`
}

/** Digits in groups of three. */
export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

function speed(ledger: Ledger, seconds: number): string {
  const parsed = ledger.tables.reduce((sum, table) => sum + table.parsed, 0)
  return `${grouped(parsed)} rows in ${seconds.toFixed(1)} s, ${grouped(Math.round(parsed / Math.max(seconds, 0.001)))} rows/s\n`
}
