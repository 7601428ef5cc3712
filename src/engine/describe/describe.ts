import { fail } from '../../common/errors.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import type { Describe } from '../../sql/statement/show.ts'
import type { Description, Scene } from '../catalog/descriptor.ts'
import { descriptorOf, type CatalogObject } from '../catalog/objects/index.ts'
import { kindsSharingNames, printName } from '../catalog/names.ts'

/** Kinds whose DESCRIBE also takes the other: DESCRIBE TABLE and DESCRIBE VIEW are interchangeable. */
const interchangeable: readonly ObjectKind[] = ['TABLE', 'VIEW']

/** What DESCRIBE gives, from the descriptor of the kind. https://docs.snowflake.com/en/sql-reference/sql/desc */
export async function describeObject(object: CatalogObject, scene: Scene): Promise<Description> {
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
