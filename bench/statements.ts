import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '../src/common/clock.ts'
import { openAccount } from '../src/engine/account.ts'
import { openLocalLake } from '../src/lake/local.ts'
import { parseStatement } from '../src/sql/parse.ts'
import { prepare } from '../test/fuzz/binding.ts'
import { specFolder } from '../test/fuzz/corpus.ts'
import { readSpec, type SpecCase } from '../test/spec/format.ts'
import { median } from './process.ts'

interface Measured {
  readonly sql: string
  readonly milliseconds: number
}

/** Parse, bind and lower of every query and DML of the spec, where it stands in its case, warm; nothing of it is executed. */
export async function benchStatements(runs: number): Promise<void> {
  const measured: Measured[] = []
  for (const name of readdirSync(specFolder, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.sql')) measured.push(...(await file(join(specFolder, name), runs)))
  const sorted = measured.sort((a, b) => a.milliseconds - b.milliseconds)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  console.log(`parse + bind + lower of ${sorted.length} statements of the spec, median of ${runs} each`)
  for (const [label, share] of [
    ['p50', 0.5],
    ['p90', 0.9],
    ['p99', 0.99],
    ['most', 1],
  ] as const) {
    const { milliseconds = Number.NaN, sql = '' } = at(share) ?? {}
    console.log(
      `  ${label.padEnd(5)} ${milliseconds.toFixed(3)} ms   ${sql.replace(/\s+/g, ' ').slice(0, 90)}`,
    )
  }
}

async function file(path: string, runs: number): Promise<readonly Measured[]> {
  const lake = mkdtempSync(join(tmpdir(), 'snowmelt-bench-'))
  cpSync(join(specFolder, 'files'), lake, { recursive: true })
  const account = await openAccount({
    path: ':memory:',
    lake: openLocalLake(lake),
    clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')),
  })
  const measured: Measured[] = []
  for (const one of readSpec(readFileSync(path, 'utf8')))
    measured.push(...(await oneCase(one, account.services, runs)))
  await account.close()
  rmSync(lake, { recursive: true, force: true })
  return measured
}

type Services = Awaited<ReturnType<typeof openAccount>>['services']

async function oneCase(
  { statements }: SpecCase,
  services: Services,
  runs: number,
): Promise<readonly Measured[]> {
  const session = await services.internalSession({ database: 'SPEC', schema: 'PUBLIC', role: 'ACCOUNTADMIN' })
  await session.execute('CREATE OR REPLACE DATABASE spec')
  await session.execute('USE SCHEMA spec.public')
  const measured: Measured[] = []
  for (const { sql } of statements) {
    const milliseconds = await services.transact(async (transaction) => {
      try {
        const prepared = await prepare(parseStatement(sql), sql, session, services, transaction)
        return prepared === undefined ? undefined : timed(() => (parseStatement(sql), prepared.lower()), runs)
      } catch {
        // A statement that the spec expects to fail.
        return undefined
      }
    })
    if (milliseconds !== undefined) measured.push({ sql, milliseconds })
    await session.execute(sql).catch(() => undefined)
  }
  await session.close()
  return measured
}

function timed(work: () => unknown, runs: number): number {
  for (let warm = 0; warm < 3; warm += 1) work()
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return median(times)
}
