import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseStatement } from '../../src/sql/parse.ts'
import { readSpec } from '../spec/format.ts'

/** The folder of the SQL cases; `files` in it is the lake that they find. */
export const specFolder = resolve(import.meta.dirname, '../../spec')

/** A statement of a spec case, and those that run before it. */
export interface CorpusStatement {
  readonly sql: string
  /** Its kind of node; undefined where the parser refuses it. */
  readonly kind: string | undefined
  readonly before: readonly string[]
}

/** Every statement of spec/, in the order of the files. */
export function readCorpus(): readonly CorpusStatement[] {
  return readdirSync(specFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .flatMap((name) => readSpec(readFileSync(join(specFolder, name), 'utf8')))
    .flatMap(({ statements }) =>
      statements.map(({ sql }, index) => ({
        sql,
        kind: kindOf(sql),
        before: statements.slice(0, index).map((one) => one.sql),
      })),
    )
}

function kindOf(sql: string): string | undefined {
  try {
    return parseStatement(sql).kind
  } catch {
    return undefined
  }
}
