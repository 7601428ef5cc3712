import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Block } from '../script/block.ts'
import { skipBlock } from '../script/extent.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'

/**
 * An anonymous block: BEGIN … END, DECLARE … BEGIN … END.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks
 */
export interface ScriptBlock {
  readonly kind: 'ScriptBlock'
  readonly block: Block
  readonly span: Span
}
export type ScriptStatement = ScriptBlock

/** { BEGIN … END | DECLARE … BEGIN … END }: the text from the next word to its END, as a procedure keeps it. */
export function parseBlockText(cursor: Cursor): string {
  const start = cursor.start()
  skipBlock(cursor)
  return cursor.sourceText(start)
}

export const printScriptBlock: ByKind<ScriptStatement, [], Sql> = {
  ScriptBlock: (s) => sql`${s.block}`,
}
