import { parquetWriteBuffer, type BasicType } from 'hyparquet-writer'

type Cell = string | number | null

/** CSV with a header; a field is quoted only where it must be, null is an empty field. */
export function csv(header: readonly string[], rows: Iterable<readonly Cell[]>): Uint8Array {
  const lines = [header.join(',')]
  for (const row of rows) lines.push(row.map(field).join(','))
  return new TextEncoder().encode(lines.join('\n') + '\n')
}

function field(value: Cell): string {
  if (value === null) return ''
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One JSON array with an object a line. */
export function jsonArray(objects: readonly object[]): Uint8Array {
  return new TextEncoder().encode(`[\n${objects.map((object) => JSON.stringify(object)).join(',\n')}\n]\n`)
}

export interface ParquetColumn {
  readonly name: string
  readonly type: Extract<BasicType, 'STRING' | 'DOUBLE' | 'INT32' | 'BOOLEAN'>
  readonly values: readonly (string | number | boolean | null)[]
}

/** A Parquet file (Snappy). */
export function parquet(columns: readonly ParquetColumn[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, type, values }) => ({ name, type, data: [...values] })),
      rowGroupSize: 100_000,
    }),
  )
}
