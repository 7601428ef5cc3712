import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { FromItem, Sample } from '../../sql/query/query.ts'
import { count, number } from '../types/standard.ts'
import { bindExpression } from './expression.ts'
import { constantText } from './expression-walk.ts'
import type { BoundExpression, Constant } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { noNames } from './names.ts'
import { project, replaceNames, usesOf } from './project.ts'
import type { SelectTree } from './query-tree.ts'
import { derived, type BoundFrom, type FromPlace } from './relation.ts'
import { scopeOf } from './scope.ts'
import { template } from './template.ts'

const drawn = template('RANDOM() < t')
/** The same for the same row of a table that has not changed. */
const drawnWithSeed = template('HASH(SEQ8(), s) < t')
const random = template('RANDOM()')

/** A part of the rows, by chance. https://docs.snowflake.com/en/sql-reference/constructs/sample */
export function bindSample(
  sample: Sample,
  place: FromPlace,
  bindItem: (item: FromItem, place: FromPlace) => BoundFrom,
): BoundFrom {
  const { frame } = place
  refuse(sample)
  const from = bindItem(sample.input, place)
  if (from.names.relations.some(({ positional }) => positional !== undefined))
    fail('UNSUPPORTED', { feature: 'SAMPLE of staged files' }, sample.span)
  if (sample.seed !== undefined && from.relation.kind !== 'Scan')
    fail('UNSUPPORTED', { feature: 'SAMPLE with SEED of a view or subquery' }, sample.span)
  const { query, columns } = project(from, frame, chosen(sample, frame))
  const { relation } = derived(query, frame, { path: [], alias: undefined, lateral: false })
  return { relation, names: replaceNames(from.names, usesOf(columns)) }
}

function refuse({ method, rows, seed, span }: Sample): void {
  if (!rows) return
  if (method === 'SYSTEM') fail('UNSUPPORTED', { feature: 'SAMPLE SYSTEM of a number of rows' }, span)
  if (seed !== undefined) fail('UNSUPPORTED', { feature: 'SAMPLE of a number of rows with SEED' }, span)
}

function chosen(
  sample: Sample,
  frame: Frame,
): Partial<Pick<SelectTree, 'where' | 'qualify' | 'orderBy' | 'limit'>> {
  const scope = scopeOf(frame, noNames)
  const { span } = sample
  const size = numberOf(sample.size, sample.rows ? 1_000_000 : 100, frame)
  if (sample.rows) {
    const limit: Constant = { kind: 'Constant', value: String(size), type: count, span }
    const key = { value: random({}, scope, span), descending: false, nullsFirst: false }
    return { orderBy: [key], limit }
  }
  const threshold: BoundExpression = {
    kind: 'Constant',
    value: thresholdOf(size),
    type: number(20, 0),
    span,
  }
  if (sample.seed === undefined) return { where: drawn({ T: threshold }, scope, span) }
  const seed: Constant = {
    kind: 'Constant',
    value: String(numberOf(sample.seed, 2_147_483_647, frame)),
    type: count,
    span,
  }
  return { qualify: drawnWithSeed({ S: seed, T: threshold }, scope, span) }
}

/** Below which a random number of 64 bits lies in `percent` of all cases. */
function thresholdOf(percent: number): string {
  const share = (BigInt(Math.round(percent * 1e9)) << 64n) / 100_000_000_000n
  return String(share - (1n << 63n))
}

/** A number from 0 to `most`, written or in a variable. */
function numberOf(expression: Expression, most: number, frame: Frame): number {
  const text = constantText(bindExpression(expression, scopeOf(frame, noNames)))
  const value = Number(text ?? Number.NaN)
  if (!(value >= 0 && value <= most))
    fail('INVALID_VALUE', { value: text ?? 'NULL', property: 'SAMPLE' }, expression.span)
  return value
}
