import type { Span } from '../../common/span.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import { text } from '../types/standard.ts'
import type { NumberType } from '../types/data-type.ts'
import type { BoundExpression } from './expression-tree.ts'
import { form } from './form.ts'
import type { Frame } from './frame.ts'

/** A sequence counts in 64 bits. https://docs.snowflake.com/en/user-guide/querying-sequences#sequence-semantics */
export const sequenceType: NumberType = { kind: 'NUMBER', precision: 19, scale: 0, form: 'BIGINT' }

/** `name.NEXTVAL`: each occurrence gives values of its own. https://docs.snowflake.com/en/user-guide/querying-sequences */
export function nextValue(
  parts: readonly Identifier[],
  span: Span,
  { binding, within }: Frame,
): BoundExpression | undefined {
  if (parts.length < 2 || parts.at(-1)?.text !== 'NEXTVAL') return undefined
  const counter = binding.sources.sequence(parts.slice(0, -1), within)
  return counter === undefined ? undefined : nextOf(counter, span)
}

/** The next value of the DuckDB sequence `counter`. */
export function nextOf(counter: string, span: Span): BoundExpression {
  const argument: BoundExpression = { kind: 'Constant', value: counter, type: text(), span }
  return form('$nextval', [argument], sequenceType, span)
}
