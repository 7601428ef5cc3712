import { createHash } from 'node:crypto'
import type { DuckConnection } from '../connection.ts'
import { duck, macroText, text } from '../sql.ts'
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

/** The macros that name an argument more than once: DuckDB puts its SQL at each of these places. */
export const repeatingMacros: readonly string[] = macros.flatMap((macro) => {
  const [, name = '', parameters = '', body = ''] = /MACRO (\w+)\(([^)]*)\) AS ([^]*)/.exec(macro) ?? []
  const isRepeated = (parameter: string) => body.split(new RegExp(`\\b${parameter.trim()}\\b`)).length > 2
  return parameters.split(',').some(isRepeated) ? [name] : []
})

/**
 * Creates the `snow_*` macros. They stay in the account's file; one whose macros are the present ones needs nothing, which saves
 * close to a millisecond for each of them at every start.
 */
export async function installMacros(connection: DuckConnection): Promise<void> {
  const hash = createHash('sha256').update(macros.join('\n')).digest('hex')
  await connection.run(duck`CREATE TABLE IF NOT EXISTS main.snow_macros (hash VARCHAR)`)
  const [installed] = await connection.rows(duck`SELECT hash FROM main.snow_macros`)
  if (installed?.[0] === hash) return
  for (const macro of macros) await connection.run(macroText(macro))
  await connection.run(
    duck`DELETE FROM main.snow_macros; INSERT INTO main.snow_macros VALUES (${text(hash)})`,
  )
}
