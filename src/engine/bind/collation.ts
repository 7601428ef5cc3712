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
  bin: undefined,
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

/** The texts as their collation compares them, if one of them, as it was `written`, has a collation. */
export function collationKeys(
  values: readonly BoundExpression[],
  written: readonly BoundExpression[] = values,
): readonly BoundExpression[] {
  const collation = values.some(({ type }) => type.kind === 'VARCHAR') ? precedent(written) : undefined
  if (collation === undefined) return values
  const steps = partsOf(collation).flatMap((part) => keys[part] ?? [])
  return values.map((value) =>
    steps.reduce((result, step) => form(step, [result], text(), value.span), value),
  )
}

/**
 * The collation that counts: one that the statement gives before those of columns. "If multiple collations are specified with the same
 * precedence level, their values are compared, and if they are not equal, an error is returned."
 * https://docs.snowflake.com/en/sql-reference/collation#collation-precedence-in-multi-string-operations
 */
function precedent(values: readonly BoundExpression[]): string | undefined {
  const found = values.flatMap((value) => {
    const collation = value.type.kind === 'VARCHAR' ? value.type.collation : undefined
    const isGiven = value.kind === 'Call' && value.name === '$same'
    return collation === undefined || collation === '' ? [] : [{ collation, isGiven, span: value.span }]
  })
  const given = found.filter(({ isGiven }) => isGiven)
  const [first, ...others] = given.length > 0 ? given : found
  const other = others.find(({ collation }) => collation.toLowerCase() !== first?.collation.toLowerCase())
  if (first !== undefined && other !== undefined)
    fail(
      'CONFLICTING_CLAUSES',
      { clauses: `Collations '${first.collation}' and '${other.collation}'` },
      other.span,
    )
  return first?.collation
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
