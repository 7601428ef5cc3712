import { closeSync, createReadStream, createWriteStream, openSync, readFileSync, readSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TextDecoder } from 'node:util'
import {
  brotliDecompressSync, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, gunzipSync, inflateRawSync,
  inflateSync,
} from 'node:zlib' // prettier-ignore
import { fail, SnowmeltError } from '../../common/errors.ts'
import type { FileInfo, Files } from '../../lake/files.ts'
import type { Compression, CsvFormat, JsonFormat } from './format.ts'
import { Sniffer, type Sniff } from './sniff.ts'

/** A staged file as plain UTF-8 text that DuckDB can read, or why it cannot be had. */
export type PreparedFile =
  | { readonly info: FileInfo; readonly path: string; readonly sniff: Sniff; readonly invalidText: boolean }
  | { readonly info: FileInfo; readonly fault: string }

/** Files up to this size are read in one go. */
const smallFile = 1024 * 1024

/**
 * Makes text files readable: unpacks them, turns other encodings into UTF-8, looks through their bytes on the way. A file
 * that needs neither is read where it lies. Unpacked here and not by DuckDB, because DuckDB takes a gzip file that was cut off for a
 * shorter file, without a word (tried with 1.5.6); and an unpacked file is read on all cores.
 */
export class Preparer {
  readonly #files: Files
  readonly #format: CsvFormat | JsonFormat
  readonly #folder: string
  #copies = 0

  constructor(files: Files, format: CsvFormat | JsonFormat, name: string) {
    this.#files = files
    this.#format = format
    this.#folder = join(files.scratch, name)
  }

  async prepare(info: FileInfo): Promise<PreparedFile> {
    try {
      const source = await this.#files.localPath(info.url)
      const compression = this.#compression(source, info)
      if (compression === 'NONE' && isUtf8Name(this.#encoding())) return await this.#inPlace(info, source)
      return await this.#copy(info, source, compression)
    } catch (error) {
      // Coded errors are about the lake or the options; anything else is what this one file's bytes are.
      if (error instanceof SnowmeltError) throw error
      return { info, fault: describeFault(error) }
    }
  }

  /** Removes the copies. */
  async close(): Promise<void> {
    if (this.#copies > 0) await rm(this.#folder, { recursive: true, force: true })
  }

  #encoding(): string {
    return this.#format.type === 'CSV' ? this.#format.encoding : 'UTF8'
  }

  #sniffer(): Sniffer {
    const { type } = this.#format
    if (type === 'JSON') return new Sniffer({ escapes: [], quote: undefined, delimiter: undefined })
    const { escape, escapeUnenclosed, enclosedBy, trimSpace, fieldDelimiter } = this.#format
    const escapes = [escape, escapeUnenclosed].filter((one) => one !== undefined)
    return new Sniffer({ escapes, quote: trimSpace ? enclosedBy : undefined, delimiter: fieldDelimiter })
  }

  async #inPlace(info: FileInfo, path: string): Promise<PreparedFile> {
    const sniffer = this.#sniffer()
    if (info.size <= smallFile) sniffer.add(readFileSync(path))
    else await readPieces(path, (piece) => sniffer.add(piece))
    const sniff = sniffer.end()
    if (sniff.utf8) return { info, path, sniff, invalidText: false }
    return this.#copy(info, path, 'NONE')
  }

