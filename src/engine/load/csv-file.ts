import type { CsvFormat } from './format.ts'
import type { PreparedFile } from './prepare.ts'

/** What a load wants of CSV files. */
export interface CsvRequest {
  readonly format: CsvFormat
  /** Number of columns `$1` … to stage; undefined: as many as the widest file has. */
  readonly columns: number | undefined
  /** The number of fields that each row must have; `uniform`: as many as the others of its file; undefined: as many as it likes. */
  readonly expected: number | 'uniform' | undefined
  /** Maps a file's header to the staged columns: for each, the place in the file from 1, or 0 for none. */
  readonly byHeader?: (header: readonly string[]) => readonly number[]
  /** `"T"["S":2]` for the n-th column, from 1. */
  readonly columnName: (column: number) => string
  /** How many fields the rows of a file have, by its number, once the files are open. */
  readonly widths?: ReadonlyMap<number, number>
}

/** A readable file with its number and what its first record tells. */
export interface CsvFile {
  readonly number: number
  readonly path: string
  readonly prepared: Extract<PreparedFile, { path: string }>
  /** Fields of the first record after the header; undefined when there is no record. */
  readonly width: number | undefined
  /** Where the staged columns are in the file, from 1; 0: nowhere. Undefined: each at its own place. */
  readonly places: readonly number[] | undefined
}

/** Lines before the first record. */
export function headerLines(format: CsvFormat): number {
  return format.parseHeader ? 1 : format.skipHeader
}
