import { fail } from '../../common/errors.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import type { Drop } from '../../sql/statement/drop.ts'
import { lastPart, printName } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { dropObject } from './dropping.ts'
import { status, type Outcome } from './outcome.ts'
import { findProcedure, getProcedure } from './procedure-lookup.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/drop */
async function drop(statement: Drop, context: Context): Promise<Outcome> {
  const object = droppedObject(statement, context)
  const name = lastPart(statement.name)
  if (object === undefined) return status(`Drop statement executed successfully (${name} already dropped).`)
  refuse(object, statement, context)
  await dropObject(object, context)
  context.transaction.onCommit(() => {
    leave(object, context)
  })
  return status(`${name} successfully dropped.`)
}

/** The object named; undefined where it does not exist and IF EXISTS allows that. */
function droppedObject(statement: Drop, context: Context): CatalogObject | undefined {
  const { catalog, state } = context
  const { object: kind, name, argumentTypes = [] } = statement
  if (kind === 'PROCEDURE')
    return (statement.ifExists ? findProcedure : getProcedure)(name, argumentTypes, context)
  if (!statement.ifExists) return catalog.get(kind, name, state)
  const full = catalog.nameOf(kind, name, state)
  const occupant = catalog.occupant(kind, full, state)
  // IF EXISTS forgives a missing object, not one of another kind.
  return occupant === undefined ? undefined : catalog.get(kind, name, state)
}

/** What may not be dropped. */
function refuse(object: CatalogObject, statement: Drop, { catalog }: Context): void {
  const { span } = statement.name
  const ofSystem =
    (object.kind === 'ROLE' && object.owner === '') ||
    (object.kind === 'SCHEMA' && object.name === informationSchemaName)
  if (ofSystem)
    fail(
      'SYSTEM_OBJECT',
      { operation: `DROP ${objectKinds[object.kind].words}`, name: printName(object) },
      span,
    )
  if (statement.behavior !== 'RESTRICT') return
  const inside = (table: CatalogObject): boolean =>
    table.id === object.id ||
    (object.kind === 'DATABASE' && table.database === object.name) ||
    (object.kind === 'SCHEMA' && table.database === object.database && table.schema === object.name)
  const dropped = new Set(catalog.all('TABLE').filter(inside).map(printName))
  for (const table of catalog.all('TABLE'))
    if (!inside(table) && table.constraints.some(({ references }) => dropped.has(references?.table ?? '')))
      fail('REFERENCED_BY_KEY', { name: printName(object), by: printName(table) }, span)
}

/** A session does not stay in what it has dropped. */
function leave(object: CatalogObject, { state }: Context): void {
  if (object.kind === 'WAREHOUSE' && state.warehouse === object.name) state.warehouse = undefined
  if (object.kind === 'DATABASE' && state.database === object.name) {
    state.database = undefined
    state.schema = undefined
  }
  if (object.kind === 'SCHEMA' && state.database === object.database && state.schema === object.name)
    state.schema = undefined
}

export const dropExecutors = { Drop: drop }
