import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import { parseExpression, parseStatement } from '../../sql/parse.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { Facts, Reader } from '../catalog/descriptor.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { descriptorOf, type CatalogObject } from '../catalog/objects/index.ts'
import { identifier, objectName } from '../catalog/trees.ts'
import { layOut } from './ddl-layout.ts'

const read: Reader = { expression: parseExpression, statement: parseStatement }

/**
 * The kinds that GET_DDL knows, and the words for them where they are others than the kind's own. A stage and a role have no DDL.
 * https://docs.snowflake.com/en/sql-reference/functions/get_ddl#arguments
 */
const withoutDdl: ReadonlySet<string> = new Set(['STAGE', 'ROLE', 'USER'])

/** The kind that the first argument of GET_DDL names. */
export function ddlKind(written: string, span: Span): ObjectKind {
  const word = written.trim().toUpperCase().replaceAll(/\s+/g, '_')
  if (!isKind(word) || withoutDdl.has(word))
    fail('INVALID_ARGUMENT', { function: 'GET_DDL', value: written, expected: 'a type of object' }, span)
  return word
}

function isKind(word: string): word is ObjectKind {
  return Object.hasOwn(objectKinds, word)
}

/** What GET_DDL says of an object; of a database or a schema with all that is in it. */
export async function ddlOf(
  object: CatalogObject,
  qualified: boolean,
  catalog: Catalog,
  facts: Facts,
): Promise<string> {
  const parts: string[] = []
  // One after the other: a transaction runs one SQL at a time.
  for (const each of [object, ...contentsOf(object, catalog)])
    parts.push(layOut(await withColumns(ddlStatement(each, qualified), each, facts)))
  return parts.length === 1 && object.kind !== 'SCHEMA' && object.kind !== 'DATABASE'
    ? (parts[0] ?? '')
    : parts.map((part) => `${part}\n`).join('\n')
}

function ddlStatement(object: CatalogObject, qualified: boolean): Statement {
  const statement = descriptorOf(object.kind).toDdl(object, read)
  if (!qualified || !('name' in statement)) return statement
  const parts = [object.database, object.schema, object.name].filter((part) => part !== '')
  // Every statement that makes an object has its name under `name`.
  return { ...statement, name: objectName(...parts) } as Statement
}

/** "The query result always … generates the column list" of a view; one whose query means nothing any more is given without. */
async function withColumns(statement: Statement, object: CatalogObject, facts: Facts): Promise<Statement> {
  if (
    (statement.kind !== 'CreateView' && statement.kind !== 'CreateMaterializedView') ||
    (object.kind !== 'VIEW' && object.kind !== 'MATERIALIZED_VIEW') ||
    statement.columns.length > 0
  )
    return statement
  const columns = await facts.viewColumns(object).catch(() => [])
  return { ...statement, columns: columns.map(({ name }) => ({ name: identifier(name) })) }
}

/** Kinds in the order in which what uses others comes after them. */
const order: readonly string[] = ['SEQUENCE', 'FILE_FORMAT', 'TABLE']

/** The objects of a schema, or the schemas of a database each with its objects. Temporary objects belong to nobody else. */
function contentsOf(object: CatalogObject, catalog: Catalog): readonly CatalogObject[] {
  if (object.kind === 'SCHEMA') return sorted(catalog.within(object.database, object.name))
  if (object.kind !== 'DATABASE') return []
  const schemas = catalog.all('SCHEMA').filter(({ database }) => database === object.name)
  return schemas
    .filter(({ owner }) => owner !== '')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((schema) => [schema, ...contentsOf(schema, catalog)])
}

function sorted(objects: readonly CatalogObject[]): readonly CatalogObject[] {
  return objects
    .filter(({ kind, sessionId }) => !withoutDdl.has(kind) && sessionId === undefined)
    .toSorted((a, b) => place(a) - place(b) || a.id - b.id)
}

function place({ kind }: CatalogObject): number {
  const found = order.indexOf(kind)
  return found === -1 ? order.length : found
}
