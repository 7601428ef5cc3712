import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseStatement } from '../../src/sql/parse.ts'
import { lex } from '../../src/sql/text/lexer.ts'
import { readSpec, type SpecCase } from '../../test/spec/format.ts'

/** A case of spec/ with the page of Snowflake's manual that it is taken from. */
interface LinkedCase extends SpecCase {
  readonly link: string
}

const folder = resolve(import.meta.dirname, '../../spec')

const cases: readonly LinkedCase[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const lines = text.split('\n')
    return readSpec(text).map((one) => ({ ...one, link: (lines[one.line] ?? '').replace(/^-- /, '') }))
  })

/** The pages of the manual that the sources and the spec name; no other is linked. */
const pages: ReadonlySet<string> = new Set(
  [...textsUnder('../../src', '.ts'), ...textsUnder('../../spec', '.sql')].flatMap((text) =>
    [...text.matchAll(/https:\/\/docs\.snowflake\.com\/en\/sql-reference\/[\w/-]+/g)].map(([link]) => link),
  ),
)

function textsUnder(path: string, end: string): readonly string[] {
  const base = resolve(import.meta.dirname, path)
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(end))
  return names.map((name) => readFileSync(join(base, name), 'utf8'))
}

const reference = 'https://docs.snowflake.com/en/sql-reference'

/** The manual's page of a function: the one named like it, or that of a case that calls it. */
export function functionLink(name: string): string | undefined {
  const own = `${reference}/functions/${name.toLowerCase().replaceAll('$', '_')}`
  const called = (functionLinks.get(name) ?? []).map((link) => link.replace(/#.*$/, ''))
  return pages.has(own) ? own : called.find((link) => link.startsWith(`${reference}/functions/`))
}

/** The manual's page of a statement: the one named like it, or like its first words. */
export function statementLink(words: string): string | undefined {
  const slug = words
    .toLowerCase()
    .replaceAll(' ', '-')
    .replace(/^describe/, 'desc')
  const [verb = ''] = slug.split('-')
  const family = slug.endsWith('-all') || slug.endsWith('-first') ? [`${verb}-multi-table`] : []
  const names = [slug, `${slug}-table`, `${slug}-privilege`, ...family, verb]
  const found = names.map((name) => `${reference}/sql/${name}`).find((link) => pages.has(link))
  return found ?? [`${reference}/constructs/${slug}`].find((link) => pages.has(link))
}

type Tokens = ReturnType<typeof lex>['tokens']

/** Each statement is looked at for every function. */
const tokensBySql = new Map<string, Tokens>()

const functionLinks = new Map<string, string[]>()
for (const { link, statements } of cases)
  for (const name of new Set(statements.flatMap(({ sql }) => calledNames(sql))))
    functionLinks.set(name, [...(functionLinks.get(name) ?? []), link])

/** The words with a parenthesis behind them. */
function calledNames(sql: string): readonly string[] {
  const tokens = tokensOf(sql)
  return tokens.filter((_token, index) => tokens[index + 1]?.word === '(').map(({ word }) => word)
}

function tokensOf(sql: string): Tokens {
  const known = tokensBySql.get(sql) ?? lexed(sql)
  tokensBySql.set(sql, known)
  return known
}

function lexed(sql: string): Tokens {
  try {
    return lex(sql).tokens
  } catch {
    return []
  }
}

/** Calls of the function as the cases have them, short ones first. */
export function examplesOf(name: string): readonly string[] {
  const calls = cases.flatMap(({ statements }) => statements.flatMap(({ sql }) => callsIn(sql, name)))
  return calls
    .filter((call) => call.length <= 70 && !call.includes('\n'))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
}

function callsIn(sql: string, name: string): readonly string[] {
  const tokens = tokensOf(sql)
  return tokens.flatMap((token, index) => {
    if (token.word !== name || tokens[index + 1]?.word !== '(') return []
    let depth = 0
    for (const { word, span } of tokens.slice(index + 1)) {
      if (word === '(') depth += 1
      if (word === ')') depth -= 1
      if (depth === 0) return [sql.slice(token.span.start, span.end)]
    }
    return []
  })
}

/** Whether the parser refuses a statement with these leading words by their name. */
export function isRefused(words: string): boolean {
  return ['', ' x', ' x y', ' x AS SELECT 1'].some((rest) => {
    try {
      parseStatement(words + rest)
      return false
    } catch (thrown) {
      return thrown instanceof Error && thrown.message.includes(`'${words}'`)
    }
  })
}
