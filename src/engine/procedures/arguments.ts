import { typeText } from '../../account/types.ts'
import type { Argument } from '../../sql/expression/expression.ts'
import type { Context } from '../context.ts'
import { number } from '../types/standard.ts'
import type { ValueType } from '../types/data-type.ts'
import { bindsOf, selectOf } from './scripting-convert.ts'
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
  const statement = selectOf(args.map(({ value }) => value))
  const options = { statement, variables: bindsOf(context), exact: true, unnoticed: true }
  const result = await context.run(context.text, [], options)
  return args.map(({ name }, index) => {
    const type = result.columns[index]?.type ?? { kind: 'VARCHAR', length: 16_777_216 }
    return {
      ...(name === undefined ? {} : { name: name.text }),
      type: type.kind === 'NUMBER' ? number(type.precision, type.scale) : type,
      value: result.rows[0]?.[index] ?? null,
    }
  })
}
