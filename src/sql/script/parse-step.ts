import type { Cursor } from '../text/cursor.ts'
import { parseAssignment } from './assignment.ts'
import { parseAsync } from './async.ts'
import { parseBlock } from './block.ts'
import { parseBreak } from './break.ts'
import { parseCase } from './case.ts'
import { parseCursor } from './cursor.ts'
import { atBlock } from './extent.ts'
import { parseFor } from './for.ts'
import { parseIf } from './if.ts'
import { parseLet } from './let.ts'
import { parseLoop } from './loop.ts'
import { parseNull } from './null.ts'
import { parseRaise } from './raise.ts'
import { parseRepeat } from './repeat.ts'
import { parseReturn } from './return.ts'
import type { Step } from './script.ts'
import { parseSqlStep } from './sql-step.ts'
import { parseWhile } from './while.ts'

type Parsed<S> = S extends unknown ? Omit<S, 'span'> : never

const parsers: ReadonlyMap<string, (cursor: Cursor) => Parsed<Step>> = new Map<
  string,
  (cursor: Cursor) => Parsed<Step>
>(
  Object.entries({
    ...parseAsync,
    ...parseBreak,
    ...parseCase,
    ...parseCursor,
    ...parseFor,
    ...parseIf,
    ...parseLet,
    ...parseLoop,
    ...parseNull,
    ...parseRaise,
    ...parseRepeat,
    ...parseReturn,
    ...parseWhile,
  }),
)

/** Words that begin a branch or a loop, which EXECUTE IMMEDIATE takes for a statement. */
const controlWords: ReadonlySet<string> = new Set(['CASE', 'FOR', 'IF', 'LOOP', 'REPEAT', 'WHILE'])

/** Whether a branch or a loop begins here. */
export function atControlFlow(cursor: Cursor): boolean {
  return controlWords.has(cursor.peek().word)
}

/** One statement of a block, without the `;` behind it. */
export function parseStep(cursor: Cursor): Step {
  const start = cursor.start()
  const parsed = cursor.nested(() => parseAny(cursor))
  return { ...parsed, span: cursor.span(start) }
}

function parseAny(cursor: Cursor): Parsed<Step> {
  if (cursor.peek(1).word === ':=') return parseAssignment(cursor)
  if (atBlock(cursor)) return parseBlock(cursor)
  const parse = parsers.get(cursor.peek().word) ?? parseSqlStep
  return parse(cursor)
}
