import { splitScript } from '../../src/sql/script/split.ts'
/** What a statement of a spec must give. */
export type Expectation =
  | { readonly kind: 'Success' }
  /** `columns`: `NAME TYPE` each. Rows as text, NULL as null; in the order given. */
  | {
      readonly kind: 'Rows'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly (string | null)[])[]
    }
  | {
      readonly kind: 'Error'
      readonly number: string
      readonly sqlState: string
      readonly line: number | undefined
      readonly column: number | undefined
    }

export interface SpecStatement {
  readonly sql: string
  readonly expected: Expectation
  /** Line of the statement in its file, from 1. */
  readonly line: number
}

/** A case: a title, a link to the manual, and statements that run in order in a database of its own. */
export interface SpecCase {
  readonly title: string
  readonly line: number
  readonly statements: readonly SpecStatement[]
}

/**
 * Reads a spec file. A case begins with a comment `-- title` after an empty line; its statements end with `;` at a line's end, outside of `$$ … $$`;
 * what a statement gives follows as `--> ` lines: either `error NNNNNN (SSSSS) [at line:column]`, or a line of columns
 * (`NAME TYPE | NAME TYPE`) and a line for each row (`value | value`; NULL is SQL's, `'NULL'` the text, `''` the empty text).
 * Throws with the line's number when the text does not fit.
 */
export function readSpec(text: string): readonly SpecCase[] {
  const cases: { title: string; line: number; statements: SpecStatement[] }[] = []
  let sql: string[] = []
  let sqlLine = 0
  let arrows: string[] = []
  const flush = () => {
    const last = cases.at(-1)?.statements
    const statement = last?.at(-1)
    if (arrows.length > 0 && last !== undefined && statement !== undefined) {
      last[last.length - 1] = { ...statement, expected: expectation(arrows, statement.line) }
    }
    arrows = []
  }
  let afterEmpty = true
  for (const [index, line] of text.split('\n').entries()) {
    const number = index + 1
    if (line.startsWith('--> ') || line === '-->') {
      arrows.push(line.slice(4))
    } else if (sql.length === 0 && line.trim() === '') {
      flush()
      afterEmpty = true
      continue
    } else if (sql.length === 0 && line.startsWith('--')) {
      flush()
      if (afterEmpty) cases.push({ title: line.slice(2).trim(), line: number, statements: [] })
    } else {
      flush()
      if (sql.length === 0) sqlLine = number
      sql.push(line)
      if (line.trimEnd().endsWith(';') && !insideBody(sql)) {
        const current = cases.at(-1)
        if (current === undefined) throw new Error(`line ${number}: a statement before any case`)
        current.statements.push({
          sql: sql.join('\n').replace(/;\s*$/, ''),
          expected: { kind: 'Success' },
          line: sqlLine,
        })
        sql = []
      }
    }
    afterEmpty = false
  }
  flush()
  if (sql.length > 0) throw new Error(`line ${sqlLine}: the statement does not end with ;`)
  return cases
}

/** Whether a `$$` or a block of Snowflake Scripting is still open. */
function insideBody(lines: readonly string[]): boolean {
  const text = lines.join('\n')
  return text.split('$$').length % 2 === 0 || (beginsBlock.test(text) && isOpen(text))
}

const beginsBlock = /(?:^|\bAS)\s*(?:DECLARE|BEGIN)[ \t]*\n/i

/** The splitter finds no END. */
function isOpen(text: string): boolean {
  try {
    splitScript(text)
    return false
  } catch {
    return true
  }
}

function expectation(arrows: readonly string[], line: number): Expectation {
  const [first = '', ...rest] = arrows
  const error = /^error (\d{6}|-\d{5}) \((\w{5})\)(?: at (\d+):(\d+))?$/.exec(first)
  if (error !== null) {
    const [, number = '', sqlState = '', atLine, atColumn] = error
    return {
      kind: 'Error',
      number,
      sqlState,
      line: atLine === undefined ? undefined : Number(atLine),
      column: atColumn === undefined ? undefined : Number(atColumn),
    }
  }
  if (first.startsWith('error'))
    throw new Error(`line ${line}: an error is written 'error 001003 (42000) at 1:8'`)
  return { kind: 'Rows', columns: first.split(' | '), rows: rest.map((row) => row.split(' | ').map(cell)) }
}

function cell(text: string): string | null {
  if (text === 'NULL') return null
  return /^'.*'$/s.test(text) ? text.slice(1, -1) : text
}
