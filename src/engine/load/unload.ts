import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import type { Span } from '../../common/span.ts'
import type { Query } from '../../sql/query/query.ts'
import type { CopyIntoLocation } from '../../sql/statement/copy.ts'
import { boolean, duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { UnloadOptions } from './unload-options.ts'
import type { WrittenFile } from './unload-files.ts'
import type { UnloadRows } from './unload-rows.ts'

const nowhere: Span = { start: 0, end: 0 }

/** The query whose rows are unloaded; its last column is the PARTITION BY expression where there is one. */
export function unloadedQuery({ from, partitionBy }: CopyIntoLocation): Query {
  const { span } = from
  if (partitionBy === undefined && from.kind === 'Query') return from
  const source =
    from.kind === 'Query'
      ? ({ kind: 'DerivedTable', query: from, lateral: false, span } as const)
      : ({ kind: 'TableReference', name: from, span } as const)
  const star = { kind: 'Star', exclude: [], replace: [], rename: [], span: nowhere } as const
  const part =
    partitionBy === undefined
      ? []
      : [{ kind: 'Item', expression: partitionBy, span: partitionBy.span } as const]
  return {
    kind: 'Query',
    with: [],
    recursive: false,
    body: { kind: 'Select', distinct: false, items: [star, ...part], from: [source], span },
    orderBy: [],
    span,
  }
}

/**
 * Writes rows into a new folder of the scratch, in one of three ways:
 * one file (SINGLE), in the order of the rows; as many as MAX_FILE_SIZE asks for, straight from the query, which mixes rows of different
 * files; or, where order, partitions or the rows of each text file matter, through a temporary table of which each file is a range.
 */
export async function writeFiles(
  rows: UnloadRows,
  options: UnloadOptions,
  ordered: boolean,
  transaction: Transaction,
  scratch: string,
): Promise<{ readonly files: readonly WrittenFile[]; readonly count: number; readonly folder: string }> {
  const folder = joinPath(scratch, `unload-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  try {
    const writer = new Writer(rows, options, transaction, folder)
    const isStaged = rows.partitioned || ordered || (options.detailed && rows.isText)
    const files = options.single
      ? await writer.one()
      : isStaged
        ? await writer.ranges()
        : await writer.several()
    return { ...files, folder }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

interface Written {
  readonly files: readonly WrittenFile[]
  readonly count: number
}

/** Rows of the temporary table that become one file. */
interface Range {
  readonly partition: string | null
  readonly first: bigint
  readonly last: bigint
  readonly rows: number
}

class Writer {
  readonly #rows: UnloadRows
  readonly #options: UnloadOptions
  readonly #transaction: Transaction
  readonly #folder: string
  #number = 0

  constructor(rows: UnloadRows, options: UnloadOptions, transaction: Transaction, folder: string) {
    this.#rows = rows
    this.#options = options
    this.#transaction = transaction
    this.#folder = folder
  }

  async one(): Promise<Written> {
    const file = await this.#file(this.#rows.select)
    return { files: file.rows === 0 ? [] : [file], count: file.rows }
  }

  async several(): Promise<Written> {
    const folder = joinPath(this.#folder, 'parts')
    const size = duck`FILE_SIZE_BYTES ${integer(this.#options.maxFileSize)}`
    const result = await this.#copy(this.#rows.select, folder, size)
    if (!this.#rows.isText) {
      const files = result.map(([path, count]) => ({ path: path ?? '', rows: Number(count) }))
      const full = files.filter(({ rows }) => rows > 0)
      return { files: full, count: sum(full) }
    }
    const count = Number(result[0]?.[0])
    if (count === 0) return { files: [], count }
    const names = (await readdir(folder)).toSorted((a, b) => numberIn(a) - numberIn(b))
    const rows = names.length === 1 ? count : undefined
    return { files: names.map((name) => ({ path: joinPath(folder, name), rows })), count }
  }

  /** The rows in a temporary table, those of a partition beside each other, and each file a range of it. */
  async ranges(): Promise<Written> {
    const { select, partitioned, isText } = this.#rows
    const table = ident('temp', 'main', this.#transaction.temporaryName('unload'))
    const order = partitioned ? duck` ORDER BY "$part"` : duck``
    // Not kept for a replay of the transaction: the table ends with the statement.
    await this.#transaction.rows(duck`CREATE TEMPORARY TABLE ${table} AS ${select}${order}`)
    const files: WrittenFile[] = []
    for (const range of await this.#rangesOf(table)) {
      const written = await this.#range(table, range)
      const { size } = await stat(written.path)
      if (isText || size <= this.#options.maxFileSize) files.push(this.#placed(written, range))
      else {
        await rm(written.path)
        for (const piece of split(range, Math.floor((range.rows * this.#options.maxFileSize) / size)))
          files.push(this.#placed(await this.#range(table, piece), range))
      }
    }
    return { files, count: sum(files) }
  }

  #placed(file: WrittenFile, { partition }: Range): WrittenFile {
    return this.#rows.partitioned ? { ...file, partition } : file
  }

  async #rangesOf(table: Sql): Promise<readonly Range[]> {
    const { isText, partitioned, columns } = this.#rows
    const part = partitioned ? duck`"$part"` : duck`NULL`
    const { output, maxFileSize } = this.#options
    const delimiter = output.type === 'CSV' ? Buffer.byteLength(output.recordDelimiter) : 1
    const bytes = duck`sum(strlen(${columns[0] ?? part}) + ${integer(delimiter)}) OVER (PARTITION BY ${part} ORDER BY rowid)`
    const file = isText ? duck`(${bytes} - 1) // ${integer(maxFileSize)}` : duck`0`
    const found = await this.#transaction.rows(
      duck`SELECT part, min(place), max(place), count(*) FROM (SELECT rowid AS place, ${part} AS part, ${file} AS file FROM ${table}) GROUP BY part, file ORDER BY 2`,
    )
    return found.map(([partition = null, first, last, count]) => ({
      partition,
      first: BigInt(first ?? 0),
      last: BigInt(last ?? 0),
      rows: Number(count),
    }))
  }

  async #range(table: Sql, { first, last }: Range): Promise<WrittenFile> {
    return await this.#file(
      duck`SELECT ${join(this.#rows.columns)} FROM ${table} WHERE rowid BETWEEN ${integer(first)} AND ${integer(last)}`,
    )
  }

  async #file(select: Sql): Promise<WrittenFile & { readonly rows: number }> {
    this.#number += 1
    const path = joinPath(this.#folder, `part-${this.#number}`)
    const [result = []] = await this.#copy(select, path)
    return { path, rows: Number(result[this.#rows.isText ? 0 : 1]) }
  }

  async #copy(select: Sql, path: string, ...more: readonly Sql[]): ReturnType<Transaction['rows']> {
    const options = [...this.#format(), ...more]
    return await this.#transaction.rows(duck`COPY (${select}) TO ${text(path)} (${join(options)})`)
  }

  #format(): readonly Sql[] {
    const { output, header } = this.#options
    if (output.type === 'PARQUET')
      return [
        duck`FORMAT parquet`,
        duck`COMPRESSION ${output.snappy ? duck`snappy` : duck`uncompressed`}`,
        duck`RETURN_STATS`,
      ]
    // A line is one column, written as it is.
    return [
      duck`FORMAT csv`,
      duck`QUOTE ''`,
      duck`ESCAPE ''`,
      duck`DELIMITER ''`,
      duck`HEADER ${boolean(header && output.type === 'CSV')}`,
      duck`NEW_LINE ${text(output.type === 'CSV' ? output.recordDelimiter : '\n')}`,
    ]
  }
}

/** Ranges of at most `rows` rows. */
function split(range: Range, rows: number): readonly Range[] {
  const step = BigInt(Math.max(1, rows))
  const pieces: Range[] = []
  for (let first = range.first; first <= range.last; first += step) {
    const last = first + step - 1n < range.last ? first + step - 1n : range.last
    pieces.push({ ...range, first, last, rows: Number(last - first + 1n) })
  }
  return pieces
}

function sum(files: readonly WrittenFile[]): number {
  return files.reduce((total, { rows = 0 }) => total + rows, 0)
}

/** `data_12.csv` → 12. */
function numberIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 0)
}
