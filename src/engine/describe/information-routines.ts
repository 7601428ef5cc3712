import { typeText } from '../../account/types.ts'
import type { ObjectOf } from '../catalog/objects/index.ts'
import type { ValueType } from '../types/data-type.ts'
import {
  digits,
  moment,
  nothing,
  viewOf,
  visible,
  words,
  type Cell,
  type InformationView,
} from './information-cells.ts'
import { octetLength } from './information-columns.ts'

type Procedure = ObjectOf<'PROCEDURE'>

/** The type that a routine gives; a table has none. */
interface Returning {
  readonly returns?: ValueType
}

/** What the views on routines say of the type of the result. */
const resultCells = {
  DATA_TYPE: words<Returning>(({ returns }) => (returns === undefined ? 'TABLE ()' : typeText(returns))),
  CHARACTER_MAXIMUM_LENGTH: digits<Returning>(({ returns }) =>
    returns?.kind === 'VARCHAR' ? String(returns.length) : null,
  ),
  CHARACTER_OCTET_LENGTH: digits<Returning>(({ returns }) =>
    returns?.kind === 'VARCHAR' ? String(octetLength(returns.length)) : null,
  ),
  NUMERIC_PRECISION: ofNumber(({ precision }) => precision),
  NUMERIC_PRECISION_RADIX: ofNumber(() => 10),
  NUMERIC_SCALE: ofNumber(({ scale }) => scale),
}

function ofNumber(of: (type: Extract<ValueType, { kind: 'NUMBER' }>) => number): Cell<Returning> {
  return digits(({ returns }) => (returns?.kind === 'NUMBER' ? String(of(returns)) : null))
}

/** `(A NUMBER, B VARCHAR)` */
function argumentList(args: readonly { readonly name: string; readonly type: ValueType }[]): string {
  return `(${args.map(({ name, type }) => `${name} ${type.kind}`).join(', ')})`
}

/** The views on procedures and functions. */
export const routineViews: Readonly<Record<string, InformationView>> = {
  PROCEDURES: viewOf<Procedure>((world) => visible('PROCEDURE', world), {
    PROCEDURE_CATALOG: words((it) => it.database),
    PROCEDURE_SCHEMA: words((it) => it.schema),
    PROCEDURE_NAME: words((it) => it.name),
    PROCEDURE_OWNER: words((it) => it.owner),
    ARGUMENT_SIGNATURE: words((it) => argumentList(it.args)),
    ...resultCells,
    PROCEDURE_LANGUAGE: words((it) => it.language),
    PROCEDURE_DEFINITION: words((it) => it.body),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    COMMENT: words((it) => it.comment),
    EXTERNAL_ACCESS_INTEGRATIONS: nothing(),
    SECRETS: nothing(),
    RUNTIME_VERSION: nothing(),
    PACKAGES: nothing(),
    INSTALLED_PACKAGES: nothing(),
    ARTIFACT_REPOSITORY: nothing(),
    OWNER_ROLE_TYPE: words((it) => (it.owner === '' ? null : 'ROLE')),
  }),
}
