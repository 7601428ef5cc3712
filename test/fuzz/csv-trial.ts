import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '../../src/common/clock.ts'
import { openAccount } from '../../src/engine/account.ts'
import { openLocalLake } from '../../src/lake/local.ts'
import { fileFrom } from './csv-file.ts'
import { columns, formatFrom, formatSql } from './csv-format.ts'
import { readCsv, type Reading } from './csv-reader.ts'
import { drawing } from './draw.ts'

/** A file of which COPY made something else than the reader of the test. */
export interface CsvFailure {
  readonly format: string
  readonly file: number
  readonly content: string
  readonly expected: string
  readonly found: string
}

export interface CsvTrial {
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly failed: (failure: CsvFailure) => void
  readonly progress?: (file: number) => void
}

/** Files of one COPY: they share a format. */
const perCopy = 100

interface Content {
  readonly number: number
  readonly bytes: Buffer
}

/** What became of files: rows in any order, and by file the numbers of rejected records. */
interface Outcome {
  readonly rows: readonly string[]
  readonly rejects: ReadonlyMap<string, readonly number[]>
  /** Files of which parsed is not loaded + rejected. */
  readonly unbalanced: readonly string[]
}

/** Loads the files `from` to `to` of a seed, and compares rows and rejects with what the test's own reader makes of them. */
export async function tryCsv({ seed, from, to, failed, progress }: CsvTrial): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'snowmelt-fuzz-csv-'))
  const clock = new VirtualClock(Date.UTC(2026, 0, 5))
  const files = openLocalLake(folder, { clock })
  const account = await openAccount({ path: ':memory:', lake: files, clock })
  try {
    const session = await account.openSession()
    const rows = async (sql: string) => (await session.execute(sql))?.rows ?? []
    const list = Array.from({ length: columns }, (_, index) => `c${index + 1} STRING`).join(', ')
    await rows('CREATE DATABASE d')
    await rows(`CREATE STAGE st URL = 's3://b/'`)
    const load = async (path: string, sql: string): Promise<Outcome> => {
      await rows(`CREATE OR REPLACE TABLE p (${list})`)
      const [[last = null] = []] = await rows('SELECT MAX(load_id) FROM snowmelt.ledger.loads')
      const copied = await rows(`COPY INTO p FROM @st/${path} ${sql} ON_ERROR = CONTINUE`)
      const loaded = await rows('SELECT * FROM p')
      const rejected = await rows(
        `SELECT file_name, file_row FROM snowmelt.ledger.rejected_rows WHERE load_id > ${String(last ?? 0)} ORDER BY 1, 2`,
      )
      const rejects = new Map<string, number[]>()
      for (const [url, number] of rejected) {
        const name = String(url).replace('s3://b/', '')
        rejects.set(name, [...(rejects.get(name) ?? []), Number(number)])
      }
      const unbalanced = copied
        .map(([url, , parsed, count, , errors]) => ({
          name: String(url).replace('s3://b/', ''),
          parsed,
          count,
          errors,
        }))
        .filter(({ parsed, count, errors }) => Number(parsed) !== Number(count) + Number(errors))
        .map(({ name }) => name)
      return { rows: loaded.map((row) => JSON.stringify(row)).sort(), rejects, unbalanced }
    }
    for (let first = from; first < to;) {
      const block = Math.floor(first / perCopy)
      const end = Math.min(to, (block + 1) * perCopy)
      const format = formatFrom(drawing(seed, block))
      const sql = formatSql(format)
      const contents = new Map<string, Content>()
      for (let number = first; number < end; number += 1) {
        const bytes = fileFrom(drawing(seed, block, number), format)
        contents.set(`${block}/${number}.csv`, { number, bytes })
        await files.write(`s3://b/${block}/${number}.csv`, bytes)
      }
      const wanted = [...contents].map(
        ([name, { bytes }]) => [name, expectedOf(readCsv(bytes, format))] as const,
      )
      const found = await load(`${block}/`, sql)
      const all = wanted.flatMap(([, { rows: each }]) => each).sort()
      const isSame =
        JSON.stringify(all) === JSON.stringify(found.rows) &&
        found.unbalanced.length === 0 &&
        wanted.every(
          ([name, { rejects }]) => JSON.stringify(rejects) === JSON.stringify(found.rejects.get(name) ?? []),
        )
      // What is wrong is told file by file.
      if (!isSame)
        for (const [name, expected] of wanted) {
          const alone = await load(name, sql)
          const mine = JSON.stringify({ rows: alone.rows, rejects: alone.rejects.get(name) ?? [] })
          const content = contents.get(name)
          if (content === undefined || (mine === JSON.stringify(expected) && alone.unbalanced.length === 0))
            continue
          failed({
            format: sql,
            file: content.number,
            content: JSON.stringify(
              content.bytes.toString(format.encoding === 'UTF16LE' ? 'utf16le' : 'latin1'),
            ),
            expected: JSON.stringify(expected),
            found: alone.unbalanced.length === 0 ? mine : `out of balance: ${mine}`,
          })
        }
      first = end
      progress?.(end)
    }
  } finally {
    await account.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function expectedOf({ rows, rejects }: Reading): {
  readonly rows: readonly string[]
  readonly rejects: readonly number[]
} {
  return { rows: [...rows.values()].map((row) => JSON.stringify(row)).sort(), rejects }
}
