import { SnowmeltError } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { parseExpression } from '../../sql/parse.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import { readName } from '../catalog/written-name.ts'
import type { InternalSession, Services } from '../context.ts'
import type { TaskLink } from '../session-state.ts'
import { openTaskSession } from './task-session.ts'

/** Asks whether a stream has data, by its name as written. */
type Ask = (name: string) => boolean

/** A WHEN that asks nothing but streams: their names, and what the answers make. */
interface StreamCondition {
  readonly streams: readonly string[]
  readonly holds: (ask: Ask) => boolean
}

/** What each WHEN text turned out to be; undefined: SQL has to judge it. */
const known = new Map<string, StreamCondition | undefined>()
/** Texts that are remembered: far more than an account has tasks. */
const mostKnown = 10_000
/** The name of a stream is a text of its own. */
const wholeText = { start: 0, end: 0 }

/** Whether the WHEN of a task holds now; a task without one always wants to run. Throws what is wrong with the condition. */
export async function wantsToRun(task: TaskRecord, services: Services, link?: TaskLink): Promise<boolean> {
  if (task.when === undefined) return true
  const condition = conditionOf(task.when)
  if (condition !== undefined) return await streamsAnswer(condition, task, services)
  const session = await openTaskSession(task, services, link)
  try {
    return await sqlAnswer(task.when, session)
  } finally {
    await session.close()
  }
}

/**
 * The answer to a WHEN made of SYSTEM$STREAM_HAS_DATA, AND, OR, NOT and constants alone, as nearly all are. While nothing has
 * changed it costs no SQL: a session and a statement for each look were most of the 16 ms that a quiet minute of three
 * one-minute tasks took.
 */
async function streamsAnswer(
  condition: StreamCondition,
  { database, schema }: TaskRecord,
  services: Services,
): Promise<boolean> {
  const { catalog, streams } = services
  return await services.transact(async (transaction) => {
    const answers = new Map<string, boolean>()
    for (const name of condition.streams) {
      const stream = catalog.get('STREAM', readName(name, wholeText), { id: '', database, schema })
      answers.set(name, await streams.hasData(transaction, stream))
    }
    return condition.holds((name) => answers.get(name) === true)
  })
}

/** NULL does not hold. */
async function sqlAnswer(condition: string, session: InternalSession): Promise<boolean> {
  const { rows } = await session.execute(`SELECT (${condition})::BOOLEAN`)
  return rows[0]?.[0] === 'true'
}

function conditionOf(text: string): StreamCondition | undefined {
  if (known.has(text)) return known.get(text)
  const condition = readCondition(text)
  if (known.size >= mostKnown) known.clear()
  known.set(text, condition)
  return condition
}

function readCondition(text: string): StreamCondition | undefined {
  const streams: string[] = []
  try {
    const holds = meaning(parseExpression(text), streams)
    return holds === undefined ? undefined : { streams, holds }
  } catch (error) {
    // What is wrong with it is told by the session that runs it.
    if (error instanceof SnowmeltError) return undefined
    throw error
  }
}

function meaning(expression: Expression, streams: string[]): StreamCondition['holds'] | undefined {
  switch (expression.kind) {
    case 'BooleanLiteral':
      return () => expression.value
    case 'FunctionCall':
      return question(expression, streams)
    case 'Unary': {
      const operand = expression.operator === 'NOT' ? meaning(expression.operand, streams) : undefined
      return operand === undefined ? undefined : (ask) => !operand(ask)
    }
    case 'Binary': {
      const { operator } = expression
      if (operator !== 'AND' && operator !== 'OR') return undefined
      const left = meaning(expression.left, streams)
      const right = meaning(expression.right, streams)
      if (left === undefined || right === undefined) return undefined
      return operator === 'AND' ? (ask) => left(ask) && right(ask) : (ask) => left(ask) || right(ask)
    }
    default:
      return undefined
  }
}

function question(
  call: Extract<Expression, { kind: 'FunctionCall' }>,
  streams: string[],
): StreamCondition['holds'] | undefined {
  const { name, args, distinct, over } = call
  const [argument, ...more] = args
  const asks =
    name.kind === 'Name' && name.parts.length === 1 && name.parts[0]?.text === 'SYSTEM$STREAM_HAS_DATA'
  if (!asks || distinct || over !== undefined || more.length > 0) return undefined
  if (argument?.value.kind !== 'StringLiteral') return undefined
  const { value } = argument.value
  streams.push(value)
  return (ask) => ask(value)
}
