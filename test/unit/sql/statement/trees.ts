import { expect } from 'vitest'
import { SnowmeltError } from '../../../../src/common/errors.ts'
import type { Expression } from '../../../../src/sql/expression/expression.ts'
import type { TypeName } from '../../../../src/sql/expression/type-name.ts'
import { parseStatement } from '../../../../src/sql/parse.ts'
import { print } from '../../../../src/sql/print.ts'
import type { Query } from '../../../../src/sql/query/query.ts'

/**
 * A statement's tree, short enough to be written down: no spans; names and identifiers as their text (`DB.T`, `"a b"`);
 * expressions and queries as SQL.
 */
export function tree(text: string): unknown {
  return compact(parseStatement(text))
}

/** Checks that what is printed of a statement reads as the same statement. */
export function expectRoundTrip(text: string): void {
  const statement = parseStatement(text)
  expect(withoutSpans(parseStatement(print(statement))), print(statement)).toEqual(withoutSpans(statement))
}

/** Code, message without its first line, and offsets of the error that a statement fails with. */
export function failure(text: string): string {
  try {
    parseStatement(text)
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    const message = error.message.replace('SQL compilation error:\n', '')
    const at = error.span === undefined ? '' : text.slice(error.span.start, error.span.end)
    return `${error.code} at ${JSON.stringify(at)}: ${message}`
  }
  throw new Error(`no error: ${text}`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The tree without its spans, and without what is said of texts as written, which a print changes. */
function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans)
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([key]) => !asWritten.has(key))
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutSpans(child)]))
}
const asWritten: ReadonlySet<string> = new Set(['span', 'queryText', 'copyText', 'whenText'])

function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact)
  if (!isRecord(value)) return value
  if (typeof value['text'] === 'string' && 'quoted' in value) {
    return value['quoted'] === true ? `"${value['text']}"` : value['text']
  }
  if (value['kind'] === 'Name' && Array.isArray(value['parts'])) return value['parts'].map(compact).join('.')
  if (isPrinted(value)) return print(value)
  if (isType(value))
    return value.parameters.length === 0 ? value.name : `${value.name}(${value.parameters.join(',')})`
  const kept = Object.entries(value).filter(([key]) => key !== 'span')
  return Object.fromEntries(kept.map(([key, child]) => [key, compact(child)]))
}

function isType(value: object): value is TypeName {
  return 'name' in value && typeof value.name === 'string' && 'parameters' in value
}

function isPrinted(value: object): value is Expression | Query {
  return 'kind' in value && typeof value.kind === 'string' && printedKinds.has(value.kind)
}
const printedKinds: ReadonlySet<string> = new Set([
  'NumberLiteral', 'StringLiteral', 'BooleanLiteral', 'NullLiteral', 'ColumnReference', 'SessionVariable', 'Binary',
  'Unary', 'FunctionCall', 'DefaultValue', 'Cast', 'Path', 'PositionalColumn', 'IsNull', 'BindVariable', 'Subquery', 'Query',
]) // prettier-ignore
