import { styleOf } from './style.ts'
import type { Output } from '../world.ts'

/** One column of a printed table. Numbers stand right. */
export interface TableColumn {
  readonly name: string
  readonly right?: boolean
}

/** Rows under their headings, columns aligned; a NULL is shown as such, dimmed. */
export function tableText(
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | null)[])[],
  output: Output,
): string {
  const style = styleOf(output)
  const cells = rows.map((row) => row.map((value) => (value === null ? 'NULL' : oneLine(value))))
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.name), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  )
  const pad = (value: string, index: number) => {
    const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(value)))
    return columns[index]?.right === true ? gap + value : value + gap
  }
  const heading = columns.map((column, index) => style.bold(pad(column.name, index))).join('  ')
  const rule = style.dim(widths.map((width) => '─'.repeat(width)).join('  '))
  const lines = cells.map((row, at) =>
    row
      .map((value, index) => (rows[at]?.[index] === null ? style.dim(pad(value, index)) : pad(value, index)))
      .join('  '),
  )
  return [heading, rule, ...lines].map((line) => `${line.trimEnd()}\n`).join('')
}

/** Line breaks and tabs inside a value would break the table. */
function oneLine(value: string): string {
  return value.replaceAll('\r', '␍').replaceAll('\n', '␊').replaceAll('\t', '␉')
}

/** What a person sees as one character counts as one. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function displayWidth(text: string): number {
  return Array.from(graphemes.segment(text)).length
}
