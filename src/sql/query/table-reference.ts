import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { reservedInFrom } from '../text/keywords.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'
import {
  atTimeTravel,
  parseChanges,
  parseTimeTravel,
  printChanges,
  printTimeTravel,
  type Changes,
  type TimeTravel,
} from './time-travel.ts'

/** A table, view or stream by name. https://docs.snowflake.com/en/sql-reference/constructs/from */
export interface TableReference {
  readonly kind: 'TableReference'
  readonly name: ObjectName
  readonly timeTravel?: TimeTravel
  readonly changes?: Changes
  readonly alias?: TableAlias
  readonly span: Span
}

/** name [AT (…) | BEFORE (…)] [CHANGES (…) …] [alias] */
export function parseTableReference(cursor: Cursor): TableReference {
  if (reservedInFrom.has(cursor.peek().word) || cursor.is('ASOF') || cursor.is('MATCH_CONDITION'))
    cursor.unexpected()
  const start = cursor.start()
  return finishTableReference(cursor, cursor.name(), start)
}

/** What may follow the name of a table. */
export function finishTableReference(cursor: Cursor, name: ObjectName, start: number): TableReference {
  const timeTravel = atTimeTravel(cursor) ? parseTimeTravel(cursor) : undefined
  const changes = cursor.is('CHANGES', '(') ? parseChanges(cursor) : undefined
  const alias = parseTableAlias(cursor)
  return {
    kind: 'TableReference',
    name,
    ...(timeTravel !== undefined && { timeTravel }),
    ...(changes !== undefined && { changes }),
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

export const printTableReference: ByKind<TableReference, [], Sql> = {
  TableReference: (t) =>
    sql.join(
      [
        sql.name(t.name),
        sql.optional(t.timeTravel, (travel) => sql` ${printTimeTravel(travel)}`),
        sql.optional(t.changes, (changes) => sql` ${printChanges(changes)}`),
        printTableAlias(t.alias),
      ],
      '',
    ),
}
