import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codes } from '../src/common/codes.ts'
import { functionNames } from '../src/engine/functions/registry.ts'
import { parseStatement } from '../src/sql/parse.ts'
import { statementPrinters } from '../src/sql/statement/index.ts'
import { lex } from '../src/sql/text/lexer.ts'
import { readSpec, type SpecCase } from './spec/format.ts'

const root = resolve(import.meta.dirname, '..')

describe('the corpus of spec/', () => {
  it('calls every function', () => {
    const called = new Set(statements('functions').flatMap(calledNames))
    expect(functionNames().filter((name) => !called.has(name))).toEqual([])
  })

  it('has every kind of statement', () => {
    const seen = new Set(statements('statement').map(kindOf))
    expect(Object.keys(statementPrinters).filter((kind) => !seen.has(kind))).toEqual([])
  })

  it('links each case to the manual', () => {
    const link = /^-- https:\/\/docs\.snowflake\.com\/en\/\S+$/
    const without = specFiles('.').flatMap(({ path, text, cases }) => {
      const lines = text.split('\n')
      return cases.filter(({ line }) => !link.test(lines[line] ?? '')).map(({ line }) => `${path}:${line}`)
    })
    expect(without).toEqual([])
  })
})

/**
 * Numbers that several rows of the table share because Snowflake gives them for each of these faults, or because the rows
 * are one fault of Snowflake's that we tell apart.
 */
const shared: readonly (readonly string[])[] = [
  // 001003 is "syntax error … unexpected" and "parse error … near" alike.
  ['SYNTAX_ERROR', 'PARSE_ERROR'],
  // A column whose integers outgrow 64 bits is widened behind this error; the user sees it only as the number's range.
  ['NUMBER_OUT_OF_RANGE', 'COLUMN_NEEDS_WIDENING'],
  // "Error parsing JSON" is one fault, in a query and in a file; COPY adds the place in the file.
  ['JSON_PARSE_ERROR', 'COPY_JSON_INVALID'],
]

describe('the table of errors', () => {
  const rows = Object.entries(codes)

  it('gives each fault a number of its own, unless Snowflake does not', () => {
    const byNumber = new Map<number, readonly string[]>()
    for (const [name, { number }] of rows)
      byNumber.set(number, [...(byNumber.get(number) ?? []), name].sort())
    const together = [...byNumber.values()].filter((names) => names.length > 1).map(String)
    expect(new Set(together)).toEqual(new Set(shared.map((names) => String(names.toSorted()))))
  })

  it('has no row that nobody uses', () => {
    const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== join('common', 'codes.ts'))
      .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
      .join('\n')
    expect(rows.map(([name]) => name).filter((name) => !source.includes(`'${name}'`))).toEqual([])
  })
})

interface SpecFile {
  readonly path: string
  readonly text: string
  readonly cases: readonly SpecCase[]
}

function specFiles(folder: string): readonly SpecFile[] {
  const base = join(root, 'spec', folder)
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => {
      const text = readFileSync(join(base, name), 'utf8')
      return { path: join('spec', folder, name), text, cases: readSpec(text) }
    })
}

function statements(folder: string): readonly string[] {
  return specFiles(folder).flatMap(({ cases }) =>
    cases.flatMap((one) => one.statements.map(({ sql }) => sql)),
  )
}

/** The words with a parenthesis behind them. */
function calledNames(sql: string): readonly string[] {
  const { tokens } = lex(sql)
  return tokens.filter((_token, index) => tokens[index + 1]?.word === '(').map(({ word }) => word)
}

/** Undefined for a statement that the case expects to be refused. */
function kindOf(sql: string): string | undefined {
  try {
    return parseStatement(sql).kind
  } catch {
    return undefined
  }
}
