import type { Span } from '../../common/span.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { visit } from '../../sql/walk.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'

/** A stream that a statement asks about, by its name as written. */
interface Question {
  readonly name: string
  readonly span: Span
}

/**
 * The answers to each SYSTEM$STREAM_HAS_DATA('name') in a statement: they are asked before binding, which does not wait.
 * https://docs.snowflake.com/en/sql-reference/functions/system_stream_has_data
 */
export async function answerStreamQuestions(
  statement: Statement,
  answers: Map<string, boolean>,
  context: Pick<Context, 'catalog' | 'state' | 'streams' | 'transaction' | 'text'>,
): Promise<void> {
  // Most statements ask nothing: looking at the text costs less than walking the tree.
  if (!/stream_has_data/i.test(context.text)) return
  for (const { name, span } of questionsIn(statement)) {
    const stream = context.catalog.get('STREAM', readName(name, span), context.state)
    answers.set(name, await context.streams.hasData(context.transaction, stream))
  }
}

function questionsIn(statement: Statement): readonly Question[] {
  const found: Question[] = []
  visit(statement, {
    enter: (node) => {
      if (node.kind !== 'FunctionCall' || node.name.kind !== 'Name') return
      const [argument] = node.args
      if (
        node.name.parts.at(-1)?.text === 'SYSTEM$STREAM_HAS_DATA' &&
        argument?.value.kind === 'StringLiteral'
      )
        found.push({ name: argument.value.value, span: node.span })
    },
  })
  return found
}
