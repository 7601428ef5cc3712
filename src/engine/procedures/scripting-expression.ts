import { SnowmeltError } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { boolean } from '../types/standard.ts'
import type { ValueType } from '../types/data-type.ts'
import { convertTo, valuesOf } from './scripting-convert.ts'
import { ScriptException, type Frame } from './scripting-frame.ts'
import { bindNames, variablesOf } from './scripting-names.ts'
import { trivialValue } from './scripting-trivial.ts'
import type { Value } from './scripting-values.ts'

/** The value of an expression; a fault in it is an EXPRESSION_ERROR. */
export async function evaluate(expression: Expression, frame: Frame): Promise<Value> {
  return await asExpression(expression.span, async () => await value(expression, frame))
}

/** The value of an expression as a variable of `type` takes it. */
export async function evaluateAs(expression: Expression, type: ValueType, frame: Frame): Promise<Value> {
  return await asExpression(expression.span, async () =>
    convertTo(await value(expression, frame), type, frame),
  )
}

/** Whether a condition holds; NULL does not. */
export async function holds(condition: Expression, frame: Frame): Promise<boolean> {
  return (await evaluateAs(condition, boolean, frame)).value === 'true'
}

async function value(expression: Expression, frame: Frame): Promise<Value> {
  const known = trivialValue(expression, frame)
  if (known !== undefined) return known
  const { context, text } = frame.run
  const [found] = await valuesOf([bindNames(expression, frame)], context, text, variablesOf(frame))
  if (found === undefined) throw new Error('Snowmelt bug: an expression without a value')
  return found
}

async function asExpression<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw exceptionOf(thrown, 'EXPRESSION_ERROR', span)
  }
}

/** Faults that end a block whatever its handlers say. */
const final: ReadonlySet<string> = new Set(['STATEMENT_TIMEOUT', 'SESSION_CLOSED'])

/** A fault as an exception of that type; what is none stays what it is. */
export function exceptionOf(thrown: unknown, type: string, span: Span): unknown {
  if (!(thrown instanceof SnowmeltError) || final.has(thrown.code)) return thrown
  const { message, sqlState } = thrown
  return new ScriptException({ type, number: Number(thrown.number), sqlState, message, span, cause: thrown })
}
