import type { Column } from '../../account/result.ts'
import { typeText } from '../../account/types.ts'
import { fail } from '../../common/errors.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import type { Describe } from '../../sql/statement/show.ts'
import { textTable, type Description, type Scene } from '../catalog/descriptor.ts'
import { descriptorOf, type CatalogObject } from '../catalog/objects/index.ts'
import { stageProperties, stagePropertyColumns } from '../catalog/objects/stage.ts'
import { describedColumns } from '../catalog/objects/table.ts'
import { kindsSharingNames, printName } from '../catalog/names.ts'

/** Kinds whose DESCRIBE also takes the other: DESCRIBE TABLE and DESCRIBE VIEW are interchangeable. */
const interchangeable: readonly ObjectKind[] = ['TABLE', 'VIEW', 'EXTERNAL_TABLE']

/** What DESCRIBE gives, from the descriptor of the kind. https://docs.snowflake.com/en/sql-reference/sql/desc */
export async function describeObject(
  object: CatalogObject,
  scene: Scene,
  type: Describe['type'] = 'COLUMNS',
): Promise<Description> {
  if (type === 'STAGE') return stageOfTable(object)
  const { describe } = descriptorOf(object.kind)
  if (describe === undefined)
    return fail('UNSUPPORTED', { feature: `DESCRIBE ${objectKinds[object.kind].words}` })
  return await describe(object, scene)
}

/** The object that the statement names; a procedure is found by whoever knows types. */
export function describedObject(statement: Describe, { catalog, session }: Scene): CatalogObject {
  const { object, name } = statement
  if (interchangeable.includes(object)) {
    const full = catalog.nameOf(object, name, session)
    const occupant = catalog.occupant(object, full, session)
    if (
      occupant !== undefined &&
      kindsSharingNames(object).includes(occupant.kind) &&
      interchangeable.includes(occupant.kind)
    )
      return occupant
    if (occupant === undefined) {
      catalog.requireContainer(full, name.span)
      fail('OBJECT_NOT_FOUND', { kind: objectKinds[object].title, name: printName(full) }, name.span)
    }
  }
  return catalog.get(object, name, session)
}

/** DESCRIBE TABLE … TYPE = STAGE: a table's own stage has the defaults. */
function stageOfTable(object: CatalogObject): Description {
  if (object.kind !== 'TABLE')
    return fail('UNSUPPORTED', { feature: `DESCRIBE ${objectKinds[object.kind].words} … TYPE = STAGE` })
  return textTable(stagePropertyColumns, stageProperties({ copyOptions: {} }))
}

/** What DESCRIBE RESULT gives. https://docs.snowflake.com/en/sql-reference/sql/desc-result */
export function resultDescription(columns: readonly Column[]): Description {
  return textTable(
    describedColumns.slice(0, 10),
    columns.map(({ name, type, nullable }) => {
      const row = [name, typeText(type), 'COLUMN', nullable ? 'Y' : 'N', null, 'N', 'N', null, null, null]
      return row
    }),
  )
}
