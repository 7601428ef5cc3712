import type { DuckConnection } from '../connection.ts'
import { macroText } from '../sql.ts'
import { jsonMacros } from './json.ts'
import { numberMacros } from './number.ts'
import { textFunctionMacros } from './text-function.ts'
import { textValueMacros } from './text-value.ts'

/** Every `snow_*` macro, each after those that it uses. */
export const macros: readonly string[] = [
  ...numberMacros,
  ...textValueMacros,
  ...textFunctionMacros,
  ...jsonMacros,
]

/** Creates the `snow_*` macros; they stay in the account's file, so an old file gets the present ones. */
export async function installMacros(connection: DuckConnection): Promise<void> {
  for (const macro of macros) await connection.run(macroText(macro))
}
