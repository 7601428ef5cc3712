import { typeText } from '../../account/types.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../../sql/expression/name.ts'
import type { TypeName } from '../../sql/expression/type-name.ts'
import type { CreateModifiers } from '../../sql/statement/property.ts'
import type { Property, PropertyValue } from '../../sql/statement/property.ts'
import type { Reader } from './descriptor.ts'
import type { ValueType } from '../types/data-type.ts'

/** Trees built from records, for GET_DDL: they stand nowhere in a source text. */
export const nowhere: Span = { start: 0, end: 0 }

/** An identifier that names exactly `text`. */
export function identifier(text: string): Identifier {
  return { text, quoted: !/^[A-Z_][A-Z0-9_$]*$/.test(text), span: nowhere }
}

/** `name`, dotted when several parts are given. */
export function objectName(...parts: readonly string[]): ObjectName {
  return { kind: 'Name', parts: parts.map(identifier), span: nowhere }
}

/** The type as written in DDL: with all its parameters. */
export function typeName(type: ValueType): TypeName {
  const [name = '', parameters] = typeText(type).split(/[()]/)
  return {
    name,
    parameters: parameters === undefined ? [] : parameters.split(',').map(Number),
    elements: [],
    span: nowhere,
  }
}

/** `CREATE OR REPLACE` with nothing else, changed where `changes` says so. */
export function modifiers(changes: Partial<CreateModifiers> = {}): CreateModifiers {
  return {
    orReplace: true,
    ifNotExists: false,
    temporary: false,
    transient: false,
    secure: false,
    ...changes,
  }
}

export type PlainValue = string | number | boolean | readonly string[]

/** `'text'`, `12`, `TRUE` or `('a', 'b')`. */
export function propertyValue(value: PlainValue): PropertyValue {
  if (typeof value === 'string') return { kind: 'Text', text: value, span: nowhere }
  if (typeof value === 'number') return { kind: 'Number', text: String(value), span: nowhere }
  if (typeof value === 'boolean')
    return { kind: 'Name', name: objectName(value ? 'TRUE' : 'FALSE'), span: nowhere }
  return { kind: 'List', items: value.map(propertyValue), span: nowhere }
}

/** Properties in the order given; those without a value are left out. */
export function propertyList(
  values: Readonly<Record<string, PlainValue | PropertyValue | undefined>>,
): readonly Property[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return []
    const isTree = typeof value === 'object' && 'kind' in value
    return [{ name, value: isTree ? value : propertyValue(value), span: nowhere }]
  })
}

/** A word as a value: `CSV`, `NONE`, or an object's name. */
export function wordValue(...parts: readonly string[]): PropertyValue {
  return { kind: 'Name', name: objectName(...parts), span: nowhere }
}

/** An object's name as a value. */
export function nameValue(name: ObjectName): PropertyValue {
  return { kind: 'Name', name, span: nowhere }
}

/** `(NAME = value …)`. */
export function nestedValue(
  values: Readonly<Record<string, PlainValue | PropertyValue | undefined>>,
): PropertyValue {
  return { kind: 'Properties', properties: propertyList(values), span: nowhere }
}

/** The comment as a property, where there is one. */
export function commentOf(record: { readonly comment: string }): string | undefined {
  return record.comment === '' ? undefined : record.comment
}

/** The tree of a full name that was kept as text: `DB.PUBLIC."x"`. */
export function nameFromText(text: string, read: Reader): ObjectName {
  const expression = read.expression(text)
  if (expression.kind !== 'ColumnReference') throw new Error(`Snowmelt bug: ${text} is kept as a name`)
  return { kind: 'Name', parts: expression.parts, span: nowhere }
}
