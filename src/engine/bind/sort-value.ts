import { collationKeys } from './collation.ts'
import type { BoundExpression } from './expression-tree.ts'
import { template } from './template.ts'
import type { Scope } from './tree.ts'

const isNumber = template("TYPEOF(v) IN ('INTEGER', 'DECIMAL', 'DOUBLE')")
const asNumber = template(
  "IFF(TYPEOF(v) IN ('INTEGER', 'DECIMAL', 'DOUBLE'), TRY_TO_DOUBLE(v::VARCHAR), NULL)",
)
const asText = template('v::VARCHAR')

/**
 * What rows are really sorted by: a text's collation key; of a VARIANT, held as JSON text, the number where it is one (texts come
 * before numbers, and among themselves in their order). Any other value sorts as DuckDB sorts it.
 */
export function sortValues(value: BoundExpression, scope: Scope): readonly BoundExpression[] {
  if (value.type.kind === 'VARCHAR') return collationKeys([value])
  if (value.type.kind !== 'VARIANT') return [value]
  return [isNumber, asNumber, asText].map((make) => make({ V: value }, scope, value.span))
}
