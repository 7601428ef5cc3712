import { fail } from '../../common/errors.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import type { Undrop } from '../../sql/statement/undrop.ts'
import type { Dropped } from '../catalog/dropped.ts'
import type { Context } from '../context.ts'
import { wakePipes } from '../load/pipes.ts'
import { status, type Outcome } from './outcome.ts'

/**
 * Restores what was dropped last under a name, with everything that was in it, as it was.
 * https://docs.snowflake.com/en/sql-reference/sql/undrop
 */
async function undrop(statement: Undrop, context: Context): Promise<Outcome> {
  const { catalog, transaction } = context
  const dropped = droppedObject(statement, context)
  const { object } = dropped
  catalog.requireContainer({ database: object.database, schema: object.schema, name: '' }, statement.span)
  await catalog.restore(transaction, dropped)
  for (const inside of catalog.dropped.contentsOf(object.id)) await catalog.restore(transaction, inside)
  transaction.onCommit(() => wakePipes(catalog))
  return status(`${objectKinds[object.kind].title} ${object.name} successfully restored.`)
}

function droppedObject({ object: kind, name, span }: Undrop, { catalog, clock, state }: Context): Dropped {
  const { title } = objectKinds[kind]
  const restorable = catalog.dropped.restorable(kind, clock.now())
  if ('id' in name) {
    const found = restorable.find(({ object }) => object.id === name.id)
    return found ?? fail('NOT_RESTORABLE', { kind: title, name: String(name.id) }, span)
  }
  const full = catalog.nameOf(kind, name, state)
  catalog.requireContainer({ ...full, name: '' }, name.span)
  const found = restorable.find(
    ({ object }) =>
      object.name === full.name && object.schema === full.schema && object.database === full.database,
  )
  return found ?? fail('NOT_RESTORABLE', { kind: title, name: full.name }, name.span)
}

export const undropExecutors = { Undrop: undrop }
