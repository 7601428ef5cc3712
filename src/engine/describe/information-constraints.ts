import { printName } from '../catalog/names.ts'
import type { KeptConstraint, TableRecord } from '../catalog/objects/table.ts'
import {
  moment,
  nothing,
  viewOf,
  visible,
  words,
  yes,
  type InformationView,
  type InformationWorld,
} from './information-cells.ts'
import { ruleOf } from './show-keys.ts'

/** A key with its table. */
interface Placed {
  readonly table: TableRecord
  readonly constraint: KeptConstraint
}

function constraints(world: InformationWorld): readonly Placed[] {
  return visible('TABLE', world).flatMap((table) =>
    table.constraints.map((constraint) => ({ table, constraint })),
  )
}

/** The table that a foreign key names, and the key there that it means. */
function referenced(
  { constraint }: Placed,
  { catalog }: InformationWorld,
): { readonly table: TableRecord; readonly key: string | null } | undefined {
  const { references } = constraint
  const table = catalog.all('TABLE').find((it) => printName(it) === references?.table)
  if (table === undefined || references === undefined) return undefined
  const key = table.constraints.find(
    ({ type, columns }) => type !== 'FOREIGN KEY' && columns.join('\0') === references.columns.join('\0'),
  )
  return { table, key: key?.name ?? null }
}

const property = (words: string) => (it: Placed) => it.constraint.properties.includes(words)

/** The views on keys, which are kept and not enforced. */
export const constraintViews: Readonly<Record<string, InformationView>> = {
  TABLE_CONSTRAINTS: viewOf<Placed>(constraints, {
    CONSTRAINT_CATALOG: words(({ table }) => table.database),
    CONSTRAINT_SCHEMA: words(({ table }) => table.schema),
    CONSTRAINT_NAME: words(({ constraint }) => constraint.name),
    TABLE_CATALOG: words(({ table }) => table.database),
    TABLE_SCHEMA: words(({ table }) => table.schema),
    TABLE_NAME: words(({ table }) => table.name),
    CONSTRAINT_TYPE: words(({ constraint }) => constraint.type),
    IS_DEFERRABLE: yes(property('DEFERRABLE')),
    INITIALLY_DEFERRED: yes(property('INITIALLY DEFERRED')),
    ENFORCED: yes(() => false),
    COMMENT: nothing(),
    CREATED: moment(({ table }) => table.createdOn),
    LAST_ALTERED: moment(({ table }) => table.createdOn),
    RELY: yes(property('RELY')),
  }),
  REFERENTIAL_CONSTRAINTS: viewOf<Placed>(
    (world) => constraints(world).filter(({ constraint }) => constraint.type === 'FOREIGN KEY'),
    {
      CONSTRAINT_CATALOG: words(({ table }) => table.database),
      CONSTRAINT_SCHEMA: words(({ table }) => table.schema),
      CONSTRAINT_NAME: words(({ constraint }) => constraint.name),
      UNIQUE_CONSTRAINT_CATALOG: words((it, world) => referenced(it, world)?.table.database ?? null),
      UNIQUE_CONSTRAINT_SCHEMA: words((it, world) => referenced(it, world)?.table.schema ?? null),
      UNIQUE_CONSTRAINT_NAME: words((it, world) => referenced(it, world)?.key ?? null),
      MATCH_OPTION: words(
        ({ constraint }) =>
          constraint.properties.find((words) => words.startsWith('MATCH '))?.slice('MATCH '.length) ?? 'FULL',
      ),
      UPDATE_RULE: words(({ constraint }) => ruleOf(constraint, 'ON UPDATE')),
      DELETE_RULE: words(({ constraint }) => ruleOf(constraint, 'ON DELETE')),
      COMMENT: nothing(),
      CREATED: moment(({ table }) => table.createdOn),
      LAST_ALTERED: moment(({ table }) => table.createdOn),
    },
  ),
}
