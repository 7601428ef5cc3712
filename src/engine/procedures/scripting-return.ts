import type { NullStatement } from '../../sql/script/null.ts'
import type { Return } from '../../sql/script/return.ts'
import { tableOf } from './scripting-cursor.ts'
import { evaluate } from './scripting-expression.ts'
import type { Frame, Signal } from './scripting-frame.ts'

async function returnStep(step: Return, frame: Frame): Promise<Signal> {
  const { value, table, fromCursor, span } = step
  if (value !== undefined)
    return { kind: 'Return', returned: { kind: 'Scalar', value: await evaluate(value, frame), span } }
  if (table === undefined) throw new Error('Snowmelt bug: RETURN of nothing')
  return {
    kind: 'Return',
    returned: { kind: 'Table', result: tableOf(table, fromCursor, frame.scope), span },
  }
}

async function nothing(_step: NullStatement): Promise<Signal> {
  return undefined
}

export const returnSteps = { Return: returnStep, NullStatement: nothing }
