import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import { lex } from '../text/lexer.ts'
import type { Property, PropertyValue } from './property.ts'

/**
 * The properties of one statement, taken one by one: each taker checks the value's shape and marks the property as
 * read, and `rejectRest` refuses what nobody took, so nothing that the user wrote can be forgotten. A taker of an absent
 * property gives undefined. Nested properties that were taken are checked by the `rejectRest` of the outermost.
 */
export class TypedProperties {
  readonly #properties: ReadonlyMap<string, Property>
  readonly #title: string
  readonly #taken = new Set<string>()
  readonly #nested: TypedProperties[] = []

  constructor(properties: readonly Property[], title: string) {
    const byName = new Map<string, Property>()
    for (const property of properties) {
      if (byName.has(property.name)) fail('DUPLICATE_PROPERTY', { property: property.name }, property.span)
      byName.set(property.name, property)
    }
    this.#properties = byName
    this.#title = title
  }

  /** Whether the property was written; does not take it. */
  has(name: string): boolean {
    return this.#properties.has(name)
  }

  /** The names that nobody has taken yet, in the order written. */
  rest(): readonly string[] {
    return [...this.#properties.keys()].filter((name) => !this.#taken.has(name))
  }

  /** The value as it stands in the tree. */
  value(name: string): PropertyValue | undefined {
    this.#taken.add(name)
    return this.#properties.get(name)?.value
  }

  /** `'text'`. */
  text(name: string): string | undefined {
    return this.#read(name, (value) => (value.kind === 'Text' ? value.text : undefined))
  }

  /** `'text'`, or one word in upper case: `FIELD_DELIMITER = NONE`, `DATE_FORMAT = AUTO`. */
  textOrWord(name: string): string | undefined {
    return this.#read(name, textOrWord)
  }

  /** One of `allowed`, as a word or in quotes, in any case. */
  word<W extends string>(name: string, allowed: readonly W[]): W | undefined {
    return this.#read(name, (value) => {
      const written = textOrWord(value)?.toUpperCase()
      return allowed.find((word) => word === written)
    })
  }

  /** A number. */
  number(name: string): number | undefined {
    return this.#read(name, (value) => (value.kind === 'Number' ? Number(value.text) : undefined))
  }

  /** A whole number from `least` to `most`. */
  integer(name: string, least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): number | undefined {
    return this.#read(name, (value) => {
      const number = value.kind === 'Number' ? Number(value.text) : NaN
      return Number.isSafeInteger(number) && number >= least && number <= most ? number : undefined
    })
  }

  /** TRUE or FALSE, as a word or in quotes. */
  boolean(name: string): boolean | undefined {
    const word = this.word(name, ['TRUE', 'FALSE'])
    return word === undefined ? undefined : word === 'TRUE'
  }

  /** `('a', 'b')`; also `'a'`, which is a list of one. Words stand for their text. */
  list(name: string): readonly string[] | undefined {
    return this.#read(name, (value) => {
      const items = (value.kind === 'List' ? value.items : [value]).map(itemText)
      return items.every((item) => item !== undefined) ? items : undefined
    })
  }

  /** The name of an object, with or without quotes around it: `FORMAT_NAME = 'db.schema.fmt'`. */
  name(name: string): ObjectName | undefined {
    return this.#read(name, objectName)
  }

  /** `(a, db.schema.b)`; also one name alone. */
  names(name: string): readonly ObjectName[] | undefined {
    return this.#read(name, (value) => {
      const items = (value.kind === 'List' ? value.items : [value]).map(objectName)
      return items.every((item) => item !== undefined) ? items : undefined
    })
  }

  /** `(NAME = value …)`; `()` has none. */
  properties(name: string, title = this.#title): TypedProperties | undefined {
    return this.#read(name, (value) => {
      const isEmpty = value.kind === 'List' && value.items.length === 0
      if (value.kind !== 'Properties' && !isEmpty) return undefined
      const nested = takeProperties(value.kind === 'Properties' ? value.properties : [], title)
      this.#nested.push(nested)
      return nested
    })
  }

  /** Refuses a property that was taken but whose value does not fit, as the takers do. */
  rejectValue(name: string): never {
    const property = this.#properties.get(name)
    if (property === undefined) throw new Error(`Snowmelt bug: property ${name} was not written`)
    return rejectValue(property)
  }

  /** Refuses the first property that nobody took. */
  rejectRest(): void {
    for (const [name, property] of this.#properties) {
      if (!this.#taken.has(name)) {
        fail('INVALID_PROPERTY', { property: name, object: this.#title }, property.span)
      }
    }
    for (const nested of this.#nested) nested.rejectRest()
  }

  #read<T>(name: string, read: (value: PropertyValue) => T | undefined): T | undefined {
    this.#taken.add(name)
    const property = this.#properties.get(name)
    return property === undefined ? undefined : (read(property.value) ?? rejectValue(property))
  }
}

/** Makes the properties of a statement ready to be taken by name; `title` is what messages call the object. */
export function takeProperties(properties: readonly Property[], title: string): TypedProperties {
  return new TypedProperties(properties, title)
}

function rejectValue(property: Property): never {
  return fail(
    'INVALID_VALUE',
    { value: valueText(property.value), property: property.name },
    property.value.span,
  )
}

/** A value as messages show it. */
function valueText(value: PropertyValue): string {
  return dispatch(valueTexts, value)
}

const valueTexts: ByKind<PropertyValue, [], string> = {
  Text: (v) => v.text,
  Number: (v) => v.text,
  Stage: (v) => v.location,
  Bind: (v) => `:${v.variable.name}`,
  Name: (v) => (v.name.kind === 'Name' ? v.name.parts.map((part) => part.text).join('.') : 'IDENTIFIER'),
  List: (v) => v.items.map(valueText).join(', '),
  Properties: (v) => v.properties.map((property) => property.name).join(', '),
}

function onlyWord(value: PropertyValue): Identifier | undefined {
  if (value.kind !== 'Name' || value.name.kind !== 'Name' || value.name.parts.length !== 1) return undefined
  return value.name.parts[0]
}

function textOrWord(value: PropertyValue): string | undefined {
  if (value.kind === 'Text') return value.text
  const word = onlyWord(value)
  return word?.quoted === false ? word.text : undefined
}

function itemText(value: PropertyValue): string | undefined {
  return value.kind === 'Number' ? value.text : (textOrWord(value) ?? onlyWord(value)?.text)
}

function objectName(value: PropertyValue): ObjectName | undefined {
  if (value.kind === 'Name') return value.name
  return value.kind === 'Text' ? nameInText(value.text, value.span) : undefined
}

/** `name`, `schema.name` or `db.schema.name` in quotes; the parts stand where the text stands. */
function nameInText(text: string, span: Span): ObjectName | undefined {
  const parts: Identifier[] = []
  for (const [index, token] of lex(text).tokens.entries()) {
    if (index % 2 === 1) {
      if (token.kind === 'End') return { kind: 'Name', parts, span }
      if (token.word !== '.') return undefined
    } else if (token.kind === 'Word') parts.push({ text: token.word, quoted: false, span })
    else if (token.kind === 'QuotedIdentifier') parts.push({ text: token.text, quoted: true, span })
    else return undefined
  }
  return undefined
}
