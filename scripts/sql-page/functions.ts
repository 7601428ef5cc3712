import { typeText } from '../../src/account/types.ts'
import type { Parameter } from '../../src/engine/functions/parameters.ts'
import { chapters } from '../../src/engine/functions/registry.ts'
import type { FunctionEntry, FunctionRow } from '../../src/engine/functions/row.ts'
import type { DataType } from '../../src/engine/types/data-type.ts'
import * as types from '../../src/engine/types/standard.ts'
import { bound } from '../../test/unit/engine/query-world.ts'
import { examplesOf, functionLink } from './links.ts'
import { code, linked, table } from './markdown.ts'

const samples: Readonly<Record<Exclude<DataType['kind'], 'NULL'>, DataType>> = {
  NUMBER: types.integer,
  FLOAT: types.float,
  VARCHAR: types.text(),
  BINARY: types.binary(),
  BOOLEAN: types.boolean,
  DATE: types.date,
  TIME: types.time(),
  TIMESTAMP_NTZ: types.timestampNtz(),
  TIMESTAMP_LTZ: types.timestampLtz(),
  TIMESTAMP_TZ: types.timestampTz(),
  VARIANT: types.variant,
  OBJECT: types.object,
  ARRAY: types.array,
}
const all = Object.values(samples)

/** A section for each chapter of the functions. */
export function functionSections(): string {
  return Object.entries(chapters)
    .map(([chapter, functions]) => {
      const rows = Object.entries(functions)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, entry]) => [linked(name, functionLink(name)), signatures(name, entry)])
      return `### ${chapter[0]?.toUpperCase()}${chapter.slice(1)}\n\n${table(['function', 'arguments → result'], rows)}`
    })
    .join('\n')
}

function signatures(name: string, entry: FunctionEntry): string {
  if ('special' in entry) return example(name)
  return entry.map((row) => code(`${name}(${parameters(row)})${over(row)} → ${result(row)}`)).join('<br>')
}

/** A function of a binder of its own: a call of the spec that stands alone, and what it gives. */
function example(name: string): string {
  const calls = examplesOf(name)
  const [first] = calls.flatMap((call) => {
    const type = typeOfCall(call)
    return type === undefined ? [] : [`${call} → ${shown(type)}`]
  })
  const given = first ?? calls[0]
  return given === undefined ? 'as the manual has it' : `e.g. ${code(given)}`
}

function typeOfCall(call: string): DataType | undefined {
  try {
    return bound(`SELECT ${call}`, { tables: {} }).columns[0]?.type
  } catch {
    return undefined
  }
}

function over({ role }: FunctionRow): string {
  return role === 'Window' ? ' OVER (…)' : role === 'Aggregate' ? ' [OVER (…)]' : ''
}

function parameters({ args, optional = [], rest }: FunctionRow): string {
  const required = args.map(accepted).join(', ')
  const more = optional.reduceRight(
    (inner, parameter) => `[, ${accepted(parameter)}${inner && ` ${inner}`}]`,
    '',
  )
  const repeated = rest === undefined ? '' : ` [, ${rest.map(accepted).join(', ')} …]`
  return `${required}${more && ` ${more}`}${repeated}`.trim().replace(/^\[, /, '[')
}

/** What a parameter takes without a conversion. */
function accepted(parameter: Parameter): string {
  if (parameter.only !== undefined)
    return [...new Set(parameter.only.map((text) => `'${text.toUpperCase()}'`))].join(' / ')
  const exact = all.filter((type) => parameter.cost(type) === 0)
  const kinds =
    exact.length === all.length || exact.length === 0 ? 'any' : exact.map(({ kind }) => kind).join('/')
  return parameter.constant === true ? `constant ${kinds}` : kinds
}

function result({ args, optional = [], returns }: FunctionRow): string {
  if (typeof returns !== 'function') return shown(returns)
  try {
    const given = [...args, ...optional].map(
      (parameter) => all.find((type) => parameter.cost(type) === 0) ?? types.nothing,
    )
    const type = returns(given, [])
    const like = given.indexOf(type)
    if (like === -1) return type.kind
    const isFree = args[like] !== undefined && all.filter((each) => args[like]?.cost(each) === 0).length > 1
    return isFree ? `type of argument ${like + 1}` : type.kind
  } catch {
    return 'by the arguments'
  }
}

function shown(type: DataType): string {
  if (type.kind === 'NULL') return 'NULL'
  const text = typeText(type)
  return /^(?:VARCHAR|BINARY|TIME|TIMESTAMP_\w+)\(/.test(text) ? type.kind : text
}
