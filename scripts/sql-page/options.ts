import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { formatOptions, type FormatOption } from '../../src/engine/catalog/objects/file-format-options.ts'
import { sessionParameters } from '../../src/engine/session-parameters.ts'
import { code, list, table } from './markdown.ts'

/** The options of each type of file with what they take. */
export function formatSections(): string {
  return Object.entries(formatOptions)
    .map(([type, options]) => {
      const rows = Object.entries(options).map(([name, option]) => [
        code(name),
        takes(option),
        written(option),
      ])
      return `### ${type}\n\n${table(['option', 'takes', 'default'], rows)}`
    })
    .join('\n')
}

function takes(option: FormatOption): string {
  switch (option.kind) {
    case 'Choice':
      return option.of.length > 12 ? `one of ${option.of.length} names` : list(option.of)
    case 'Integer':
      return `a whole number from ${option.minimum}`
    case 'Boolean':
      return 'TRUE, FALSE'
    case 'Character':
      return 'a character or NONE'
    case 'List':
      return 'a list of texts'
    case 'Text':
      return 'a text'
  }
}

function written(option: FormatOption): string {
  if (option.kind === 'List') return code(`(${option.default.map((text) => `'${text}'`).join(', ')})`)
  if (option.kind === 'Text' || option.kind === 'Character')
    return code(JSON.stringify(option.default).replace(/^"(.*)"$/, "'$1'"))
  return code(String(option.default).toUpperCase())
}

/** The options of COPY INTO, as the files that take them name them. */
export function copySection(): string {
  const load = resolve(import.meta.dirname, '../../src/engine/load')
  const taken = [
    ...readFileSync(`${load}/options.ts`, 'utf8').matchAll(/\b(?:properties\.\w+|flag)\('([A-Z_]+)'/g),
  ]
  const names = new Set(['FILE_FORMAT', ...taken.flatMap(([, name]) => name ?? [])])
  return `${list([...names].sort())}\n`
}

/** Every session parameter with its default. */
export function parameterSection(): string {
  const rows = sessionParameters.map((parameter) => [
    code(parameter.name),
    parameter.default === '' ? '' : code(parameter.default),
  ])
  return table(['parameter', 'default'], rows)
}
