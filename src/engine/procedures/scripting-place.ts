import { SnowmeltError } from '../../common/errors.ts'
import { positionAt, type Span } from '../../common/span.ts'

/** Runs what has a text of its own, whose faults have their place where `span` is in `text`. Their messages tell the place within. */
export async function within<T>(text: string, span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof SnowmeltError) thrown.position = positionAt(text, span.start)
    throw thrown
  }
}
