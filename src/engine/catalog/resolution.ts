import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import type { NameContext } from './catalog.ts'
import { partsOf, printIdentifier, type QualifiedName } from './names.ts'

/**
 * `name`, `schema.name`, `db.schema.name`, and `db..name`, whose empty part means PUBLIC.
 * https://docs.snowflake.com/en/sql-reference/name-resolution
 */
export function qualify(name: ObjectName, session: NameContext, span: Span = name.span): QualifiedName {
  const parts = partsOf(name)
  if (parts.length > 3) fail('INVALID_OBJECT_NAME', { name: parts.map(printIdentifier).join('.') }, span)
  const [last = '', schema, database] = parts.toReversed()
  return {
    database: database ?? currentDatabase(session, span),
    schema: schema === '' ? 'PUBLIC' : (schema ?? currentSchema(session, span)),
    name: last,
  }
}

/** The full name for any kind, by what contains the kind. */
export function nameOf(kind: ObjectKind, name: ObjectName, session: NameContext): QualifiedName {
  return byContainer[objectKinds[kind].container](name, session)
}

const byContainer: Readonly<
  Record<'ACCOUNT' | 'DATABASE' | 'SCHEMA', (name: ObjectName, session: NameContext) => QualifiedName>
> = {
  ACCOUNT: (name) => {
    const [only = '', ...more] = partsOf(name)
    if (more.length > 0)
      fail('INVALID_OBJECT_NAME', { name: [only, ...more].map(printIdentifier).join('.') }, name.span)
    return { database: '', schema: '', name: only }
  },
  DATABASE: (name, session) => {
    const parts = partsOf(name)
    if (parts.length > 2)
      fail('INVALID_OBJECT_NAME', { name: parts.map(printIdentifier).join('.') }, name.span)
    const [last = '', database] = parts.toReversed()
    return { database: database ?? currentDatabase(session, name.span), schema: '', name: last }
  },
  SCHEMA: qualify,
}

function currentDatabase(session: NameContext, span: Span): string {
  return session.database ?? fail('NO_CURRENT_DATABASE', { operation: 'this operation' }, span)
}

function currentSchema(session: NameContext, span: Span): string {
  currentDatabase(session, span)
  return session.schema ?? fail('NO_CURRENT_SCHEMA', { operation: 'this operation' }, span)
}
