import { SnowmeltError } from '../../../src/common/errors.ts'

/** What `parse` fails with: the code, and the message without `SQL compilation error:`. */
export function failure(parse: () => unknown): string {
  try {
    parse()
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    return `${error.code}: ${error.message.replace('SQL compilation error:\n', '')}`
  }
  throw new Error('expected an error')
}
