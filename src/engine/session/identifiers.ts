import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { SessionValues } from '../bind/tree.ts'
import { readName } from '../catalog/written-name.ts'
import { replaceNodes } from './nodes.ts'

/**
 * The statement with each IDENTIFIER('name' | $variable | bind) replaced by the name that it means.
 * https://docs.snowflake.com/en/sql-reference/identifier-literal
 */
export function resolveIdentifiers(statement: Statement, values: SessionValues): Statement {
  return replaceNodes(statement, (node) => {
    if (node.kind !== 'IdentifierFunction') return undefined
    // No other node has this kind.
    const { argument, span } = node as Extract<ObjectName, { kind: 'IdentifierFunction' }>
    return readName(nameText(argument, values), span)
  })
}

function nameText(argument: Expression, values: SessionValues): string {
  const text = textOf(argument, values)
  return text ?? fail('INVALID_OBJECT_NAME', { name: 'NULL' }, argument.span)
}

function textOf(argument: Expression, values: SessionValues): string | null {
  switch (argument.kind) {
    case 'StringLiteral':
      return argument.value
    case 'SessionVariable':
      return (
        values.variable(argument.name) ?? fail('VARIABLE_NOT_SET', { name: argument.name }, argument.span)
      ).value
    case 'BindVariable': {
      const { name, index } = argument
      const key = name === '' ? (index ?? 0) : /^\d+$/.test(name) ? Number(name) : name
      return (
        values.bind(key) ?? fail('BIND_NOT_SET', { name: name === '' ? '?' : `:${name}` }, argument.span)
      ).value
    }
    default:
      return fail('UNSUPPORTED', { feature: 'IDENTIFIER of an expression' }, argument.span)
  }
}
