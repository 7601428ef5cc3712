import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { text } from '../types/standard.ts'
import { form } from './form.ts'
import { coerce } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'

/** What each part of a collation's name does to a text before it is compared; a part not named here is refused. */
const keys: Readonly<Record<string, string | undefined>> = {
  ci: '$lower',
  lower: '$lower',
  upper: '$lower',
  ai: '$stripAccents',
  trim: '$trim',
  cs: undefined,
  as: undefined,
  utf8: undefined,
}

/** `expr COLLATE 'en-ci'`. https://docs.snowflake.com/en/sql-reference/collation */
export function collated(expr: BoundExpression, collation: string, span: Span): BoundExpression {
  const value = coerce(expr, expr.type.kind === 'VARCHAR' ? expr.type : text())
  for (const part of partsOf(collation))
    if (!(part in keys)) fail('UNSUPPORTED', { feature: `collation '${collation}'` }, span)
  const type = value.type.kind === 'VARCHAR' ? { ...value.type, collation } : value.type
  // The text stays as it is; only its type now says how it compares.
  return { ...form('$same', [value], type, span) }
}

/** The texts as their collation compares them, if one of them has a collation. */
export function collationKeys(values: readonly BoundExpression[]): readonly BoundExpression[] {
  const found = values.find((value) => value.type.kind === 'VARCHAR' && value.type.collation !== undefined)
  if (found?.type.kind !== 'VARCHAR' || found.type.collation === undefined) return values
  const steps = partsOf(found.type.collation).flatMap((part) => keys[part] ?? [])
  return values.map((value) =>
    steps.reduce((result, step) => form(step, [result], text(), value.span), value),
  )
}

/** Without the language, whose rules of order DuckDB is not asked for. */
function partsOf(collation: string): readonly string[] {
  return collation
    .toLowerCase()
    .split('-')
    .filter(
      (part, index) =>
        part !== '' && !(index === 0 && /^[a-z]{2}(_[a-z]{2})?$/.test(part) && !(part in keys)),
    )
}
