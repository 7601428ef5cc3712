import { ownFunctions } from '../../src/engine/bind/table-function.ts'
import { informationFunctions, refusedFunctions } from '../../src/engine/session/providers.ts'
import { functionLink } from './links.ts'
import { linked, list } from './markdown.ts'

/** The table functions, and those that are refused. */
export function tableFunctionSection(): string {
  const named = (names: readonly string[]) =>
    names
      .toSorted()
      .map((name) => linked(name, functionLink(name)))
      .join(', ')
  return [
    `In \`TABLE(…)\`: ${named([...Object.keys(ownFunctions), 'RESULT_SCAN'])}.\n`,
    `In \`TABLE(INFORMATION_SCHEMA.…)\`: ${named(Object.keys(informationFunctions))}.\n`,
    `Refused by name: ${list([...refusedFunctions].sort())}.\n`,
  ].join('\n')
}
