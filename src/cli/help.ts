import { commonOptions, type Command, type Option } from './command.ts'

/** The help of one command: what it is for, how it is written, and examples to copy. */
export function commandHelp(command: Command): string {
  const operands = command.operands === undefined ? '' : ` ${command.operands}`
  return [
    `snowmelt ${command.name}${operands} [options]`,
    '',
    ...wrap(command.teaches, 78).map((line) => `  ${line}`),
    '',
    'Options',
    ...optionLines([...command.options, ...commonOptions]),
    '',
    'Examples',
    ...command.examples.flatMap(({ line, does }) => [`  ${line}`, `      ${does}`]),
    '',
  ].join('\n')
}

/** The help of the whole program. */
export function programHelp(commands: readonly Pick<Command, 'name' | 'summary'>[], version: string): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  return [
    `snowmelt ${version} — run, test and trust an S3 to Snowflake pipeline on one machine`,
    '',
    'snowmelt COMMAND [options]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'A first pipeline, in three lines',
    '  snowmelt init my-pipeline',
    '  cd my-pipeline',
    '  snowmelt run',
    '',
    'snowmelt COMMAND --help teaches a command by example.',
    '',
  ].join('\n')
}

function optionLines(options: readonly Option[]): readonly string[] {
  const heads = options.map((option) => {
    const short = option.short === undefined ? '' : `-${option.short}, `
    const value = option.value === undefined ? '' : ` ${option.value}`
    return `${short}--${option.name}${value}`
  })
  const width = Math.max(...heads.map((head) => head.length))
  return options.flatMap((option, index) => {
    const [first = '', ...rest] = wrap(option.text, 90 - width)
    const head = heads[index] ?? ''
    return [`  ${head.padEnd(width)}  ${first}`, ...rest.map((line) => `  ${' '.repeat(width)}  ${line}`)]
  })
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
