import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { Comment } from '../../sql/statement/comment.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { Context } from '../context.ts'
import { withColumnComment } from './alter.ts'
import { status, type Outcome } from './outcome.ts'
import { findProcedure, getProcedure } from './procedure-lookup.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/comment */
async function commentOn(statement: Comment, context: Context): Promise<Outcome> {
  const { catalog, transaction } = context
  const changed =
    statement.object === 'COLUMN'
      ? await commentedColumn(statement, context)
      : commentedObject(statement, statement.object, context)
  if (changed !== undefined) await catalog.put(transaction, changed)
  return status('Statement executed successfully.')
}

function commentedObject(
  statement: Comment,
  kind: CatalogObject['kind'],
  context: Context,
): CatalogObject | undefined {
  const { catalog, state } = context
  const { name, ifExists, argumentTypes = [], comment } = statement
  if (kind === 'PROCEDURE') {
    const found = (ifExists ? findProcedure : getProcedure)(name, argumentTypes, context)
    return found === undefined ? undefined : { ...found, comment }
  }
  if (ifExists && catalog.occupant(kind, catalog.nameOf(kind, name, state), state) === undefined)
    return undefined
  const occupant = catalog.occupant(kind, catalog.nameOf(kind, name, state), state)
  // ALTER TABLE and COMMENT ON TABLE are also for external ones.
  if (kind === 'TABLE' && occupant?.kind === 'EXTERNAL_TABLE') return { ...occupant, comment }
  return { ...catalog.get(kind, name, state), comment }
}

async function commentedColumn(statement: Comment, context: Context): Promise<CatalogObject | undefined> {
  const { catalog, state } = context
  const { name, ifExists, comment } = statement
  const [column, ...table] = name.kind === 'Name' ? name.parts.toReversed() : []
  if (column === undefined || table.length === 0)
    return fail('INVALID_OBJECT_NAME', { name: column?.text ?? '' }, name.span)
  const of: ObjectName = { kind: 'Name', parts: table.toReversed(), span: name.span }
  const found = catalog.occupant('TABLE', catalog.nameOf('TABLE', of, state), state)
  if (found === undefined && ifExists) return undefined
  if (found?.kind === 'VIEW')
    return await withColumnComment(found, column.text, comment, context, column.span)
  const owner = found?.kind === 'EXTERNAL_TABLE' ? found : catalog.get('TABLE', of, state)
  if (!owner.columns.some((each) => each.name === column.text)) {
    if (ifExists) return undefined
    fail('COLUMN_NOT_FOUND', { column: printIdentifier(column.text) }, column.span)
  }
  const commented = <C extends { readonly name: string }>(each: C): C =>
    each.name === column.text ? { ...each, comment } : each
  return owner.kind === 'TABLE'
    ? { ...owner, columns: owner.columns.map(commented) }
    : { ...owner, columns: owner.columns.map(commented) }
}

export const commentExecutors = { Comment: commentOn }
