import type { Flow } from '../../sql/statement/flow.ts'
import type { Context } from '../context.ts'
import { isExact } from '../procedures/scripting-result.ts'
import type { Outcome } from './outcome.ts'

/**
 * Runs the statements one after the other and gives what the last one gives; the first error ends the chain.
 * https://docs.snowflake.com/en/sql-reference/operators-flow
 */
async function flow({ statements }: Flow, context: Context): Promise<Outcome> {
  const { state, text, variables } = context
  const outer = state.piped
  const queryIds: string[] = []
  let last: Outcome = { columns: [], rows: [] }
  try {
    for (const { piped } of statements) {
      state.piped = queryIds
      const result = await context.run(text, [], { statement: piped, variables, exact: isExact(context) })
      queryIds.push(result.queryId)
      last = { columns: result.columns, rows: result.rows, rowCount: result.rowCount }
    }
  } finally {
    state.piped = outer
  }
  return last
}

export const flowExecutors = { Flow: flow }
