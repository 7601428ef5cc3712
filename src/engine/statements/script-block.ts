import { fail } from '../../common/errors.ts'
import type { ScriptBlock } from '../../sql/statement/script-block.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks */
async function scriptBlock(statement: ScriptBlock): Promise<Outcome> {
  return fail('UNSUPPORTED', { feature: 'Snowflake Scripting' }, statement.span)
}

export const scriptBlockExecutors = { ScriptBlock: scriptBlock }
