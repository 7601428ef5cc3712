import type { Span } from '../../common/span.ts'
import { typeText } from '../../account/types.ts'
import type { Argument, BindVariable } from '../../sql/expression/expression.ts'
import type { Context } from '../context.ts'
import { number } from '../types/standard.ts'
import type { ValueType } from '../types/data-type.ts'
import type { GivenArgument } from './signature.ts'

/** A text of SQL that stands for a value of a type, whatever the value is. */
export function literalOf(value: string | null, type: ValueType): string {
  if (value === null) return `NULL::${typeText(type)}`
  const quoted = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
  if (type.kind === 'VARCHAR') return quoted
  if (type.kind === 'BINARY') return `TO_BINARY(${quoted}, 'HEX')`
  if (type.kind === 'VARIANT') return `PARSE_JSON(${quoted})`
  if (type.kind === 'OBJECT' || type.kind === 'ARRAY') return `PARSE_JSON(${quoted})::${type.kind}`
  return `${quoted}::${typeText(type)}`
}

/** The arguments of a CALL as values, evaluated in the caller's session. */
export async function evaluateArguments(
  args: readonly Argument[],
  context: Context,
): Promise<readonly GivenArgument[]> {
  if (args.length === 0) return []
  const texts = args.map(({ value }) => withoutBinds(value, value.span, context))
  const result = await context.run(`SELECT ${texts.join(', ')}`, [], { exact: true })
  return args.map(({ name }, index) => {
    const type = result.columns[index]?.type ?? { kind: 'VARCHAR', length: 16_777_216 }
    return {
      ...(name === undefined ? {} : { name: name.text }),
      type: type.kind === 'NUMBER' ? number(type.precision, type.scale) : type,
      value: result.rows[0]?.[index] ?? null,
    }
  })
}

/** The text of an expression with the values that are bound to the statement in place of `?`, `:1` and `:name`. */
function withoutBinds(node: unknown, span: Span, context: Context): string {
  let text = context.text.slice(span.start, span.end)
  for (const bind of bindsIn(node).toSorted((a, b) => b.span.start - a.span.start)) {
    const bound = context.values.bind(bind.index ?? bind.name)
    if (bound === undefined) continue
    const literal = bound.type.kind === 'NULL' ? 'NULL' : literalOf(bound.value, bound.type)
    text = text.slice(0, bind.span.start - span.start) + literal + text.slice(bind.span.end - span.start)
  }
  return text
}

type FoundBind = Pick<BindVariable, 'kind' | 'span' | 'name' | 'index'>

/** Trees are plain data, so a walk over all members finds every bind. */
function bindsIn(node: unknown): readonly FoundBind[] {
  if (typeof node !== 'object' || node === null) return []
  return isBind(node) ? [node] : Object.values(node).flatMap(bindsIn)
}

/** Only this kind of node has this `kind`. */
function isBind(node: object): node is FoundBind {
  return 'kind' in node && node.kind === 'BindVariable'
}
