import { gzipSync } from 'node:zlib'
import { columns, type FuzzFormat } from './csv-format.ts'
import type { Draw } from './draw.ts'

/** The bytes of one file, most of it rows of the right form, some of it noise. */
export function fileFrom(draw: Draw, format: FuzzFormat): Buffer {
  const width = draw.chance(0.9) ? columns : draw.pick([1, 2, 4])
  const rows = draw.list(0, 6, () => row(draw, format, width))
  const headers = Array.from({ length: format.skipHeader }, () => `head${draw.pick(['', ',er', ' "'])}\n`)
  const last = draw.chance(0.2) ? '' : format.record
  const end = format.record === '\n' && draw.chance(0.15) ? '\r\n' : format.record
  const body = rows.join(end)
  const mark =
    draw.chance(0.05) && format.encoding !== 'ISO88591' && format.encoding !== 'WINDOWS1252' ? '\ufeff' : ''
  const bytes = encoded(`${mark}${headers.join('')}${body}${rows.length > 0 ? last : ''}`, format)
  const broken = format.encoding === 'UTF8' && draw.chance(0.04) ? spoiled(draw, bytes) : bytes
  return format.gzip ? gzipSync(broken) : broken
}

function row(draw: Draw, format: FuzzFormat, width: number): string {
  if (draw.chance(0.04)) return draw.pick(['', ' ', format.field])
  if (draw.chance(0.06)) return draw.list(1, 8, () => piece(draw, format)).join('')
  const fields = draw.chance(0.06) ? Math.max(1, width + draw.pick([-1, 1])) : width
  return Array.from({ length: fields }, () => field(draw, format)).join(format.field)
}

function field(draw: Draw, format: FuzzFormat): string {
  const { quote, escape } = format
  if (draw.chance(0.12)) return draw.pick(['', '\\N', 'NULL', 'x', ' '])
  if (quote === undefined || draw.chance(0.6)) return draw.list(1, 3, () => plain(draw, format)).join('')
  const inside = draw.list(0, 4, () => {
    const one = piece(draw, format)
    if (one === quote) return escape !== undefined && draw.chance(0.5) ? escape + quote : quote + quote
    return one
  })
  const space = () => (draw.chance(0.05) ? ' ' : '')
  return `${space()}${quote}${inside.join('')}${quote}${space()}`
}

const letters = ['a', 'b', 'x', '1', '23', 'é', 'word', ' ', '.', '-']

function plain(draw: Draw, format: FuzzFormat): string {
  const { escapeUnenclosed } = format
  if (escapeUnenclosed !== undefined && draw.chance(0.06))
    return escapeUnenclosed + draw.pick(['a', escapeUnenclosed, format.field, format.record, 'N'])
  if (draw.chance(0.04)) return draw.pick(['"', "'", '\\', '^'])
  return draw.pick(letters)
}

/** Anything that may be there. */
function piece(draw: Draw, format: FuzzFormat): string {
  const { field: delimiter, record, quote, escape, escapeUnenclosed } = format
  const special = [delimiter, record, quote, escape, escapeUnenclosed, '\n', ' ', '|', '=', '#'].filter(
    (one) => one !== undefined,
  )
  return draw.pick(draw.chance(0.5) ? letters : special)
}

function encoded(text: string, { encoding }: FuzzFormat): Buffer {
  if (encoding === 'UTF16LE') return Buffer.from(text, 'utf16le')
  return Buffer.from(text, encoding === 'UTF8' ? 'utf8' : 'latin1')
}

/** The bytes with one put in that begins no character. */
function spoiled(draw: Draw, bytes: Buffer): Buffer {
  const at = draw.below(bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)])
}
