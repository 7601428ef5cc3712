import { parseArgs, type ParseArgsConfig } from 'node:util'
import { parseDuration } from '../common/duration.ts'
import { fail } from '../common/errors.ts'
import type { World } from './world.ts'

/** An option of a command: how it is written and what it does, from which `--help` and the parser are made. */
export interface Option {
  readonly name: string
  readonly short?: string
  /** Shown after the name for an option that takes a value: `--lake DIR`. Absent for a flag. */
  readonly value?: string
  readonly multiple?: boolean
  readonly text: string
}

export interface Command {
  readonly name: string
  /** What may follow the name: `[dir]`. */
  readonly operands?: string
  readonly summary: string
  /** A few sentences above the options. */
  readonly teaches: string
  readonly options: readonly Option[]
  readonly examples: readonly { readonly line: string; readonly does: string }[]
  /** Works until it is stopped: Ctrl-C is then its proper end. */
  readonly untilStopped?: boolean
  /** Returns the exit code. */
  run(input: Input, world: World): Promise<number>
}

/** A command's arguments, checked against its options. */
export interface Input {
  readonly operands: readonly string[]
  flag(name: string): boolean
  text(name: string): string | undefined
  /** Every value of an option that may be repeated, with the order among all options kept in `order`. */
  texts(name: string): readonly string[]
  /** Names and values in the order given. */
  readonly order: readonly { readonly name: string; readonly value: string | undefined }[]
}

/** Every command takes these. */
export const commonOptions: readonly Option[] = [
  { name: 'json', text: 'print one JSON object a line instead of text' },
  { name: 'help', short: 'h', text: 'show this help' },
]

/** Reads `args` by the options of `command`. Throws USAGE when they do not fit. */
export function readInput(command: Command, args: readonly string[]): Input {
  const options = [...command.options, ...commonOptions]
  const config: NonNullable<ParseArgsConfig['options']> = {}
  for (const option of options) {
    config[option.name] = {
      type: option.value === undefined ? 'boolean' : 'string',
      multiple: option.multiple ?? false,
      ...(option.short === undefined ? {} : { short: option.short }),
    }
  }
  try {
    const parsed = parseArgs({ args: [...args], options: config, allowPositionals: true, tokens: true })
    if (command.operands === undefined && parsed.positionals[0] !== undefined) {
      fail('USAGE', { problem: `snowmelt ${command.name} takes no '${parsed.positionals[0]}'` })
    }
    const value = (name: string) => parsed.values[name]
    return {
      operands: parsed.positionals,
      flag: (name) => value(name) === true,
      text: (name) => {
        const found = value(name)
        return typeof found === 'string' ? found : undefined
      },
      texts: (name) => {
        const found = value(name)
        return Array.isArray(found) ? found.map(String) : []
      },
      order: parsed.tokens.flatMap((token) =>
        token.kind === 'option' ? [{ name: token.name, value: token.value }] : [],
      ),
    }
  } catch (error) {
    if (error instanceof TypeError)
      fail('USAGE', { problem: `snowmelt ${command.name}: ${firstSentence(error.message)}` })
    throw error
  }
}

/** parseArgs explains itself at length after its first sentence. */
function firstSentence(message: string): string {
  return message.split(/\. (?=[A-Z])/)[0] ?? message
}

/** The milliseconds of an option such as `--for '2 days'`, undefined when it was not given. Throws USAGE. */
export function durationOf(input: Input, name: string): number | undefined {
  const given = input.text(name)
  if (given === undefined) return undefined
  return (
    parseDuration(given) ??
    fail('USAGE', { problem: `--${name} wants a duration like '2 days' or '90 minutes', not '${given}'` })
  )
}
