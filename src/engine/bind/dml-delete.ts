import type { Delete } from '../../sql/statement/delete.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Sql } from '../duck/sql.ts'
import { bindCondition } from './condition.ts'
import { bindTarget, startDml } from './dml.ts'
import { rowsOf, whereScope, withTarget } from './dml-update.ts'
import type { BoundQuery, SessionValues, Sources } from './tree.ts'

/** A DELETE: the places of the rows to delete; one may come several times. */
export interface BoundDelete {
  readonly rows: BoundQuery
  /** Neither WHERE nor USING: the whole table. */
  readonly everything: boolean
}

/** https://docs.snowflake.com/en/sql-reference/sql/delete */
export function bindDelete(
  statement: Delete,
  table: TableRecord,
  live: Sql,
  sources: Sources,
  session: SessionValues,
  text: string,
): BoundDelete {
  const dml = startDml(table, sources, session, text)
  const { frame } = dml
  const target = bindTarget(dml, live, statement.alias)
  const from = withTarget(target, statement.using, frame)
  const where =
    statement.where === undefined ? undefined : bindCondition(statement.where, whereScope(frame, from))
  return {
    rows: rowsOf(target, [], from.relation, where, frame),
    everything: statement.where === undefined && statement.using.length === 0,
  }
}
