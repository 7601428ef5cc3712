import { chapters } from '../../../src/engine/functions/registry.ts'
import type { Parameter } from '../../../src/engine/functions/parameters.ts'
import type { FunctionEntry, FunctionRow } from '../../../src/engine/functions/row.ts'
import type { Draw } from '../draw.ts'
import { bareWords, columns, kinds, literals, typeNames, typeOfKind, type Kind } from './samples.ts'

/** What a generated expression may hold. */
export interface Place {
  readonly draw: Draw
  /** How much may still stand inside. */
  readonly depth: number
  /** Whether the columns of FACTS are in sight. */
  readonly rows: boolean
  /** The query generator, for subqueries. */
  readonly query: (draw: Draw, depth: number) => string
}

const functions: readonly (readonly [string, FunctionEntry])[] = Object.values(chapters).flatMap((chapter) =>
  Object.entries(chapter),
)

/** An expression that is meant to be of `kind`, or of any: what it really is, is the binder's to say. */
export function expression(place: Place, kind: Kind = place.draw.pick(kinds)): string {
  const { draw, depth } = place
  if (depth <= 0 || draw.chance(0.3)) return leaf(place, kind)
  const inner = { ...place, depth: depth - 1 }
  if (draw.chance(0.45)) return call(inner)
  return draw.pick(forms)(inner, kind)
}

function leaf({ draw, rows }: Place, kind: Kind): string {
  if (draw.chance(0.03)) return 'NULL'
  return rows && draw.chance(0.6) ? draw.pick(columns[kind]) : draw.pick(literals[kind])
}

type FormOf = (place: Place, kind: Kind) => string

const binary =
  (operators: readonly string[]): FormOf =>
  (place, kind) =>
    `${expression(place, kind)} ${place.draw.pick(operators)} ${expression(place, place.draw.chance(0.8) ? kind : undefined)}`

/** Each way of making an expression of others. */
const forms: readonly FormOf[] = [
  (place) => `(${expression(place)})`,
  (place) => `CAST(${expression(place)} AS ${place.draw.pick(typeNames)})`,
  (place) => `(${expression(place)})::${place.draw.pick(typeNames)}`,
  (place) => `TRY_CAST(${expression(place, 'VARCHAR')} AS ${place.draw.pick(typeNames)})`,
  (place) => binary(['+', '-', '*', '/', '%'])(place, place.draw.chance(0.8) ? 'NUMBER' : 'FLOAT'),
  (place) => binary(['+', '-'])(place, place.draw.pick(['DATE', 'TIMESTAMP_NTZ', 'TIMESTAMP_TZ', 'TIME'])),
  binary(['=', '<>', '!=', '<', '<=', '>', '>=']),
  binary(['IS DISTINCT FROM', 'IS NOT DISTINCT FROM']),
  (place) => binary(['AND', 'OR'])(place, 'BOOLEAN'),
  (place) => binary(['||'])(place, 'VARCHAR'),
  (place) => binary(['LIKE', 'NOT LIKE', 'ILIKE', 'RLIKE', 'REGEXP'])(place, 'VARCHAR'),
  (place) => `${expression(place, 'VARCHAR')} LIKE ANY (${expression(place, 'VARCHAR')}, 'a%')`,
  (place) => `NOT (${expression(place, 'BOOLEAN')})`,
  (place) => `-(${expression(place, 'NUMBER')})`,
  (place, kind) => `${expression(place, kind)} IS ${place.draw.chance(0.5) ? 'NOT ' : ''}NULL`,
  (place, kind) =>
    `${expression(place, kind)} BETWEEN ${expression(place, kind)} AND ${expression(place, kind)}`,
  (place, kind) =>
    `${expression(place, kind)} ${place.draw.pick(['IN', 'NOT IN'])} (${place.draw.list(1, 3, () => expression(place, kind)).join(', ')})`,
  (place, kind) =>
    `CASE WHEN ${expression(place, 'BOOLEAN')} THEN ${expression(place, kind)} ELSE ${expression(place, place.draw.chance(0.8) ? kind : undefined)} END`,
  (place, kind) =>
    `CASE ${expression(place, kind)} WHEN ${expression(place, kind)} THEN ${expression(place)} END`,
  (place) => `[${place.draw.list(0, 3, () => expression(place)).join(', ')}]`,
  (place) => `{'k': ${expression(place)}, 'l': ${expression(place)}}`,
  (place) =>
    `${place.draw.pick(['v', 'o', "PARSE_JSON('{}')"])}${place.draw.pick([':a', ':a.b', ':"K k"[0]', '[0]', "['a']", ':a[1].b'])}`,
  (place) => `${expression(place, 'ARRAY')}[${expression(place, 'NUMBER')}]`,
  (place) =>
    `${expression(place, 'VARCHAR')} COLLATE '${place.draw.pick(['en-ci', 'utf8', 'de', 'xx', ''])}'`,
  (place) =>
    `${expression(place, place.draw.pick(['DATE', 'TIMESTAMP_LTZ', 'TIMESTAMP_NTZ']))} ${place.draw.pick(['+', '-'])} INTERVAL '${place.draw.pick(['1 day', '2 months, 3 hours', '1', '-5 years', '99999999 years', 'x'])}'`,
  (place) => `(${place.query(place.draw, place.depth - 1)})`,
  (place) => `EXISTS (${place.query(place.draw, place.depth - 1)})`,
  (place, kind) =>
    `${expression(place, kind)} IN (SELECT ${leaf({ ...place, rows: true }, kind)} FROM facts f)`,
  (place, kind) =>
    `${expression(place, kind)} ${place.draw.pick(['=', '>', '<>'])} ${place.draw.pick(['ANY', 'ALL'])} (SELECT ${draw0(place, kind)} FROM facts)`,
  (place) =>
    `${place.draw.pick(['FILTER', 'TRANSFORM'])}(${expression(place, 'ARRAY')}, e -> ${place.draw.pick(['e > 1', 'e:a', 'e + 1', expression(place)])})`,
  (place) => windowed(place),
]