  async #copy(
    info: FileInfo,
    source: string,
    compression: Exclude<Compression, 'AUTO'>,
  ): Promise<PreparedFile> {
    this.#copies += 1
    await mkdir(this.#folder, { recursive: true })
    const path = join(this.#folder, String(this.#copies))
    const decoder = new Decoder(this.#encoding(), this.#sniffer())
    if (info.size <= smallFile) {
      await writeFile(path, decoder.all(unpacked(readFileSync(source), compression)))
    } else {
      const unpack = unpackers[compression]
      const steps = [createReadStream(source), ...(unpack === undefined ? [] : [unpack()]), decoder.stream()]
      await pipeline([...steps, createWriteStream(path)])
    }
    return { info, path, sniff: decoder.sniff(), invalidText: decoder.invalid }
  }

  /** What AUTO means is told by the first bytes; deflate and Brotli have none that are sure, their names tell. */
  #compression(path: string, info: FileInfo): Exclude<Compression, 'AUTO'> {
    const { compression } = this.#format
    if (compression !== 'AUTO') return compression
    const magic = firstBytes(path)
    if (magic[0] === 0x1f && magic[1] === 0x8b) return 'GZIP'
    if (magic.readUInt32LE(0) === 0xfd2fb528) return 'ZSTD'
    if (info.url.endsWith('.deflate')) return 'DEFLATE'
    if (info.url.endsWith('.raw_deflate')) return 'RAW_DEFLATE'
    return info.url.endsWith('.br') ? 'BROTLI' : 'NONE'
  }
}

const unpackers: Readonly<Record<Exclude<Compression, 'AUTO'>, (() => NodeJS.ReadWriteStream) | undefined>> =
  {
    GZIP: createGunzip,
    DEFLATE: createInflate,
    RAW_DEFLATE: createInflateRaw,
    BROTLI: createBrotliDecompress,
    ZSTD: () => refuseZstd(),
    NONE: undefined,
  }

function unpacked(bytes: Buffer, compression: Exclude<Compression, 'AUTO'>): Buffer {
  switch (compression) {
    case 'GZIP':
      return gunzipSync(bytes)
    case 'DEFLATE':
      return inflateSync(bytes)
    case 'RAW_DEFLATE':
      return inflateRawSync(bytes)
    case 'BROTLI':
      return brotliDecompressSync(bytes)
    case 'ZSTD':
      return refuseZstd()
    case 'NONE':
      return bytes
  }
}

/** Turns bytes of any encoding into UTF-8 and shows them to the sniffer. */
class Decoder {
  invalid = false
  readonly #text: TextDecoder | undefined
  readonly #sniffer: Sniffer

  constructor(encoding: string, sniffer: Sniffer) {
    this.#text = new TextDecoder(labelOf(encoding))
    this.#sniffer = sniffer
  }

  all(bytes: Buffer): Buffer {
    return this.#piece(bytes, true)
  }

  sniff(): Sniff {
    return this.#sniffer.end()
  }

  stream(): Transform {
    return new Transform({
      transform: (piece: Buffer, _encoding, done: TransformCallback) => done(null, this.#piece(piece, false)),
      flush: (done: TransformCallback) => done(null, this.#piece(Buffer.alloc(0), true)),
    })
  }

  #piece(bytes: Buffer, last: boolean): Buffer {
    const text = this.#text?.decode(bytes, { stream: !last }) ?? ''
    // What was not a character has become U+FFFD; a file that has that very character is taken for faulty as well.
    if (text.includes('\ufffd')) this.invalid = true
    const utf8 = Buffer.from(text)
    this.#sniffer.add(utf8)
    return utf8
  }
}

/** The names of the WHATWG encoding standard for Snowflake's. */
function labelOf(encoding: string): string {
  const [, family, number] = /^(ISO8859|WINDOWS|KOI8)-?(\w+)$/.exec(encoding) ?? []
  if (family === 'ISO8859') return `iso-8859-${number}`
  if (family === 'WINDOWS') return `windows-${number}`
  if (family === 'KOI8') return 'koi8-r'
  const labels: Readonly<Record<string, string>> = {
    UTF16: 'utf-16le', UTF16LE: 'utf-16le', UTF16BE: 'utf-16be', BIG5: 'big5', EUCJP: 'euc-jp', EUCKR: 'euc-kr',
    GB18030: 'gb18030', SHIFTJIS: 'shift_jis', ISO2022JP: 'iso-2022-jp',
  } // prettier-ignore
  return labels[encoding] ?? (isUtf8Name(encoding) ? 'utf-8' : unsupportedEncoding(encoding))
}

function isUtf8Name(encoding: string): boolean {
  return encoding === 'UTF8'
}

async function readPieces(path: string, take: (piece: Buffer) => void): Promise<void> {
  for await (const piece of createReadStream(path, { highWaterMark: smallFile })) take(piece as Buffer)
}

function firstBytes(path: string): Buffer {
  const bytes = Buffer.alloc(4)
  const file = openSync(path, 'r')
  try {
    readSync(file, bytes, 0, 4, 0)
  } finally {
    closeSync(file)
  }
  return bytes
}

function unsupportedEncoding(encoding: string): never {
  return fail('UNSUPPORTED', { feature: `ENCODING = ${encoding}` })
}

/** Node 20 has no Zstandard, and DuckDB's reader of it cannot tell a file that was cut off. */
function refuseZstd(): never {
  return fail('UNSUPPORTED', { feature: 'COMPRESSION = ZSTD of a text file' })
}

function describeFault(error: unknown): string {
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`
}
