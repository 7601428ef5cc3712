import { SnowmeltError } from '../../common/errors.ts'
import type { World } from '../world.ts'
import { styleOf } from './style.ts'

/** Prints an error to the error output (as JSON to the output when asked). Returns the exit code. */
export function reportError(error: unknown, json: boolean, world: World): number {
  if (!(error instanceof SnowmeltError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    world.errors.write(`This is a bug of Snowmelt, not of yours. Nothing half done was kept.\n${text}\n`)
    return 70
  }
  if (json) world.out.write(`${JSON.stringify({ error: errorJson(error) })}\n`)
  else world.errors.write(errorText(error, world))
  return error.code === 'USAGE' ? 2 : 1
}

/** The fields of an error as `--json` prints them. */
export function errorJson(error: SnowmeltError): Readonly<Record<string, string | number>> {
  return {
    code: error.number,
    sqlState: error.sqlState,
    message: error.message,
    ...(error.position === undefined ? {} : { line: error.position.line, column: error.position.column }),
    ...(error.source === undefined ? {} : { file: error.source.name }),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  }
}

/** The error for a person: code, message, the place in the text with a caret, and what to do next. */
export function errorText(
  error: SnowmeltError,
  world: World,
  text?: { readonly name: string; readonly text: string },
): string {
  const style = styleOf(world.errors)
  const lines = [`${style.red(style.bold(`${error.number} (${error.sqlState})`))} ${error.message}`]
  const source = error.source ?? text
  if (error.position !== undefined && source !== undefined)
    lines.push(...excerpt(source, error.position, style))
  if (error.hint !== undefined) lines.push(`${style.dim('→')} ${error.hint}`)
  return `${lines.join('\n')}\n`
}

function excerpt(
  source: { readonly name: string; readonly text: string },
  position: { readonly line: number; readonly column: number },
  style: ReturnType<typeof styleOf>,
): readonly string[] {
  const line = source.text.split('\n')[position.line - 1] ?? ''
  // A very long line is shown around the place.
  const from = Math.max(0, position.column - 61)
  const shown = line.slice(from, from + 120)
  const gutter = `${position.line} | `
  return [
    style.dim(`  ${source.name}:${position.line}:${position.column}`),
    `  ${style.dim(gutter)}${shown}`,
    `  ${' '.repeat(gutter.length)}${' '.repeat(Math.max(0, position.column - 1 - from))}${style.red('^')}`,
  ]
}
