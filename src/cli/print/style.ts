import type { Output } from '../world.ts'

/** Colours for a terminal; plain text elsewhere. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
}

/** The style that suits `output`. */
export function styleOf(output: Output): Style {
  const paint = (code: number) => (text: string) =>
    output.isTerminal ? `\u001B[${code}m${text}\u001B[0m` : text
  return { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32), yellow: paint(33) }
}
