import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseDeclarations, printDeclarations } from './declare.ts'
import { parseHandlers, printHandlers, type Handler } from './exception.ts'
import type { Declaration, Step } from './script.ts'
import { parseLabel, parseSteps, printLabel, printSteps } from './steps.ts'

/** https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks */
export interface Block {
  readonly kind: 'Block'
  readonly declarations: readonly Declaration[]
  readonly steps: readonly Step[]
  readonly handlers: readonly Handler[]
  readonly label?: Identifier
  readonly span: Span
}

/** [DECLARE declaration; …] BEGIN statement; … [EXCEPTION WHEN …] END [label] */
export function parseBlock(cursor: Cursor): Block {
  const start = cursor.start()
  const declarations = cursor.take('DECLARE') ? parseDeclarations(cursor) : []
  cursor.expect('BEGIN')
  const steps = parseSteps(cursor, 'END', 'EXCEPTION')
  const handlers = cursor.take('EXCEPTION') ? parseHandlers(cursor) : []
  cursor.expect('END')
  return { kind: 'Block', declarations, steps, handlers, ...parseLabel(cursor), span: cursor.span(start) }
}

export const printBlock: ByKind<Block, [], Sql> = {
  Block: (b) =>
    sql`${printDeclarations(b.declarations)}BEGIN ${printSteps(b.steps)}${printHandlers(b.handlers)}END${printLabel(b.label)}`,
}
