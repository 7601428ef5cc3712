import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Step } from './script.ts'
import { parseSteps, printSteps } from './steps.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/declare#exception-declaration-syntax */
export interface ExceptionDeclaration {
  readonly kind: 'ExceptionDeclaration'
  readonly name: Identifier
  readonly number: number
  readonly message: string
  readonly span: Span
}
/** `names` may hold OTHER, STATEMENT_ERROR and EXPRESSION_ERROR. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/exception */
export interface Handler {
  readonly names: readonly Identifier[]
  /** CONTINUE: goes on behind the statement that failed; otherwise the block is left. */
  readonly continues: boolean
  readonly steps: readonly Step[]
}

/** name EXCEPTION [( number, 'message' )], from behind EXCEPTION. */
export function parseExceptionDeclaration(cursor: Cursor, name: Identifier): ExceptionDeclaration {
  const declared = cursor.is('(')
    ? cursor.parenthesized(() => {
        const number = parseExceptionNumber(cursor)
        cursor.expect(',')
        return { number, message: cursor.text() }
      })
    : { number: -20_000, message: '' }
  return { kind: 'ExceptionDeclaration', name, ...declared, span: cursor.span(name.span.start) }
}

/** An integer from -20999 to -20000. */
function parseExceptionNumber(cursor: Cursor): number {
  const start = cursor.start()
  const isNegative = cursor.take('-')
  const number = cursor.integer() * (isNegative ? -1 : 1)
  if (number < -20_999 || number > -20_000) fail('EXCEPTION_NUMBER', { number }, cursor.span(start))
  return number
}

/** WHEN name [OR name]… [EXIT | CONTINUE] THEN statement; … { WHEN … }…, up to END */
export function parseHandlers(cursor: Cursor): readonly Handler[] {
  const handlers: Handler[] = []
  while (!cursor.is('END')) {
    cursor.expect('WHEN')
    const names = [cursor.identifier()]
    while (cursor.take('OR')) names.push(cursor.identifier())
    const continues = cursor.oneOf('EXIT', 'CONTINUE') === 'CONTINUE'
    cursor.expect('THEN')
    handlers.push({ names, continues, steps: parseSteps(cursor, 'WHEN', 'END') })
  }
  return handlers.length === 0 ? cursor.unexpected() : handlers
}

export function printHandlers(handlers: readonly Handler[]): Sql {
  if (handlers.length === 0) return sql.empty
  return sql`EXCEPTION ${sql.join(handlers.map(printHandler), '')}`
}

function printHandler({ names, continues, steps }: Handler): Sql {
  const list = sql.join(
    names.map((name) => sql.identifier(name)),
    ' OR ',
  )
  return sql`WHEN ${list}${continues ? sql` CONTINUE` : sql.empty} THEN ${printSteps(steps)}`
}

export const printException: ByKind<ExceptionDeclaration, [], Sql> = {
  ExceptionDeclaration: (d) =>
    sql`${sql.identifier(d.name)} EXCEPTION (${sql.number(String(d.number))}, ${sql.text(d.message)})`,
}
