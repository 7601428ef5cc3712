import { fail } from '../../common/errors.ts'
import type { BindVariable } from '../../sql/expression/expression.ts'
import type { PropertyValue } from '../../sql/statement/property.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { SessionValues } from '../bind/tree.ts'

type BoundProperty = Extract<PropertyValue, { readonly kind: 'Bind' }>

/**
 * The statement with the values of binds in its properties: `COMMENT = :comment`.
 * https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-snowflake-scripting#using-an-argument-in-a-sql-statement-binding
 */
export function resolvePropertyBinds(statement: Statement, text: string, values: SessionValues): Statement {
  const hasProperties = 'properties' in statement || 'action' in statement
  // Most statements have none: looking at the text costs less than walking the tree.
  if (!hasProperties || !/[=(,]\s*(?::\w|\?)/.test(text)) return statement
  return resolved(statement, values)
}

/** Trees are plain data, and only properties have this kind of node. */
function resolved<T>(node: T, values: SessionValues): T {
  if (Array.isArray(node)) return node.map((item: unknown) => resolved(item, values)) as T
  if (typeof node !== 'object' || node === null) return node
  if (isBound(node)) return valueOf(node, values) as T
  const entries: readonly (readonly [string, unknown])[] = Object.entries(node)
  return Object.fromEntries(entries.map(([key, item]) => [key, resolved(item, values)])) as T
}

function isBound(node: object): node is BoundProperty {
  return 'kind' in node && node.kind === 'Bind' && 'variable' in node
}

function valueOf({ variable, span }: BoundProperty, values: SessionValues): PropertyValue {
  const { type, value } = boundTo(variable, values)
  if (value === null) return fail('INVALID_VALUE', { value: 'NULL', property: nameOf(variable) }, span)
  return { kind: type.kind === 'NUMBER' ? 'Number' : 'Text', text: value, span }
}

function boundTo(variable: BindVariable, values: SessionValues) {
  const { name, index, span } = variable
  const key = name === '' ? (index ?? 0) : /^\d+$/.test(name) ? Number(name) : name
  return values.bind(key) ?? fail('BIND_NOT_SET', { name: nameOf(variable) }, span)
}

const nameOf = ({ name }: BindVariable) => (name === '' ? '?' : `:${name}`)
