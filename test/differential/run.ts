import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session } from '../../src/account/account.ts'
import type { Result } from '../../src/account/result.ts'
import { typeText } from '../../src/account/types.ts'
import { SnowmeltError } from '../../src/common/errors.ts'
import { openAccount } from '../../src/engine/account.ts'
import { openLocalLake } from '../../src/lake/local.ts'
import { drawing, type Draw } from '../fuzz/draw.ts'
import {
  comparison,
  definition,
  expression,
  rowsOf,
  sum,
  table,
  valueOf,
  type Column,
  type Place,
  type Question,
} from './expression.ts'

/** A question that the engine answers otherwise. */
export interface Difference {
  readonly seed: number
  /** The first question of its batch. */
  readonly from: number
  readonly sql: string
  /** The columns that it speaks of, with their values. */
  readonly columns: readonly string[]
  readonly expected: string
  readonly got: string
}

/** Questions of one table. */
const batch = 200
const rows = 4
/** Errors that arithmetic has. */
const expectedErrors: ReadonlySet<string> = new Set(['NUMBER_OUT_OF_RANGE', 'DIVISION_BY_ZERO'])

/** Asks `count` questions and tells where the engine and the rules of the manual disagree. */
export async function compare(
  count: number,
  seed: number,
  telling: { readonly differs: (difference: Difference) => void; readonly asked?: (count: number) => void },
): Promise<void> {
  let [next, asked] = [0, 0]
  /** Asks one batch after the other until none is left. */
  const lane = async (): Promise<void> => {
    await inDatabase(async (session) => {
      for (let from = next; from < count; from = next) {
        next += batch
        const draw = drawing(seed, from)
        const size = Math.min(batch, count - from)
        await new Batch(session, table(draw, 20, rows), (difference) => {
          telling.differs({ seed, from, ...difference })
        }).run(draw, size)
        asked += size
        telling.asked?.(asked)
      }
    })
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane))
}

async function inDatabase(work: (session: Session) => Promise<void>): Promise<void> {
  const lake = mkdtempSync(join(tmpdir(), 'snowmelt-differential-'))
  const account = await openAccount({ path: ':memory:', lake: openLocalLake(lake) })
  try {
    await using session = await account.openSession()
    await session.execute('CREATE DATABASE numbers')
    await work(session)
  } finally {
    await account.close()
    rmSync(lake, { recursive: true, force: true })
  }
}

class Batch {
  readonly #session: Session
  readonly #columns: readonly Column[]
  readonly #differs: (difference: Omit<Difference, 'seed' | 'from'>) => void

  constructor(
    session: Session,
    columns: readonly Column[],
    differs: (difference: Omit<Difference, 'seed' | 'from'>) => void,
  ) {
    this.#session = session
    this.#columns = columns
    this.#differs = differs
  }

  async run(draw: Draw, size: number): Promise<void> {
    await this.#session.execute(`CREATE OR REPLACE TABLE t (id INT, ${definition(this.#columns)})`)
    await this.#session.execute(`INSERT INTO t VALUES ${rowsOf(this.#columns, rows)}`)
    const place: Place = { draw, columns: this.#columns, rows }
    const questions = Array.from({ length: size }, () => question(place))
    for (const asked of questions.filter(({ answers }) => answers === 'error')) await this.#expectError(asked)
    for (const aggregate of [false, true])
      await this.#expectAnswers(
        questions.filter((each) => each.answers !== 'error' && each.aggregate === aggregate),
      )
  }

  /** All in one query; where that fails, in halves. */
  async #expectAnswers(questions: readonly Question[]): Promise<void> {
    if (questions.length === 0) return
    const [first] = questions
    const given = await this.#ask(questions)
    if (!(given instanceof Error)) {
      for (const [index, asked] of questions.entries()) await this.#check(asked, given, index)
    } else if (questions.length === 1 && first !== undefined) {
      await this.#report(first, `error ${given.message}`)
    } else {
      const half = Math.ceil(questions.length / 2)
      await this.#expectAnswers(questions.slice(0, half))
      await this.#expectAnswers(questions.slice(half))
    }
  }

  async #check(asked: Question, { columns, rows: given }: Result, index: number): Promise<void> {
    const column = columns[index]
    const type = column === undefined ? '' : typeText(column.type)
    const got = `${type}: ${given.map((row) => row[index] ?? 'NULL').join(' | ')}`
    if (got !== expectation(asked)) await this.#report(asked, got)
  }

  async #expectError(asked: Question): Promise<void> {
    const given = await this.#ask([asked])
    if (given instanceof SnowmeltError && expectedErrors.has(given.code)) return
    const got =
      given instanceof Error
        ? `error ${given.message}`
        : given.rows.map((row) => row[0] ?? 'NULL').join(' | ')
    await this.#report(asked, got)
  }

  async #ask(questions: readonly Question[]): Promise<Result | Error> {
    const items = questions.map(({ sql }, index) => `${sql} AS r${index}`).join(', ')
    try {
      const order = questions[0]?.aggregate === true ? '' : ' ORDER BY id'
      const result = await this.#session.execute(`SELECT ${items} FROM t${order}`)
      return result ?? new Error('no result')
    } catch (thrown) {
      return thrown instanceof Error ? thrown : new Error(String(thrown))
    }
  }

  /** Reports the smallest part of the question that is answered otherwise. */
  async #report(asked: Question, got: string): Promise<void> {
    for (const part of asked.parts) {
      const wrong = await this.#answer(part)
      if (wrong !== undefined) return await this.#report(part, wrong)
    }
    const names = new Set(asked.sql.match(/\bc\d+\b/g))
    const columns = this.#columns
      .filter(({ name }) => names.has(name))
      .map((column) => `${column.name} ${expectation(valueOf(column))}`)
    this.#differs({ sql: asked.sql, columns, expected: expectation(asked), got })
  }

  /** What the engine says where it should say something else. */
  async #answer(asked: Question): Promise<string | undefined> {
    if (asked.answers === 'unknown') return undefined
    const given = await this.#ask([asked])
    if (given instanceof Error) return asked.answers === 'error' ? undefined : `error ${given.message}`
    const [column] = given.columns
    const got = `${column === undefined ? '' : typeText(column.type)}: ${given.rows.map((row) => row[0] ?? 'NULL').join(' | ')}`
    return got === expectation(asked) ? undefined : got
  }
}

function expectation({ type, answers }: Question): string {
  if (answers === 'error' || answers === 'unknown') return answers
  const name = type === 'BOOLEAN' ? type : `NUMBER(${type.precision},${type.scale})`
  return `${name}: ${answers.map((answer) => answer ?? 'NULL').join(' | ')}`
}

/** Few of those that fail: each needs a query of its own. */
function question(place: Place): Question {
  for (;;) {
    const made = anyQuestion(place)
    if (made.answers !== 'unknown' && (made.answers !== 'error' || place.draw.chance(0.05))) return made
  }
}

function anyQuestion(place: Place): Question {
  const { draw } = place
  const depth = 1 + draw.below(3)
  if (draw.chance(0.1)) return comparison(expression(place, depth - 1), expression(place, depth - 1), draw)
  const value = expression(place, depth)
  return draw.chance(0.1) ? sum(value) : valueOf(value)
}
