import type { ObjectName } from '../../sql/expression/name.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'

/** A database's object: names as stored (folded unless they were quoted). */
export interface QualifiedName {
  readonly database: string
  readonly schema: string
  readonly name: string
}

/**
 * A name as Snowflake's messages write it: quotes stand only where an unquoted name would be folded to another one.
 * https://docs.snowflake.com/en/sql-reference/identifiers-syntax
 */
export function printIdentifier(name: string): string {
  return /^[A-Z_][A-Z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

/** `DB.SCHEMA.NAME`; parts that an object of the account or of a database does not have are left out. */
export function printName(name: QualifiedName): string {
  return [name.database, name.schema, name.name]
    .filter((part) => part !== '')
    .map(printIdentifier)
    .join('.')
}

/** The parts of a name as written. `IDENTIFIER(…)` was replaced by its parts before anything asks the catalog. */
export function partsOf(name: ObjectName): readonly string[] {
  if (name.kind === 'IdentifierFunction')
    throw new Error('Snowmelt bug: IDENTIFIER(…) reached the catalog unresolved')
  return name.parts.map((part) => part.text)
}

/** The name as it was written, in messages about queries: `SELECT … FROM x` speaks of `X`, not of `DB.SCHEMA.X`. */
export function printWritten(name: ObjectName): string {
  return partsOf(name)
    .map((part) => (part === '' ? '' : printIdentifier(part)))
    .join('.')
}

/** The last part of a name as messages such as `Table T successfully created.` write it. */
export function lastPart(name: ObjectName): string {
  return partsOf(name).at(-1) ?? ''
}

/**
 * Kinds that share a name space: what can stand after FROM. Others are unique among their own kind.
 * https://docs.snowflake.com/en/sql-reference/identifiers
 */
const tableLike: ReadonlySet<ObjectKind> = new Set([
  'TABLE',
  'EXTERNAL_TABLE',
  'VIEW',
  'MATERIALIZED_VIEW',
  'STREAM',
])

/** Kinds whose names exclude each other with names of `kind`, `kind` first. */
export function kindsSharingNames(kind: ObjectKind): readonly ObjectKind[] {
  return tableLike.has(kind) ? [kind, ...[...tableLike].filter((other) => other !== kind)] : [kind]
}

/** The key of a name among the names that it must differ from. */
export function nameKey(
  kind: ObjectKind,
  name: QualifiedName,
  distinction: { readonly sessionId?: string | undefined; readonly signature?: string } = {},
): string {
  const space = tableLike.has(kind) ? 'TABLE' : kind
  return JSON.stringify([
    space,
    name.database,
    name.schema,
    name.name,
    distinction.signature ?? '',
    distinction.sessionId ?? '',
  ])
}

/** The words that a message has for a kind: `File format`. */
export function titleOf(kind: ObjectKind): string {
  return objectKinds[kind].title
}
