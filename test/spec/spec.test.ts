import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeText } from '../../src/account/types.ts'
import { VirtualClock } from '../../src/common/clock.ts'
import { SnowmeltError } from '../../src/common/errors.ts'
import { openAccount, type EmbeddedAccount } from '../../src/engine/account.ts'
import { openLocalLake } from '../../src/lake/local.ts'
import { parseStatement } from '../../src/sql/parse.ts'
import { print } from '../../src/sql/print.ts'
import type { Statement } from '../../src/sql/statement/statement.ts'
import { Reading } from './reading.ts'
import { readSpec, type Expectation, type SpecStatement } from './format.ts'

const folder = resolve(import.meta.dirname, '../../spec')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.sql'),
)

describe.each(files)('%s', (file) => {
  const cases = readSpec(readFileSync(join(folder, file), 'utf8'))
  let account: EmbeddedAccount
  let lake: string
  let reading = new Reading('')

  beforeAll(async () => {
    lake = mkdtempSync(join(tmpdir(), 'snowmelt-spec-'))
    cpSync(join(folder, 'files'), lake, { recursive: true })
    account = await openAccount({
      path: ':memory:',
      lake: openLocalLake(lake),
      clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')),
      observe: (statement, text) => reading.watch(statement, text),
    })
  })
  afterAll(async () => {
    await account.close()
    rmSync(lake, { recursive: true, force: true })
  })

  it.each(cases)('$title', async ({ statements }) => {
    await using session = await account.openSession()
    await session.execute('CREATE OR REPLACE DATABASE spec')
    await session.execute('USE SCHEMA spec.public')
    for (const statement of statements) {
      reading = new Reading(statement.sql)
      const given = await outcome(() => session.execute(statement.sql), statement)
      expect(given, `line ${statement.line}`).toEqual(wanted(statement))
      if (statement.expected.kind !== 'Error')
        expect(reading.unread(), `line ${statement.line}: unread`).toEqual([])
    }
  })

  it.each(cases)('$title: parse(print(tree)) is the tree', ({ statements }) => {
    for (const { sql, expected } of statements) {
      const tree = parsed(sql, expected)
      if (tree !== undefined) expect(withoutSpans(parseStatement(print(tree)))).toEqual(withoutSpans(tree))
    }
  })
})

/** The tree of a statement; undefined where the parser refuses it, as is expected. */
function parsed(sql: string, expected: Expectation): Statement | undefined {
  try {
    return parseStatement(sql)
  } catch (error) {
    if (expected.kind === 'Error') return undefined
    throw error
  }
}

type Execute = () => ReturnType<Awaited<ReturnType<EmbeddedAccount['openSession']>>['execute']>

/** What a statement gave, in the words of its expectation. */
async function outcome(execute: Execute, { sql, expected }: SpecStatement): Promise<unknown> {
  try {
    const result = await execute()
    if (expected.kind !== 'Rows') return 'success'
    return {
      columns: result?.columns.map((column) => `${column.name} ${typeText(column.type)}`),
      rows: result?.rows,
    }
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    const place = expected.kind === 'Error' && expected.line === undefined ? undefined : error.position
    const at = place === undefined ? '' : ` at ${place.line}:${place.column}`
    const text = `error ${error.number} (${error.sqlState})${at}`
    return expected.kind === 'Error' ? text : `${text}: ${error.message} in ${sql}`
  }
}

function wanted({ expected }: SpecStatement): unknown {
  if (expected.kind === 'Success') return 'success'
  if (expected.kind === 'Rows') return { columns: expected.columns, rows: expected.rows }
  const at = expected.line === undefined ? '' : ` at ${expected.line}:${expected.column}`
  return `error ${expected.number} (${expected.sqlState})${at}`
}

/** The tree without places, and without the texts that are kept as written (they are the printer's own after printing). */
function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'span' && !key.endsWith('Text'))
      .map(([key, item]) => [key, withoutSpans(item)]),
  )
}
