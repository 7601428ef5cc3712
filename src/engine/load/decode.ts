import { Transform, type TransformCallback } from 'node:stream'
import {
  brotliDecompressSync, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, gunzipSync, inflateRawSync,
  inflateSync,
} from 'node:zlib' // prettier-ignore
import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { Decompress } from 'fzstd'
import bunzip2 from 'unbzip2-stream'
import { textReader, type TextReader } from './decode-text.ts'
import type { Compression } from './format.ts'

/** How a file is packed. */
export type Packing = Exclude<Compression, 'AUTO'>

/** Streams that unpack. */
export const unpackers: Readonly<Record<Packing, (() => NodeJS.ReadWriteStream) | undefined>> = {
  GZIP: createGunzip,
  BZ2: () => streamOf(bz2Steps()),
  DEFLATE: createInflate,
  RAW_DEFLATE: createInflateRaw,
  BROTLI: createBrotliDecompress,
  ZSTD: () => streamOf(zstdSteps()),
  NONE: undefined,
}

/** Unpacks a small file in one go. */
export const unpack: Readonly<Record<Packing, (bytes: Buffer) => Buffer>> = {
  GZIP: (bytes) => gunzipSync(bytes),
  BZ2: (bytes) => atOnce(bz2Steps(), bytes),
  DEFLATE: (bytes) => inflateSync(bytes),
  RAW_DEFLATE: (bytes) => inflateRawSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes) => atOnce(zstdSteps(), bytes),
  NONE: (bytes) => bytes,
}

/** What is unpacked by each call, the last of which has no piece. */
type Steps = (piece: Buffer | undefined) => Buffer

/** Node 20 has no Zstandard, and DuckDB's reader takes a file that was cut off for a shorter one; this one tells. */
function zstdSteps(): Steps {
  const parts: Uint8Array[] = []
  const decoder = new Decompress((part) => parts.push(part))
  return (piece) => {
    decoder.push(piece ?? Buffer.alloc(0), piece === undefined)
    return Buffer.concat(parts.splice(0))
  }
}

function bz2Steps(): Steps {
  // A stream of the old kind, which emits its data at once.
  const stream = bunzip2()
  const parts: Buffer[] = []
  let fault: unknown
  stream.on('data', (part: Buffer) => parts.push(part))
  stream.on('error', (error: unknown) => (fault ??= error))
  return (piece) => {
    if (piece === undefined) stream.end()
    else stream.write(piece)
    if (fault !== undefined)
      throw new Error(`invalid bzip2 data: ${fault instanceof Error ? fault.message : 'it cannot be read'}`)
    return Buffer.concat(parts.splice(0))
  }
}

function atOnce(step: Steps, bytes: Buffer): Buffer {
  return Buffer.concat([step(bytes), step(undefined)])
}

function streamOf(step: Steps): Transform {
  const attempt = (piece: Buffer | undefined, done: TransformCallback) => {
    try {
      done(null, step(piece))
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => attempt(piece, done),
    flush: (done) => attempt(undefined, done),
  })
}

/** Stands for bytes that are no character until it is known what becomes of them; no text has it, for it is no character itself. */
export const invalidMark = '\u{10fffe}'

const replacement = Buffer.from('\ufffd')
const byteOrderMark = '\ufeff'

/** Turns a file's bytes into UTF-8. Without `replace`, what is no character becomes {@link invalidMark}. */
export class Utf8Writer {
  /** Something was no character. */
  invalid = false
  readonly #reader: TextReader | undefined
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #replace: boolean
  readonly #skipMark: boolean
  #carry = Buffer.alloc(0)
  #started = false

  constructor(encoding: string, options: { readonly replace: boolean; readonly skipMark: boolean }) {
    this.#reader = textReader(encoding)
    this.#replace = options.replace
    this.#skipMark = options.skipMark
  }

  piece(bytes: Buffer, isLast: boolean): Buffer {
    const written =
      this.#reader === undefined ? this.#checked(bytes, isLast) : this.#read(this.#reader, bytes, isLast)
    if (this.#started || written.length === 0) return written
    this.#started = true
    const hasMark = this.#skipMark && written.subarray(0, 3).equals(Buffer.from(byteOrderMark))
    return hasMark ? written.subarray(3) : written
  }

  #read(reader: TextReader, bytes: Buffer, isLast: boolean): Buffer {
    return this.#marked(reader.read(bytes, isLast))
  }

  /** UTF-8 as it is, but for what is none. */
  #checked(bytes: Buffer, isLast: boolean): Buffer {
    const all = this.#carry.length === 0 ? bytes : Buffer.concat([this.#carry, bytes])
    const end = isLast ? all.length : wholeCharacters(all)
    const piece = all.subarray(0, end)
    this.#carry = Buffer.from(all.subarray(end))
    if (isUtf8(piece)) return piece
    // A U+FFFD that is in the file is a character like others.
    return Buffer.concat(
      split(piece, replacement).flatMap((part, index) => [
        ...(index === 0 ? [] : [replacement]),
        this.#marked(this.#utf8.decode(part)),
      ]),
    )
  }

  #marked(text: string): Buffer {
    if (!text.includes('\ufffd')) return Buffer.from(text)
    this.invalid = true
    return Buffer.from(this.#replace ? text : text.replaceAll('\ufffd', invalidMark))
  }
}

/** Where a character ends that is not cut off. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function split(bytes: Buffer, mark: Buffer): readonly Buffer[] {
  const parts: Buffer[] = []
  let from = 0
  for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, from)) {
    parts.push(bytes.subarray(from, at))
    from = at + mark.length
  }
  return [...parts, bytes.subarray(from)]
}
