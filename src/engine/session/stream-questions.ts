import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { Context } from '../context.ts'
import { readName } from '../catalog/written-name.ts'
import { visitNodes } from './nodes.ts'

/**
 * The answers to each SYSTEM$STREAM_HAS_DATA('name') in a statement: they are asked before binding, which does not wait.
 * https://docs.snowflake.com/en/sql-reference/functions/system_stream_has_data
 */
export async function answerStreamQuestions(
  statement: Statement,
  answers: Map<string, boolean>,
  context: Pick<Context, 'catalog' | 'state' | 'streams' | 'transaction'>,
): Promise<void> {
  for (const { name, span } of questionsIn(statement)) {
    const stream = context.catalog.get('STREAM', readName(name, span), context.state)
    answers.set(name, await context.streams.hasData(context.transaction, stream))
  }
}

function questionsIn(statement: Statement): readonly { name: string; span: FunctionCall['span'] }[] {
  const found: { name: string; span: FunctionCall['span'] }[] = []
  visitNodes(statement, (node) => {
    if (node.kind !== 'FunctionCall') return
    // No other node has this kind.
    const { name, args, span } = node as FunctionCall
    if (name.kind !== 'Name' || name.parts.at(-1)?.text !== 'SYSTEM$STREAM_HAS_DATA') return
    const argument = args[0]?.value
    if (argument?.kind === 'StringLiteral') found.push({ name: argument.value, span })
  })
  return found
}
