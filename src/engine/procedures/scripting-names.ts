import type { BindVariable, Expression } from '../../sql/expression/expression.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import { rewrite, visit } from '../../sql/walk.ts'
import type { Variables } from '../context.ts'
import { convertTo } from './scripting-convert.ts'
import type { Frame } from './scripting-frame.ts'
import { valueOf, type Value } from './scripting-values.ts'

/** The value of a variable, of a column of a row (`row.column`), or of what is always there such as SQLROWCOUNT. */
export function lookUp(name: string, { scope, run, handled }: Frame): Value | undefined {
  const slot = scope.find(name)
  if (slot?.kind === 'Variable') return { type: slot.type, value: slot.value }
  if (slot !== undefined) return undefined
  return run.status.value(name, handled) ?? columnValue(name, scope)
}

function columnValue(name: string, scope: Frame['scope']): Value | undefined {
  const dot = name.indexOf('.')
  const slot = dot === -1 ? undefined : scope.find(name.slice(0, dot))
  if (slot?.kind !== 'Row') return undefined
  const index = slot.columns.findIndex((column) => column.name === name.slice(dot + 1))
  const column = slot.columns[index]
  return column === undefined ? undefined : valueOf(column.type, slot.row[index] ?? null)
}

/** The variables as binds of a statement; `using` are those of `?`. */
export function variablesOf(frame: Frame, using: readonly Value[] = []): Variables {
  return {
    get: (name) => {
      const own = typeof name === 'number' ? using[name - 1] : lookUp(name, frame)
      return own ?? frame.run.binds?.(name)
    },
    set: async (name, value) => {
      const slot = frame.scope.find(name)
      if (slot?.kind !== 'Variable') throw new Error(`Snowmelt bug: ${name} is no variable`)
      slot.value = (await convertTo(value, slot.type, frame)).value
    },
  }
}

/**
 * The expression with binds in place of the names of variables, which need no colon outside of statements. A query in it is a
 * statement: its names are columns.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/variables#using-a-variable-in-a-sql-statement-binding
 */
export function bindNames(expression: Expression, frame: Frame): Expression {
  const uses = new Set<object>()
  visitNames(expression, (parts, node) => {
    const name = nameOf(parts)
    if (lookUp(name, frame) !== undefined) uses.add(node)
  })
  if (uses.size === 0) return expression
  return rewrite(expression, {
    ColumnReference: (node) => (uses.has(node) ? bindOf(nameOf(node.parts), node.span) : node),
  })
}

const nameOf = (parts: readonly Identifier[]) => parts.map(({ text }) => text).join('.')

/** A bind that means the variable. */
export function bindOf(name: string, span: BindVariable['span']): BindVariable {
  return { kind: 'BindVariable', name, span }
}

/** Visits the names in an expression that may be those of variables: not those in queries, nor the parameters of lambdas. */
export function visitNames(
  expression: Expression,
  found: (parts: readonly Identifier[], node: object) => void,
): void {
  const hidden: string[][] = []
  visit(expression, {
    enter: (node) => {
      if (node.kind === 'Query') return 'skip'
      if (node.kind === 'Lambda') hidden.push(node.parameters.map(({ name }) => name.text))
      if (node.kind === 'ColumnReference' && !hidden.flat().includes(node.parts[0]?.text ?? ''))
        found(node.parts, node)
      return undefined
    },
    leave: (node) => {
      if (node.kind === 'Lambda') hidden.pop()
    },
  })
}
