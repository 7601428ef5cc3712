import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'
import { level, operand } from './precedence.ts'
import { parseTypeName, type TypeName } from './type-name.ts'

/**
 * `CAST(x AS t)`, `TRY_CAST(x AS t)` and `x::t` (printed as CAST).
 * https://docs.snowflake.com/en/sql-reference/functions/cast
 */
export interface Cast extends Node {
  readonly kind: 'Cast'
  readonly operand: Expression
  readonly type: TypeName
  readonly try: boolean
}
/** https://docs.snowflake.com/en/sql-reference/functions/collate */
export interface Collate extends Node {
  readonly kind: 'Collate'
  readonly operand: Expression
  readonly collation: string
}
export type Conversion = Cast | Collate

/** { CAST | TRY_CAST } ( expression AS type ) */
function parseCastCall(cursor: Cursor): Cast {
  const start = cursor.start()
  const isTry = cursor.next().word === 'TRY_CAST'
  return cursor.parenthesized(() => {
    const operand = parseExpressionAt(cursor)
    cursor.expect('AS')
    const type = parseTypeName(cursor)
    if (cursor.is('RENAME') || cursor.is('ADD')) {
      cursor.unsupported(`CAST … ${cursor.peek().word} FIELDS`)
    }
    return { kind: 'Cast', operand, type, try: isTry, span: { start, end: cursor.peek().span.end } }
  })
}

/** operand :: type */
export function parseCastOperator(cursor: Cursor, left: Expression): Cast {
  cursor.expect('::')
  const type = parseTypeName(cursor)
  return { kind: 'Cast', operand: left, type, try: false, span: cursor.span(left.span.start) }
}

/** operand COLLATE 'collation' */
export function parseCollate(cursor: Cursor, left: Expression): Collate {
  cursor.expect('COLLATE')
  const collation = cursor.text()
  return { kind: 'Collate', operand: left, collation, span: cursor.span(left.span.start) }
}

export const parseCast = { CAST: parseCastCall, TRY_CAST: parseCastCall }
export const printConversion: ByKind<Conversion, [], Sql> = {
  Cast: (e) => sql`${e.try ? sql`TRY_CAST` : sql`CAST`}(${e.operand} AS ${sql.type(e.type)})`,
  Collate: (e) => sql`${operand(e.operand, level.collate)} COLLATE ${sql.text(e.collation)}`,
}
