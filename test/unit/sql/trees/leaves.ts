import * as fc from 'fast-check'
import type { Expression } from '../../../../src/sql/expression/expression.ts'
import type { Identifier, ObjectName } from '../../../../src/sql/expression/name.ts'
import type { TypeName } from '../../../../src/sql/expression/type-name.ts'

export const span = { start: 0, end: 0 }

/** Words that begin or end something elsewhere in the language and are names all the same. */
const words = [
  'A', 'B1', 'C_$', 'DATE', 'TIME', 'TIMESTAMP', 'INTERVAL', 'LIMIT', 'OFFSET', 'FIRST', 'TOP', 'VALUE', 'END', 'LEFT', 'USING',
  'AT', 'CHANGES', 'POSITION', 'EXTRACT', 'X', 'EXCLUDE', 'RENAME', 'IDENTIFIER', 'COLLATE', 'PIVOT', 'ESCAPE', 'NULLS', 'OVER', 'É',
] // prettier-ignore

export const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom("it's", '\\', '\0', '$$', '--', '"', "''", '\\n'),
)
const quoted = text.map((t): Identifier => ({ text: t, quoted: true, span }))
const unquoted = fc.constantFrom(...words).map((t): Identifier => ({ text: t, quoted: false, span }))
export const identifier = fc.oneof(unquoted, quoted)
export const tableWord = identifier.filter(
  (id) => id.quoted || (id.text !== 'LEFT' && id.text !== 'USING' && id.text !== 'LATERAL'),
)
const parts = fc.oneof(
  fc.array(identifier, { minLength: 1, maxLength: 3 }),
  fc.tuple(identifier, identifier).map(([a, b]) => [a, { text: '', quoted: false, span }, b]),
)
export const name = parts.map((p): ObjectName => ({ kind: 'Name', parts: p, span }))
export const tableName: fc.Arbitrary<ObjectName> = fc.oneof(
  fc
    .tuple(tableWord, fc.array(identifier, { maxLength: 2 }))
    .map(([a, rest]) => ({ kind: 'Name' as const, parts: [a, ...rest], span })),
  text.map((value) => ({
    kind: 'IdentifierFunction' as const,
    argument: { kind: 'StringLiteral' as const, value, span },
    span,
  })),
)
export const type: fc.Arbitrary<TypeName> = fc.constantFrom(
  { name: 'NUMBER', parameters: [38, 0], elements: [], span },
  { name: 'DOUBLE PRECISION', parameters: [], elements: [], span },
  { name: 'VARIANT', parameters: [], elements: [], span },
  { name: 'TIMESTAMP WITH TIME ZONE', parameters: [], elements: [], span },
  { name: 'ARRAY', parameters: [], elements: [{ name: 'INT', parameters: [], elements: [], span }], span },
)
export const number = fc
  .constantFrom('0', '12', '1.50', '.5', '1e-3', '7.')
  .map((t): Expression => ({ kind: 'NumberLiteral', text: t, span }))
export const column = parts.map((p): Expression => ({ kind: 'ColumnReference', parts: p, span }))
export const functionName: fc.Arbitrary<ObjectName> = fc.oneof(
  fc
    .constantFrom('F', 'COUNT', 'LEFT', 'INSERT', 'LIKE', 'REPLACE', 'IF', 'DATE', 'TRIM')
    .map((t) => ({ kind: 'Name' as const, parts: [{ text: t, quoted: false, span }], span })),
  name.filter((n) => n.kind === 'Name' && (n.parts.length > 1 || n.parts[0]?.quoted === true)),
)

export const leaf: fc.Arbitrary<Expression> = fc.oneof(
  number,
  column,
  text.map((value): Expression => ({ kind: 'StringLiteral', value, span })),
  fc.boolean().map((value): Expression => ({ kind: 'BooleanLiteral', value, span })),
  fc.constant<Expression>({ kind: 'NullLiteral', span }),
  text.map((value): Expression => ({
    kind: 'TypedLiteral',
    type: { name: 'DATE', parameters: [], elements: [], span },
    value,
    span,
  })),
  text.map((value): Expression => ({ kind: 'IntervalLiteral', value, span })),
  fc.nat(20).map((index): Expression => ({ kind: 'PositionalColumn', index, span })),
  fc
    .tuple(identifier, fc.nat(20))
    .map(([qualifier, index]): Expression => ({ kind: 'PositionalColumn', qualifier, index, span })),
  fc.constantFrom('V', 'MY_VAR').map((n): Expression => ({ kind: 'SessionVariable', name: n, span })),
  fc.constantFrom('1', 'NAME').map((n): Expression => ({ kind: 'BindVariable', name: n, span })),
  fc.constantFrom('CURRENT_DATE', 'LOCALTIMESTAMP').map((t): Expression => ({
    kind: 'FunctionCall',
    name: { kind: 'Name', parts: [{ text: t, quoted: false, span }], span },
    args: [],
    distinct: false,
    bare: true,
    span,
  })),
)

/** A record whose properties are there or not, but never undefined. */
export function optional<T extends object>(model: {
  readonly [K in keyof T]: fc.Arbitrary<T[K]>
}): fc.Arbitrary<Partial<T>> {
  return fc.record<T>(model, { requiredKeys: [] })
}
