import { objectKinds, pluralOf, unsupportedKinds } from '../../src/sql/object-kinds.ts'
import { statementParsers } from '../../src/sql/statement/index.ts'
import { knownStatements, knownVariants } from '../../src/sql/text/unread-statements.ts'
import { descriptors } from '../../src/engine/catalog/objects/index.ts'
import { isRefused, statementLink } from './links.ts'
import { code, linked, list, table } from './markdown.ts'

/** Words that say the same as others of the table. */
const isAlias = (words: string): boolean => /^(?:DESC |LS$|SHOW TERSE )/.test(words)

/** What the parser reads besides the table of leading words. */
const others = ['SELECT', 'WITH', 'VALUES', 'BEGIN … END']

const ofUnsupportedKind: ReadonlySet<string> = new Set(
  unsupportedKinds.flatMap((kind) => [kind, pluralOf(kind)]),
)

/** Every statement by its first word, and those that are refused. */
export function statementSection(): string {
  const read = [...others, ...Object.keys(statementParsers).filter((words) => !isAlias(words))]
  const verbs = [...new Set(read.map((words) => words.split(' ')[0] ?? ''))].sort()
  const rows = verbs.map((verb) => {
    const statements = read.filter((words) => words.split(' ')[0] === verb).sort()
    return [verb, statements.map((words) => linked(words, statementLink(words))).join(', ')]
  })
  const refused = [...new Set([...knownStatements, ...knownVariants])]
    .filter(
      (words) => !isAlias(words) && !ofUnsupportedKind.has(words.replace(/^\w+ /, '')) && isRefused(words),
    )
    .sort()
  return [
    table(['first word', 'statements that are read'], rows),
    '`DESC` is `DESCRIBE`, `LS` is `LIST`; `SHOW TERSE` is read where the manual has it. A clause that Snowflake has and Snowmelt has not is refused by its name.\n',
    '### Refused by name\n',
    `${list(refused)}, and what is said of a kind of object that Snowmelt does not have.\n`,
  ].join('\n')
}

/** Every kind of object, and those that Snowflake alone has. */
export function kindSection(): string {
  const rows = Object.entries(objectKinds).map(([kind, row]) => {
    const columns = Object.entries(descriptors).find(([name]) => name === kind)?.[1].show ?? {}
    return [
      row.words,
      row.container.toLowerCase(),
      `${code(`SHOW ${row.plural}`)}: ${Object.keys(columns).join(', ')}`,
    ]
  })
  return [
    table(['kind', 'lives in the', 'listed by, with'], rows),
    `Refused by name: ${list(unsupportedKinds)}.\n`,
  ].join('\n')
}
