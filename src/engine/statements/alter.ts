import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { AlterableKind, AlterObject, ObjectChange } from '../../sql/statement/alter.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import { printIdentifier, printName } from '../catalog/names.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import type { Context } from '../context.ts'
import { liveFacts } from '../describe/facts.ts'
import { setFileFormat } from './file-format.ts'
import { setIntegration } from './integration.ts'
import { status, type Outcome } from './outcome.ts'
import { findProcedure, getProcedure } from './procedure-lookup.ts'
import { newName, rename, swap } from './renaming.ts'
import { inheritRetention, setContainer, unsetRetention } from './container.ts'
import { renameRole } from './role.ts'
import { refreshStage, setStage, switchDirectory } from './stage.ts'

type Alterable = ObjectOf<AlterableKind>

/** https://docs.snowflake.com/en/sql-reference/sql/alter */
async function alterObject(statement: AlterObject, context: Context): Promise<Outcome> {
  const done = status('Statement executed successfully.')
  const object = alteredObject(statement, context)
  if (object === undefined) return done
  if (
    statement.category !== undefined &&
    object.kind === 'INTEGRATION' &&
    object.category !== statement.category
  )
    fail(
      'WRONG_OBJECT_TYPE',
      { found: `${object.category} INTEGRATION`, wanted: `${statement.category} INTEGRATION` },
      statement.name.span,
    )
  refuseSystem(object, statement)
  const { change } = statement
  if (change.kind === 'RefreshStage')
    return await refreshStage(ofKind('STAGE', object), change.properties, context)
  const changed = await dispatch(changes, change, object, statement, context)
  if (changed === object) return done
  await context.catalog.put(context.transaction, changed)
  if (object.kind === 'STAGE' && changed.kind === 'STAGE') await switchDirectory(object, changed, context)
  await inheritRetention(changed, context)
  return done
}

function alteredObject(statement: AlterObject, context: Context): Alterable | undefined {
  const { catalog, state } = context
  const { object: kind, name, ifExists, argumentTypes = [] } = statement
  if (kind === 'PROCEDURE') return (ifExists ? findProcedure : getProcedure)(name, argumentTypes, context)
  if (ifExists && catalog.occupant(kind, catalog.nameOf(kind, name, state), state) === undefined)
    return undefined
  return catalog.get(kind, name, state)
}

function refuseSystem(object: CatalogObject, { name }: AlterObject): void {
  const ofSystem =
    (object.kind === 'SCHEMA' && object.name === informationSchemaName) ||
    (object.kind === 'ROLE' && object.owner === '')
  if (ofSystem)
    fail(
      'SYSTEM_OBJECT',
      { operation: `ALTER ${objectKinds[object.kind].words}`, name: printName(object) },
      name.span,
    )
}

/** Each gives the object as it is then; those that write it themselves give it back as it was. */
const changes: ByKind<
  Exclude<ObjectChange, { kind: 'RefreshStage' }>,
  [Alterable, AlterObject, Context],
  Promise<Alterable>
> = {
  RenameObject: async ({ to }, object, _statement, context) => {
    const name = newName(object, to, context)
    if (object.kind === 'ROLE') await renameRole(object, name.name, context)
    else await rename(object, name, context)
    return object
  },
  SwapObject: async (change, object, { object: kind }, context) => {
    const other = context.catalog.get(kind, change.with, context.state)
    if (other.id !== object.id) await swap(object, other, context)
    return object
  },
  SetObject: async ({ properties: written }, object, statement, context) => {
    const title = objectKinds[object.kind].words
    // The properties of a file format are those of its type: they are read all at once.
    if (object.kind === 'FILE_FORMAT') return setFileFormat(object, written)
    const properties = takeProperties(written, title)
    const comment = properties.text('COMMENT')
    const changed = setters[object.kind](object as never, properties, statement, context)
    properties.rejectRest()
    return comment === undefined ? changed : { ...changed, comment }
  },
  UnsetObject: async ({ names }, object, { span }, context) =>
    names.reduce((changed: Alterable, name): Alterable => {
      if (name === 'COMMENT') return { ...changed, comment: '' }
      const unset = unsetters[changed.kind]?.[name]
      if (unset === undefined)
        return fail('INVALID_PROPERTY', { property: name, object: objectKinds[changed.kind].words }, span)
      return unset(changed, context)
    }, object),
  Secure: async ({ on }, object) => ({ ...ofKind('VIEW', object), secure: on }),
  ManagedAccess: async ({ on }, object) => ({ ...ofKind('SCHEMA', object), managedAccess: on }),
  ExecuteAs: async ({ rights }, object) => ({ ...ofKind('PROCEDURE', object), executeAs: rights }),
  ColumnComment: async ({ column, comment }, object, _statement, context) => {
    const view = ofKind('VIEW', object)
    return await withColumnComment(view, column.text, comment, context, column.span)
  },
}