const draw0 = (place: Place, kind: Kind): string => place.draw.pick(columns[kind]).replace(/^f\./, 'facts.')

/** A call of one of the functions, its arguments mostly of types that a signature takes. */
export function call(place: Place): string {
  const { draw } = place
  const [name, entry] = draw.pick(functions)
  return callOf(name, entry, place)
}

function callOf(name: string, entry: FunctionEntry, place: Place): string {
  const { draw } = place
  if ('special' in entry) return `${name}(${specialArguments(place).join(', ')})`
  const row = draw.pick(entry)
  const args = row.args.concat(
    (row.optional ?? []).slice(0, draw.below(3)),
    Array.from({ length: draw.below(3) }, () => row.rest ?? []).flat(),
  )
  const given = args.map((parameter) => argument(parameter, place))
  if (draw.chance(0.05)) given.splice(draw.below(given.length + 1), draw.below(2), expression(place))
  return decorated(name, given.join(', '), row, place)
}

function decorated(name: string, given: string, row: FunctionRow, place: Place): string {
  const { draw } = place
  const args = row.role === 'Aggregate' && draw.chance(0.1) ? `DISTINCT ${given}` : given
  const within =
    draw.chance(0.1) && row.role === 'Aggregate'
      ? ` WITHIN GROUP (ORDER BY ${leaf(place, draw.pick(kinds))})`
      : ''
  const nulls =
    draw.chance(0.1) && row.role !== undefined ? draw.pick([' IGNORE NULLS', ' RESPECT NULLS']) : ''
  const isWindow = row.role === 'Window' || (row.role === 'Aggregate' && draw.chance(0.3))
  return `${name}(${args})${within}${nulls}${isWindow ? ` OVER (${window(place)})` : ''}`
}

function argument(parameter: Parameter, place: Place): string {
  const { draw } = place
  if (parameter.only !== undefined && draw.chance(0.8))
    return draw.pick(parameter.only.map((text) => `'${text}'`))
  const fitting = kinds.filter((kind) => parameter.cost(typeOfKind[kind]) !== undefined)
  const kind = fitting.length === 0 || draw.chance(0.08) ? draw.pick(kinds) : draw.pick(fitting)
  const best = fitting.filter((each) => parameter.cost(typeOfKind[each]) === 0)
  const chosen = best.length > 0 && draw.chance(0.6) ? draw.pick(best) : kind
  return parameter.constant === true && draw.chance(0.9)
    ? draw.pick(literals[chosen])
    : expression(place, chosen)
}

function specialArguments(place: Place): readonly string[] {
  const { draw } = place
  return draw.list(0, 4, (index) => {
    if (draw.chance(index === 0 ? 0.3 : 0.1)) return draw.pick(bareWords)
    return draw.chance(0.01) ? '*' : expression(place)
  })
}

function windowed(place: Place): string {
  const { draw } = place
  const row = draw.pick(
    functions.filter(([, entry]) => !('special' in entry) && entry.some(({ role }) => role !== undefined)),
  )
  const [name, entry] = row
  const signature = 'special' in entry ? undefined : draw.pick(entry)
  const args = (signature?.args ?? []).map((parameter) => argument(parameter, place)).join(', ')
  return `${name}(${args}) OVER (${window(place)})`
}

function window(place: Place): string {
  const { draw } = place
  const parts = [
    draw.chance(0.5) ? `PARTITION BY ${leaf(place, draw.pick(kinds))}` : '',
    draw.chance(0.8)
      ? `ORDER BY ${leaf(place, draw.pick(kinds))}${draw.pick(['', ' DESC', ' NULLS FIRST', ' ASC NULLS LAST'])}`
      : '',
    draw.chance(0.25) ? draw.pick(frames) : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

const frames = [
  'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW',
  'ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING',
  'ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING',
  'RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING',
  'RANGE BETWEEN 1 PRECEDING AND CURRENT ROW',
  'ROWS BETWEEN 2 FOLLOWING AND 1 PRECEDING',
  "RANGE BETWEEN INTERVAL '1 day' PRECEDING AND CURRENT ROW",
]
