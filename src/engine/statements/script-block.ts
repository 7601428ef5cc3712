import type { ScriptBlock } from '../../sql/statement/script-block.ts'
import type { Context, Variables } from '../context.ts'
import { checkScript } from '../procedures/scripting-check.ts'
import { columnType, shownRows, shownValue } from '../procedures/scripting-result.ts'
import { Scope } from '../procedures/scripting-scope.ts'
import { runScript } from '../procedures/scripting.ts'
import { text } from '../types/standard.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks#using-an-anonymous-block */
async function scriptBlock({ block }: ScriptBlock, context: Context): Promise<Outcome> {
  checkScript(block, context.text, [])
  const bindOf: Variables['get'] = (name) => context.values.bind(name)
  const script = { block, text: context.text, scope: new Scope(), binds: bindOf }
  const returned = await runScript(script, context)
  if (returned?.kind === 'Table') {
    const { columns, rows } = returned.result
    return { columns, rows: await shownRows(columns, rows, context) }
  }
  const value = returned?.value ?? { type: text(), value: null }
  return {
    columns: [{ name: 'anonymous block', type: columnType(value), nullable: true }],
    rows: [[await shownValue(value, context)]],
  }
}

export const scriptBlockExecutors = { ScriptBlock: scriptBlock }
