import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import type { Dropped } from '../catalog/dropped.ts'
import { partsOf, printName, type QualifiedName } from '../catalog/names.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import { nowhere } from '../catalog/trees.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'
import { renamed } from '../storage/physical.ts'

/** Gives an object's new full name; objects that do not move keep theirs. */
type Move = (name: QualifiedName) => QualifiedName

/**
 * The full name that `to` means for an object that is renamed: what is not written stays as it is, so that the object moves only
 * where another schema or database is named.
 */
export function newName(object: CatalogObject, to: ObjectName, { catalog }: Context): QualifiedName {
  const home = { id: '', database: object.database, schema: object.schema }
  const full = catalog.nameOf(object.kind, to, { ...home, database: home.database || undefined })
  catalog.requireContainer(full, to.span)
  if (full.schema === informationSchemaName || full.name === informationSchemaName)
    fail(
      'SYSTEM_OBJECT',
      { operation: `ALTER ${objectKinds[object.kind].words}`, name: printName(full) },
      to.span,
    )
  return full
}

/** Renames an object, with everything in it, and whatever names it in full. */
export async function rename(object: CatalogObject, to: QualifiedName, context: Context): Promise<void> {
  await relocate(moveOf(object, object, to), [object], context)
}

/** Exchanges the names of two objects of a kind. */
export async function swap(one: CatalogObject, other: CatalogObject, context: Context): Promise<void> {
  const there = moveOf(one, one, other)
  const back = moveOf(other, other, one)
  // A name is of one of the two, or of none: what one of them changes is not the other's to change back.
  const move: Move = (name) => {
    const moved = there(name)
    return moved === name ? back(name) : moved
  }
  await relocate(move, [one, other], context)
}

/** What becomes of names when `object` gets the name `to`. */
function moveOf({ kind }: CatalogObject, from: QualifiedName, to: QualifiedName): Move {
  if (kind === 'DATABASE')
    return (name) =>
      name.database === from.name
        ? { ...name, database: to.name }
        : isSame(name, from)
          ? { ...name, name: to.name }
          : name
  if (kind === 'SCHEMA')
    return (name) => {
      if (isSame(name, from)) return { ...name, database: to.database, name: to.name }
      return name.database === from.database && name.schema === from.name
        ? { ...name, database: to.database, schema: to.name }
        : name
    }
  return (name) => (isSame(name, from) ? { database: to.database, schema: to.schema, name: to.name } : name)
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.name === b.name && a.schema === b.schema && a.database === b.database
}

/** `roots`: the objects that get other names; of other kinds only what is inside of them moves. */
async function relocate(move: Move, roots: readonly CatalogObject[], context: Context): Promise<void> {
  const { catalog, state, transaction } = context
  const [root] = roots
  if (root === undefined) return
  const isContainer = root.kind === 'DATABASE' || root.kind === 'SCHEMA'
  const changed = catalog
    .everything()
    .map((object) => {
      const moves = isContainer || roots.includes(object)
      return withReferences(moves ? withName(object, move) : object, move, root.kind)
    })
    .filter((object) => object !== catalog.byId(object.id))
  for (const object of changed) if (object.kind === 'TABLE') await transaction.lock(object.id, object.name)
  await catalog.putAll(transaction, changed)
  if (isContainer)
    for (const dropped of catalog.dropped.everything()) await moveDropped(dropped, move, context)
  transaction.onCommit(() => {
    follow(state, move)
  })
}

/** What was dropped out of a container comes back into it. */
async function moveDropped(dropped: Dropped, move: Move, { catalog, transaction }: Context): Promise<void> {
  const object = withName(dropped.object, move)
  if (object === dropped.object || dropped.object.kind === 'DATABASE') return
  await catalog.dropped.remove(transaction, object.id)
  await catalog.dropped.add(transaction, { ...dropped, object })
}

function withName(object: CatalogObject, move: Move): CatalogObject {
  const name = { database: object.database, schema: object.schema, name: object.name }
  const to = move(name)
  if (isSame(name, to)) return object
  return object.kind === 'TABLE' ? renamed(object, to) : { ...object, ...to }
}

/** The object with the full names in it as they are now: a stream's source, a foreign key's table, a task's predecessors. */
function withReferences(object: CatalogObject, move: Move, kind: CatalogObject['kind']): CatalogObject {
  const isContainer = kind === 'DATABASE' || kind === 'SCHEMA'
  if (object.kind === 'STREAM' && (isContainer || kind.replace('_', ' ') === object.sourceKind))
    return replaced(object, { source: moved(object.source, move) })
  if (object.kind === 'EXTERNAL_TABLE' && (isContainer || kind === 'STAGE')) {
    const name = moved(object.stage.name, move)
    return name === object.stage.name ? object : { ...object, stage: { ...object.stage, name } }
  }
  if (object.kind === 'TASK' && isContainer) return withPredecessors(object, move)
  if (object.kind === 'TABLE' && (isContainer || kind === 'TABLE')) return withKeys(object, move)
  return object
}

function withPredecessors(task: ObjectOf<'TASK'>, move: Move): CatalogObject {
  const after = task.after.map((name) => moved(name, move))
  return replaced(task, {
    after: after.some((name, index) => name !== task.after[index]) ? after : task.after,
    ...(task.finalize === undefined ? {} : { finalize: moved(task.finalize, move) }),
  })
}

function withKeys(table: ObjectOf<'TABLE'>, move: Move): CatalogObject {
  const constraints = table.constraints.map((constraint) => {
    if (constraint.references === undefined) return constraint
    const name = moved(constraint.references.table, move)
    return name === constraint.references.table
      ? constraint
      : { ...constraint, references: { ...constraint.references, table: name } }
  })
  const isChanged = constraints.some((constraint, index) => constraint !== table.constraints[index])
  return isChanged ? { ...table, constraints } : table
}

function replaced<O extends object>(object: O, values: Partial<O>): O {
  const isSameObject = Object.entries(values).every(([key, value]) => Reflect.get(object, key) === value)
  return isSameObject ? object : { ...object, ...values }
}

/** A full name that is kept as text. */
function moved(text: string, move: Move): string {
  const [database = '', schema = '', name = ''] = partsOf(readName(text, nowhere))
  const from = { database, schema, name }
  const to = move(from)
  return isSame(from, to) ? text : printName(to)
}

/** A session stays in the database and schema that it uses, whatever they are called now. */
function follow(state: Context['state'], move: Move): void {
  if (state.database === undefined) return
  const { database, schema } = state
  state.database = move({ database: '', schema: '', name: database }).name
  if (schema === undefined) return
  const to = move({ database, schema: '', name: schema })
  state.database = to.database
  state.schema = to.name
}
