import { Cursor } from '../text/cursor.ts'
import { lex } from '../text/lexer.ts'
import { atBlock, skipBlock } from './extent.ts'

/** One statement of a script: its text without the `;`, and where it begins in the script. */
interface ScriptPiece {
  readonly text: string
  readonly offset: number
}

/**
 * Splits a script at each `;` that ends a statement: not those in texts, comments, `$$` and blocks of Snowflake
 * Scripting, which may also be the body of a procedure, function or task. What holds only comments is no statement.
 */
export function splitScript(text: string): readonly ScriptPiece[] {
  const cursor = new Cursor(lex(text))
  const pieces: ScriptPiece[] = []
  while (!cursor.atEnd()) {
    if (cursor.take(';')) continue
    const offset = cursor.start()
    skipStatement(cursor)
    pieces.push({ text: cursor.sourceText(offset), offset })
  }
  return pieces
}

function skipStatement(cursor: Cursor): void {
  const mayHaveBody = startsDefinition(cursor)
  if (atBlock(cursor)) skipBlock(cursor)
  while (!cursor.atEnd() && !cursor.is(';')) {
    const { word } = cursor.next()
    if (mayHaveBody && word === 'AS' && atBlock(cursor)) skipBlock(cursor)
  }
}

const nouns = ['PROCEDURE', 'FUNCTION', 'TASK', 'PROC']

/** Whether CREATE or ALTER begins here of something whose body may be a block; at most OR REPLACE and four words between. */
function startsDefinition(cursor: Cursor): boolean {
  if (cursor.is('WITH')) return true
  if (!cursor.is('CREATE') && !cursor.is('ALTER')) return false
  return [1, 2, 3, 4, 5, 6, 7].some((ahead) => nouns.includes(cursor.peek(ahead).word))
}
