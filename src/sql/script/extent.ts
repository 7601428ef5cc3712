import type { Cursor } from '../text/cursor.ts'

/**
 * Whether a block of Snowflake Scripting begins here: BEGIN that does not begin a transaction, or DECLARE.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks
 */
export function atBlock(cursor: Cursor): boolean {
  return cursor.is('DECLARE') || (cursor.is('BEGIN') && !atTransaction(cursor))
}

/** BEGIN [WORK | TRANSACTION] [NAME n]. https://docs.snowflake.com/en/sql-reference/sql/begin */
function atTransaction(cursor: Cursor): boolean {
  const after = cursor.peek(1)
  return (
    after.kind === 'End' || after.word === ';' || ['TRANSACTION', 'WORK', 'NAME', '->>'].includes(after.word)
  )
}

/** Words that open a nested block where a statement may stand; the first `(` after REPEAT makes it the function. */
const openers: ReadonlySet<string> = new Set(['IF', 'LOOP', 'FOR', 'WHILE', 'REPEAT'])
/** Words after which a statement may stand. */
const beforeStatements: ReadonlySet<string> = new Set([
  ';',
  'BEGIN',
  'DECLARE',
  'THEN',
  'ELSE',
  'DO',
  'LOOP',
  'REPEAT',
])
/** Consumes a block to its END, and no further; a syntax error at the end of the text if there is none. */
export function skipBlock(cursor: Cursor): void {
  const open: string[] = []
  let before = ';'
  do {
    if (cursor.atEnd()) cursor.unexpected()
    const opened = opens(cursor, before, open.at(-1))
    const { word } = cursor.next()
    if (opened === 'BEGIN' && open.at(-1) === 'DECLARE' && before !== 'AS') open[open.length - 1] = opened
    else if (opened !== undefined) open.push(opened)
    if (word === 'END' && before !== '.') skipCloser(cursor, open.pop())
    before = word
  } while (open.length > 0)
}

/** The word that may follow the END of what `opened`: END IF, END CASE, END FOR or END LOOP. */
function skipCloser(cursor: Cursor, opened: string | undefined): void {
  const { word } = cursor.peek()
  if (opened === 'CASE' ? word === 'CASE' : opened !== 'BEGIN' && openers.has(word)) cursor.next()
}

/** The word that opens a nested block here, if one does. CASE may be a statement or an expression: both end with END. */
function opens(cursor: Cursor, before: string, around: string | undefined): string | undefined {
  const { word } = cursor.peek()
  if (word === 'CASE') return before === '.' ? undefined : word
  // The body of a nested procedure.
  if (before === 'AS' && around === 'DECLARE' && atBlock(cursor)) return word
  if (!beforeStatements.has(before)) return undefined
  if (atBlock(cursor)) return word
  return openers.has(word) && !(word === 'REPEAT' && cursor.is('REPEAT', '(')) ? word : undefined
}
