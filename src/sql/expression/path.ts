import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { wordPattern } from '../text/word.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'
import { level, operand } from './precedence.ts'

/**
 * `v:a.b[0]."c"`, `arr[0]`, `obj['k']`. Field names are case-sensitive and kept as written.
 * https://docs.snowflake.com/en/user-guide/querying-semistructured#traversing-semi-structured-data
 */
export interface Path extends Node {
  readonly kind: 'Path'
  readonly base: Expression
  readonly steps: readonly PathStep[]
}
export type PathStep =
  { readonly kind: 'Field'; readonly name: string } | { readonly kind: 'Index'; readonly index: Expression }

/** operand { : field | [ expression ] } { . field | : field | [ expression ] }… */
export function parsePath(cursor: Cursor, left: Expression): Path {
  const [base, steps] = left.kind === 'Path' ? [left.base, [...left.steps]] : [left, []]
  for (let step = parseStep(cursor); step !== undefined; step = parseStep(cursor)) steps.push(step)
  return { kind: 'Path', base, steps, span: cursor.span(left.span.start) }
}

function parseStep(cursor: Cursor): PathStep | undefined {
  if (cursor.take('[')) {
    const index = parseExpressionAt(cursor)
    cursor.expect(']')
    return { kind: 'Index', index }
  }
  if (!cursor.take(':') && !cursor.take('.')) return undefined
  const { kind } = cursor.peek()
  if (kind !== 'Word' && kind !== 'QuotedIdentifier') cursor.unexpected()
  return { kind: 'Field', name: cursor.next().text }
}

const word = new RegExp(`^${wordPattern}$`)

export const printPath: ByKind<Path, [], Sql> = {
  Path: (e) => sql`${operand(e.base, level.postfix)}${sql.join(e.steps.map(printStep), '')}`,
}

function printStep(step: PathStep, place: number): Sql {
  if (step.kind === 'Index') return sql`[${step.index}]`
  const name = word.test(step.name) ? step.name : `"${step.name.replaceAll('"', '""')}"`
  return sql`${place === 0 ? sql`:` : sql`.`}${sql.words(name)}`
}
