import { fail } from '../../common/errors.ts'
import type { Expression, FunctionCall } from '../../sql/expression/expression.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { rewrite } from '../../sql/walk.ts'
import type { SessionValues } from '../bind/tree.ts'
import { readName } from '../catalog/written-name.ts'

/**
 * The statement with each IDENTIFIER('name' | $variable | bind) replaced by the name that it means.
 * https://docs.snowflake.com/en/sql-reference/identifier-literal
 */
export function resolveIdentifiers(statement: Statement, text: string, values: SessionValues): Statement {
  // Most statements have none: looking at the text costs less than walking the tree.
  if (!/\bidentifier\s*\(|\btable\s*\(\s*['$:?]/i.test(text)) return statement
  return rewrite(statement, {
    IdentifierFunction: ({ argument, span }) => readName(nameText(argument, values), span),
    FunctionCall: (call) => columnNamed(call, values) ?? call,
  })
}

/** IDENTIFIER('c') as an expression is the column of that name. */
function columnNamed(call: FunctionCall, values: SessionValues): Expression | undefined {
  const [argument, ...more] = call.args
  const [word, ...qualified] = call.name.kind === 'Name' ? call.name.parts : []
  if (word?.text !== 'IDENTIFIER' || qualified.length > 0 || argument === undefined || more.length > 0)
    return undefined
  const name = readName(nameText(argument.value, values), call.span)
  return name.kind === 'Name' ? { kind: 'ColumnReference', parts: name.parts, span: call.span } : undefined
}

function nameText(argument: Expression, values: SessionValues): string {
  return textOf(argument, values) ?? fail('INVALID_OBJECT_NAME', { name: 'NULL' }, argument.span)
}

function textOf(argument: Expression, values: SessionValues): string | null {
  const { span } = argument
  if (argument.kind === 'StringLiteral') return argument.value
  if (argument.kind === 'SessionVariable') {
    const { name } = argument
    return (values.variable(name) ?? fail('VARIABLE_NOT_SET', { name }, span)).value
  }
  if (argument.kind === 'BindVariable') {
    const { name, index } = argument
    const known = values.bind(name === '' ? (index ?? 0) : /^\d+$/.test(name) ? Number(name) : name)
    return (known ?? fail('BIND_NOT_SET', { name: name === '' ? '?' : `:${name}` }, span)).value
  }
  return fail('UNSUPPORTED', { feature: 'IDENTIFIER of an expression' }, span)
}
