import { SnowmeltError } from '../../common/errors.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { visit } from '../../sql/walk.ts'
import type { Context } from '../context.ts'
import { getDdl } from '../statements/get-ddl.ts'
import { pipeForceResume, pipeStatus } from '../statements/pipe-status.ts'
import { evaluate } from '../statements/evaluate.ts'
import { predecessorReturnValue, setReturnValue, taskDependentsEnable } from './task-functions.ts'

/** What answers a call of a function whose value takes time to find; the arguments are known. */
type Answer = (
  args: readonly (string | null)[],
  call: FunctionCall,
  context: Context,
) => Promise<string | null>

/** The functions that are asked before binding, which does not wait. Each takes constants alone. */
const answers: Readonly<Record<string, Answer>> = {
  GET_DDL: getDdl,
  SYSTEM$PIPE_FORCE_RESUME: pipeForceResume,
  SYSTEM$GET_PREDECESSOR_RETURN_VALUE: predecessorReturnValue,
  SYSTEM$PIPE_STATUS: pipeStatus,
  SYSTEM$SET_RETURN_VALUE: setReturnValue,
  SYSTEM$TASK_DEPENDENTS_ENABLE: taskDependentsEnable,
}

const named = new RegExp(
  Object.keys(answers)
    .map((name) => name.replaceAll('$', '\\$'))
    .join('|'),
  'i',
)

/** Answers each call of such a function in a statement. */
export async function answerQuestions(
  statement: Statement,
  known: Map<object, string | null>,
  context: Context,
): Promise<void> {
  // Most statements ask nothing: looking at the text costs less than walking the tree.
  if (!named.test(context.text)) return
  for (const [call, answer] of callsIn(statement)) {
    // The wrong number of arguments is the binder's to refuse.
    if (call.args.length === 0 && answer !== predecessorReturnValue) continue
    const args = call.args.length === 0 ? [] : await constants(call, context)
    if (args !== undefined) known.set(call, await answer(args, call, context))
  }
}

/** The values of the arguments; undefined where they depend on the query's rows. */
async function constants(
  call: FunctionCall,
  context: Context,
): Promise<readonly (string | null)[] | undefined> {
  try {
    const expressions = call.args.map(({ value }) => value)
    return (await evaluate(expressions, call.span, context)).map(({ value }) => value)
  } catch (error) {
    if (error instanceof SnowmeltError && error.code === 'INVALID_IDENTIFIER') return undefined
    throw error
  }
}

function callsIn(statement: Statement): readonly (readonly [FunctionCall, Answer])[] {
  const found: (readonly [FunctionCall, Answer])[] = []
  visit(statement, {
    leave: (node) => {
      if (node.kind !== 'FunctionCall' || node.name.kind !== 'Name') return
      const answer = answers[node.name.parts.at(-1)?.text ?? '']
      if (answer !== undefined) found.push([node, answer])
    },
  })
  return found
}
