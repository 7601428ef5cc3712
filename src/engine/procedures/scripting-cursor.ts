import type { Column, Result, Row } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { CloseCursor, FetchCursor, OpenCursor } from '../../sql/script/cursor.ts'
import { evaluate } from './scripting-expression.ts'
import type { Frame } from './scripting-frame.ts'
import type { CursorSlot, ResultSetSlot, Scope } from './scripting-scope.ts'
import { assign, perform } from './scripting-sql.ts'
import { valueOf, type Value } from './scripting-values.ts'

/** The cursor of that name. */
function cursor(name: Identifier, scope: Scope): CursorSlot {
  const slot = scope.find(name.text)
  return slot?.kind === 'Cursor'
    ? slot
    : fail('VARIABLE_KIND', { name: name.text, wanted: 'cursor' }, name.span)
}

async function open({ name, using }: OpenCursor, frame: Frame): Promise<undefined> {
  const slot = cursor(name, frame.scope)
  if (slot.result !== undefined) fail('CURSOR_STATE', { cursor: name.text, state: 'already open' }, name.span)
  const values: Value[] = []
  for (const each of using) values.push(await evaluate(each, frame))
  await start(slot, name, frame, values)
}

async function start(
  slot: CursorSlot,
  name: Identifier,
  frame: Frame,
  using: readonly Value[] = [],
): Promise<Result> {
  const { source } = slot
  const result =
    source.kind === 'ResultSet'
      ? resultOf(source, name)
      : await perform({ kind: 'QueryStatement', query: source, span: source.span }, frame, {
          using,
          exact: true,
        })
  Object.assign(slot, { result, next: 0 })
  return result
}

function resultOf({ result }: ResultSetSlot, name: Identifier): Result {
  return result ?? fail('CURSOR_STATE', { cursor: name.text, state: 'without a result' }, name.span)
}

/** "If you try to FETCH a row after the last row, you get NULL values." Variables without a column stay as they are. */
async function fetch({ name, into }: FetchCursor, frame: Frame): Promise<undefined> {
  const slot = cursor(name, frame.scope)
  const { columns, rows } = opened(slot, name)
  const row = rows[slot.next]
  slot.next += 1
  for (const [index, target] of into.entries()) {
    const column = columns[index]
    if (column !== undefined) await assign(target, valueOf(column.type, row?.[index] ?? null), frame)
  }
}

function opened({ result }: CursorSlot, name: Identifier): Result {
  return result ?? fail('CURSOR_STATE', { cursor: name.text, state: 'not open' }, name.span)
}

async function close({ name }: CloseCursor, { scope }: Frame): Promise<undefined> {
  const slot = cursor(name, scope)
  opened(slot, name)
  slot.result = undefined
}

/** Rows that a FOR loop goes through: the rest of an open cursor's, all of a closed one's or of a RESULTSET's. */
interface LoopRows {
  readonly columns: readonly Column[]
  readonly next: () => Row | undefined
  readonly end: () => void
}

export async function rowsOf(name: Identifier, frame: Frame): Promise<LoopRows> {
  const slot = frame.scope.find(name.text)
  if (slot?.kind === 'ResultSet') {
    const { columns, rows } = resultOf(slot, name)
    let at = 0
    return { columns, next: () => rows[at++], end: () => undefined }
  }
  if (slot?.kind !== 'Cursor')
    return fail('VARIABLE_KIND', { name: name.text, wanted: 'cursor or RESULTSET' }, name.span)
  const wasOpen = slot.result !== undefined
  const { columns, rows } = slot.result ?? (await start(slot, name, frame))
  const end = () => {
    if (!wasOpen) slot.result = undefined
  }
  return { columns, next: () => rows[slot.next++], end }
}

/** All rows of what TABLE(…) names after RETURN, wherever the cursor is. */
export function tableOf(name: Identifier, fromCursor: boolean, scope: Scope): Result {
  const slot = scope.find(name.text)
  if (slot?.kind === 'ResultSet' && !fromCursor) return resultOf(slot, name)
  if (slot?.kind === 'Cursor') return opened(slot, name)
  return fail('VARIABLE_KIND', { name: name.text, wanted: fromCursor ? 'cursor' : 'RESULTSET' }, name.span)
}

export const cursorSteps = { OpenCursor: open, FetchCursor: fetch, CloseCursor: close }
