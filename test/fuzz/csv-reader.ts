import { gunzipSync } from 'node:zlib'
import { columns, type FuzzFormat } from './csv-format.ts'

/** What a file should give: rows, and the numbers of the records that are rejected, both by record from 1. */
export interface Reading {
  readonly rows: ReadonlyMap<number, readonly (string | null)[]>
  readonly rejects: readonly number[]
}

interface Field {
  readonly raw: string
  readonly value: string
  readonly enclosed: boolean
  readonly next: number
}

/**
 * Reads a CSV file one character after the other, by what the manual says of the options, and by nothing of the loader's. Where an enclosed
 * field does not end as it must, the record is at fault, and goes on as if the quote were a character like others.
 * https://docs.snowflake.com/en/sql-reference/sql/create-file-format#type-csv
 */
export function readCsv(bytes: Buffer, format: FuzzFormat): Reading {
  const text = withoutHeader(decoded(format.gzip ? gunzipSync(bytes) : bytes, format), format.skipHeader)
  const rows = new Map<number, readonly (string | null)[]>()
  const rejects: number[] = []
  let width: number | undefined
  let number = 0
  for (let at = 0; at < text.length;) {
    const record = readRecord(text, at, format)
    at = record.next
    if (format.skipBlank && record.raw.trim() === '') continue
    number += 1
    width ??= record.fields.length
    const expected = format.checkCount ? columns : width
    const isInvalid = !format.replaceInvalid && record.raw.includes(invalid)
    if (record.fault || isInvalid || record.fields.length !== expected) rejects.push(number)
    else
      rows.set(
        number,
        Array.from({ length: columns }, (_, index) => valueOf(record.fields[index], format)),
      )
  }
  return { rows, rejects }
}

const invalid = '\u{10fff0}'

function decoded(bytes: Buffer, { encoding, replaceInvalid }: FuzzFormat): string {
  if (encoding === 'ISO88591') return bytes.toString('latin1')
  // The inputs have no character between 0x80 and 0x9f.
  if (encoding === 'WINDOWS1252') return bytes.toString('latin1')
  const text = encoding === 'UTF16LE' ? bytes.toString('utf16le') : bytes.toString('utf8')
  return text.replace(/^\ufeff/, '').replaceAll('\ufffd', replaceInvalid ? '\ufffd' : invalid)
}

function withoutHeader(text: string, lines: number): string {
  let at = 0
  for (let line = 0; line < lines; line += 1) {
    const end = text.indexOf('\n', at)
    if (end === -1) return ''
    at = end + 1
  }
  return text.slice(at)
}

/** Where the record's end is that begins at `at`, and how long it is; "new line is logical such that \r\n is understood as a new line". */
function endAt(text: string, at: number, record: string): number {
  if (record !== '\n' && record !== '\r\n') return text.startsWith(record, at) ? record.length : 0
  return text.startsWith('\r\n', at) ? 2 : text[at] === '\n' ? 1 : 0
}

function readRecord(
  text: string,
  start: number,
  format: FuzzFormat,
): {
  readonly raw: string
  readonly fields: readonly Field[]
  readonly fault: boolean
  readonly next: number
} {
  const fields: Field[] = []
  let fault = false
  let at = start
  for (;;) {
    const enclosed = readEnclosed(text, at, format)
    const field = enclosed ?? readPlain(text, at, format)
    // It began with a quote, and did not end as it must.
    if (enclosed === undefined && opens(field.raw, format)) fault = true
    fields.push(field)
    at = field.next
    if (text.startsWith(format.field, at)) {
      at += format.field.length
      continue
    }
    const end = endAt(text, at, format.record)
    return { raw: text.slice(start, at), fields, fault, next: at + Math.max(end, at >= text.length ? 1 : 0) }
  }
}

function opens(raw: string, { quote, trim }: FuzzFormat): boolean {
  return quote !== undefined && (trim ? raw.replace(/^ +/, '') : raw).startsWith(quote)
}

function readEnclosed(text: string, start: number, format: FuzzFormat): Field | undefined {
  const { quote, escape, trim, multiLine } = format
  if (quote === undefined) return undefined
  let at = start
  while (trim && /[ \t]/.test(text[at] ?? '') && !text.startsWith(format.field, at)) at += 1
  if (text[at] !== quote) return undefined
  let value = ''
  for (at += 1; ;) {
    const character = text[at]
    if (character === undefined || (character === '\n' && !multiLine)) return undefined
    if (character === escape) {
      if (at + 1 >= text.length) return undefined
      const escaped = String.fromCodePoint(text.codePointAt(at + 1) ?? 0)
      value += escaped
      at += 1 + escaped.length
    } else if (character !== quote) {
      value += character
      at += 1
    } else if (text[at + 1] === quote) {
      value += quote
      at += 2
    } else break
  }
  at += 1
  while (trim && /[ \t]/.test(text[at] ?? '') && !text.startsWith(format.field, at)) at += 1
  const isEnd = at >= text.length || text.startsWith(format.field, at) || endAt(text, at, format.record) > 0
  return isEnd ? { raw: text.slice(start, at), value, enclosed: true, next: at } : undefined
}

function readPlain(text: string, start: number, format: FuzzFormat): Field {
  // "If ESCAPE is set, the escape character set for that file format option overrides this option."
  const escape = format.escape ?? format.escapeUnenclosed
  let value = ''
  let at = start
  let from = start
  const parts: { readonly text: string; readonly escaped: boolean }[] = []
  while (at < text.length) {
    if (escape !== undefined && text[at] === escape) {
      const after = at + 1
      const delimiter = [format.field, format.record].find((one) => text.startsWith(one, after))
      const escaped = delimiter ?? text.slice(after, after + 1)
      parts.push({ text: escaped, escaped: true })
      at = after + escaped.length
      from = at
      continue
    }
    if (text.startsWith(format.field, at) || endAt(text, at, format.record) > 0) break
    parts.push({ text: text[at] ?? '', escaped: false })
    at += 1
  }
  value = parts.map((part) => part.text).join('')
  return { raw: text.slice(start, at), value, enclosed: false, next: Math.max(at, from) }
}

function valueOf(field: Field | undefined, format: FuzzFormat): string | null {
  if (field === undefined) return null
  const { nullIf, emptyAsNull, trim } = format
  const raw = trim ? field.raw.replace(/^[ \t]+|[ \t]+$/g, '') : field.raw
  const value = field.enclosed || !trim ? field.value : field.value.replace(/^[ \t]+|[ \t]+$/g, '')
  if (nullIf.includes(raw) || nullIf.includes(value)) return null
  return !field.enclosed && value === '' && emptyAsNull ? null : value
}
