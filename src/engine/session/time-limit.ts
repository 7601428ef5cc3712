import { failure } from '../../common/errors.ts'
import type { DuckTransaction } from '../storage/duck-transaction.ts'

/** The longest delay of a Node timer, in seconds; STATEMENT_TIMEOUT_IN_SECONDS goes up to seven days. */
const longest = 2_147_483

/** Runs a statement under STATEMENT_TIMEOUT_IN_SECONDS, where 0 stands for the longest. It is a limit of real time. */
export async function withTimeLimit<T>(
  seconds: number,
  transaction: DuckTransaction,
  work: () => Promise<T>,
): Promise<T> {
  const stop = () => {
    transaction.interrupt(failure('STATEMENT_TIMEOUT', { seconds }))
  }
  const timer = setTimeout(stop, Math.min(seconds > 0 ? seconds : longest, longest) * 1000)
  try {
    return await work()
  } finally {
    clearTimeout(timer)
  }
}
