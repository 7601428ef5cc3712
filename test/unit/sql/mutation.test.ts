import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assert, constantFrom, nat, property, tuple } from 'fast-check'
import { expect, it } from 'vitest'
import { SnowmeltError } from '../../../src/common/errors.ts'
import { parseStatement } from '../../../src/sql/parse.ts'
import { print } from '../../../src/sql/print.ts'
import type { Statement } from '../../../src/sql/statement/statement.ts'
import { lex } from '../../../src/sql/text/lexer.ts'
import { readSpec } from '../../spec/format.ts'

const folder = resolve(import.meta.dirname, '../../../spec')

/** The tokens of each statement of the spec, as written. */
const corpus: readonly (readonly string[])[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.sql'))
  .flatMap((name) => readSpec(readFileSync(join(folder, name), 'utf8')))
  .flatMap((one) => one.statements.map(({ sql }) => tokensOf(sql)))
  .filter((tokens) => tokens.length > 1)

type Mutation = (tokens: readonly string[], one: number, other: number) => readonly string[]

const mutations: Readonly<Record<string, Mutation>> = {
  delete: (tokens, one) => tokens.filter((_token, index) => index !== one),
  duplicate: (tokens, one) => tokens.flatMap((token, index) => (index === one ? [token, token] : [token])),
  swap: (tokens, one, other) =>
    tokens.map((token, index) =>
      index === one ? (tokens[other] ?? token) : index === other ? (tokens[one] ?? token) : token,
    ),
}

const mutated = tuple(constantFrom(...corpus), constantFrom(...Object.values(mutations)), nat(), nat()).map(
  ([tokens, mutation, one, other]) => mutation(tokens, one % tokens.length, other % tokens.length).join(' '),
)

it('what reads a broken statement gives a tree that prints, or says where it is broken', () => {
  const check = (text: string) => {
    const tree = read(text)
    if (tree === undefined) return
    const printed = print(tree)
    expect(print(parseStatement(printed))).toBe(printed)
  }
  assert(property(mutated, check), { numRuns: 2000, seed: 20_260_105 })
})

/** Undefined where the text is refused, at a place within it. */
function read(text: string): Statement | undefined {
  try {
    return parseStatement(text)
  } catch (error) {
    expect(error).toBeInstanceOf(SnowmeltError)
    const { span } = error instanceof SnowmeltError ? error : { span: undefined }
    expect(span, String(error)).toBeDefined()
    expect(span?.start).toBeLessThanOrEqual(text.length)
    return undefined
  }
}

function tokensOf(sql: string): readonly string[] {
  try {
    return lex(sql)
      .tokens.slice(0, -1)
      .map(({ span }) => sql.slice(span.start, span.end))
  } catch {
    return []
  }
}