/** The parser has read the change for this kind alone. */
function ofKind<K extends AlterableKind>(kind: K, object: Alterable): ObjectOf<K> {
  if (object.kind !== kind) throw new Error(`Snowmelt bug: ${object.kind} is altered as a ${kind}`)
  return object as ObjectOf<K>
}

type Setter<K extends AlterableKind> = (
  object: ObjectOf<K>,
  properties: TypedProperties,
  statement: AlterObject,
  context: Context,
) => ObjectOf<K>

const nothingElse = <O>(object: O): O => object

/** What SET takes of each kind besides COMMENT. */
const setters: { readonly [K in Exclude<AlterableKind, 'FILE_FORMAT'>]: Setter<K> } = {
  DATABASE: setContainer,
  SCHEMA: setContainer,
  VIEW: (view, properties) => {
    const tracking = properties.boolean('CHANGE_TRACKING')
    const { changeTracking: _, ...rest } = view
    if (tracking === undefined) return view
    return tracking ? { ...rest, changeTracking: true } : rest
  },
  STAGE: (stage, properties, { span }, context) => setStage(stage, properties, context, span),
  STREAM: nothingElse,
  PROCEDURE: nothingElse,
  INTEGRATION: (integration, properties) => setIntegration(integration, properties),
  ROLE: nothingElse,
}

type Unsetter = (object: Alterable, context: Context) => Alterable

const unsetters: Readonly<Partial<Record<AlterableKind, Readonly<Record<string, Unsetter>>>>> = {
  DATABASE: {
    DATA_RETENTION_TIME_IN_DAYS: (it, context) => unsetRetention(ofKind('DATABASE', it), context),
  },
  SCHEMA: { DATA_RETENTION_TIME_IN_DAYS: (it, context) => unsetRetention(ofKind('SCHEMA', it), context) },
  VIEW: {
    CHANGE_TRACKING: (it) => {
      const { changeTracking: _, ...rest } = ofKind('VIEW', it)
      return rest
    },
  },
  INTEGRATION: {
    ENABLED: (it) => ({ ...ofKind('INTEGRATION', it), enabled: false }),
    STORAGE_BLOCKED_LOCATIONS: (it) =>
      withoutProperty(ofKind('INTEGRATION', it), 'STORAGE_BLOCKED_LOCATIONS'),
    STORAGE_AWS_OBJECT_ACL: (it) => withoutProperty(ofKind('INTEGRATION', it), 'STORAGE_AWS_OBJECT_ACL'),
    DEFAULT_RECIPIENTS: (it) => withoutProperty(ofKind('INTEGRATION', it), 'DEFAULT_RECIPIENTS'),
    DEFAULT_SUBJECT: (it) => withoutProperty(ofKind('INTEGRATION', it), 'DEFAULT_SUBJECT'),
    ALLOWED_RECIPIENTS: (it) => withoutProperty(ofKind('INTEGRATION', it), 'ALLOWED_RECIPIENTS'),
    WEBHOOK_BODY_TEMPLATE: (it) => withoutProperty(ofKind('INTEGRATION', it), 'WEBHOOK_BODY_TEMPLATE'),
  },
}

function withoutProperty(integration: ObjectOf<'INTEGRATION'>, name: string): ObjectOf<'INTEGRATION'> {
  const kept = Object.entries(integration.properties).filter(([key]) => key !== name)
  return { ...integration, properties: Object.fromEntries(kept) }
}

/** A view that lists no columns gets the list of those that its query gives. */
export async function withColumnComment(
  view: ViewRecord,
  name: string,
  comment: string | undefined,
  context: Context,
  span: AlterObject['span'],
): Promise<ViewRecord> {
  const listed: ViewRecord['columns'] =
    view.columns.length > 0
      ? view.columns
      : (await liveFacts(context).viewColumns(view)).map((column) => ({ name: column.name }))
  if (!listed.some((column) => column.name === name))
    fail('COLUMN_NOT_FOUND', { column: printIdentifier(name) }, span)
  const columns = listed.map((column) => {
    if (column.name !== name) return column
    return comment === undefined ? { name } : { name, comment }
  })
  return { ...view, columns }
}

export const alterExecutors = { AlterObject: alterObject }
