import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { stopwatch } from '../../common/clock.ts'
import { fail, failure } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import type { Block } from '../../sql/script/block.ts'
import type { Step } from '../../sql/script/script.ts'
import type { Context, Variables } from '../context.ts'
import { blockSteps, settle } from './scripting-block.ts'
import { branchSteps } from './scripting-branch.ts'
import { cursorSteps } from './scripting-cursor.ts'
import { declareSteps } from './scripting-declare.ts'
import { exceptionOf } from './scripting-expression.ts'
import {
  ScriptException,
  type Container,
  type Frame,
  type Returned,
  type ScriptRun,
  type Signal,
} from './scripting-frame.ts'
import { loopSteps } from './scripting-loop.ts'
import { returnSteps } from './scripting-return.ts'
import type { Scope } from './scripting-scope.ts'
import { sqlSteps } from './scripting-sql.ts'
import { Status } from './scripting-status.ts'

const executors: ByKind<Step, [Frame], Promise<Signal>> = {
  ...blockSteps,
  ...branchSteps,
  ...cursorSteps,
  ...declareSteps,
  ...loopSteps,
  ...returnSteps,
  ...sqlSteps,
}

/** What a block is run with. */
export interface Script {
  readonly block: Block
  /** What the spans of the block point into. */
  readonly text: string
  /** What is declared around the block: a procedure's arguments. */
  readonly scope: Scope
  /** Binds of the statement that the block is. */
  readonly binds?: Variables['get']
}

/**
 * Runs a block of Snowflake Scripting to its end; undefined where nothing is returned. An exception that no handler takes is a fault.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/index
 */
export async function runScript(script: Script, context: Context): Promise<Returned | undefined> {
  const limit = timeLimit(context)
  const run: ScriptRun = {
    context,
    text: script.text,
    status: new Status(),
    binds: script.binds,
    steps: async (steps, frame, container) => await runSteps(steps, frame, container, limit),
  }
  const frame: Frame = { run, scope: script.scope, handlers: undefined, handled: undefined }
  try {
    const signal = await dispatch(executors, script.block, frame)
    return signal?.kind === 'Return' ? signal.returned : undefined
  } catch (thrown) {
    throw uncaught(thrown, script.text)
  }
}

async function runSteps(
  steps: readonly Step[],
  frame: Frame,
  container: Container,
  limit: () => Promise<void>,
): Promise<Signal> {
  for (const step of steps) {
    await limit()
    try {
      const signal = await dispatch(executors, step, frame)
      if (signal !== undefined) return signal
    } catch (thrown) {
      const exception = exceptionOf(thrown, 'STATEMENT_ERROR', step.span)
      if (!(exception instanceof ScriptException)) throw exception
      const { signal, goesOn } = await settle(exception, frame, container)
      if (!goesOn) return signal
    }
  }
  return undefined
}

/** So many statements run before others of the process have their turn. */
const turn = 200

/** Fails when the block has run for STATEMENT_TIMEOUT_IN_SECONDS, and lets others have their turn: a loop may do without SQL. */
function timeLimit({ values }: Context): () => Promise<void> {
  const seconds = Number(values.parameter('STATEMENT_TIMEOUT_IN_SECONDS'))
  const watch = stopwatch()
  let count = 0
  return async () => {
    count += 1
    if (count % turn !== 0) return
    await new Promise((resolve) => setImmediate(resolve))
    if (seconds > 0 && watch.seconds() > seconds) fail('STATEMENT_TIMEOUT', { seconds })
  }
}

/** `Uncaught exception of type 'X' on line 8 at position 4 : …`, with the number and SQLSTATE of the exception. */
function uncaught(thrown: unknown, text: string): unknown {
  if (!(thrown instanceof ScriptException)) return thrown
  const { type: name, message, number, sqlState, span } = thrown
  const { line, column } = positionAt(text, span.start)
  const facts = { name, line, position: column - 1, message, number, sqlState }
  return failure('UNCAUGHT_EXCEPTION', facts, span, thrown.cause)
}
