import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import { skipBlock } from '../script/block.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'

/**
 * An anonymous block (BEGIN … END, DECLARE … BEGIN … END) kept as text: the splitter knows where it ends.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks
 */
export interface ScriptBlock {
  readonly kind: 'ScriptBlock'
  readonly text: string
  readonly span: Span
}
export type ScriptStatement = ScriptBlock

/** { BEGIN … END | DECLARE … BEGIN … END }: the text from the next word to its END. */
export function parseBlockText(cursor: Cursor): string {
  const start = cursor.start()
  skipBlock(cursor)
  return cursor.sourceText(start)
}

export const printScriptBlock: ByKind<ScriptStatement, [], Sql> = {
  ScriptBlock: (s) => sql.words(s.text),
}
