import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { TypeName } from '../../sql/expression/type-name.ts'
import { printName, titleOf } from '../catalog/names.ts'
import { argumentSignature, type ProcedureRecord } from '../catalog/objects/procedure.ts'
import type { Context } from '../context.ts'
import { typeOf } from '../types/type-names.ts'

type LookupContext = Pick<Context, 'catalog' | 'state'>

/** The procedure of that name and with those types of arguments, as others may have its name. */
export function findProcedure(
  name: ObjectName,
  argumentTypes: readonly TypeName[],
  { catalog, state }: LookupContext,
): ProcedureRecord | undefined {
  const signature = argumentSignature(argumentTypes.map(typeOf))
  return catalog
    .overloads(catalog.qualify(name, state))
    .find((procedure) => argumentSignature(procedure.args.map(({ type }) => type)) === signature)
}

/** Like {@link findProcedure}; throws OBJECT_NOT_FOUND. */
export function getProcedure(
  name: ObjectName,
  argumentTypes: readonly TypeName[],
  context: LookupContext,
): ProcedureRecord {
  const found = findProcedure(name, argumentTypes, context)
  if (found !== undefined) return found
  const { catalog, state } = context
  const full = catalog.qualify(name, state)
  catalog.requireContainer(full, name.span)
  const signature = argumentSignature(argumentTypes.map(typeOf))
  return fail(
    'OBJECT_NOT_FOUND',
    { kind: titleOf('PROCEDURE'), name: `${printName(full)}${signature}` },
    name.span,
  )
}
