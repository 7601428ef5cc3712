import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Step } from './script.ts'

/** statement; { statement; }… up to one of the words `ends`, which is not consumed. */
export function parseSteps(cursor: Cursor, ...ends: readonly string[]): readonly Step[] {
  const steps: Step[] = []
  while (steps.length === 0 || !ends.some((word) => cursor.is(word) && cursor.peek(1).word !== ':=')) {
    steps.push(cursor.grammar.step(cursor))
    cursor.expect(';')
  }
  return steps
}

/** Each statement with its `;` and a blank behind it. */
export function printSteps(steps: readonly Step[]): Sql {
  return sql.join(
    steps.map((step) => sql`${step}; `),
    '',
  )
}

/** ` label` behind the END of a loop or block. */
export function parseLabel(cursor: Cursor): { readonly label?: Identifier } {
  return cursor.isIdentifier() ? { label: cursor.identifier() } : {}
}

export function printLabel(label: Identifier | undefined): Sql {
  return sql.optional(label, (name) => sql` ${sql.identifier(name)}`)
}

/** A variable that takes a value: `name` or `:name`. */
export function parseTarget(cursor: Cursor): Identifier {
  const { kind, text, span } = cursor.peek()
  if (kind !== 'Bind' || !/^[A-Z_]/.test(text)) return cursor.identifier()
  cursor.next()
  return { text, quoted: false, span }
}
