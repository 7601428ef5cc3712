import { closeSync, createReadStream, createWriteStream, openSync, readFileSync, readSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type TransformCallback } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SnowmeltError } from '../../common/errors.ts'
import type { FileInfo, Files } from '../../lake/files.ts'
import { unpack, unpackers, Utf8Writer, type Packing } from './decode.ts'
import type { CsvFormat, JsonFormat } from './format.ts'
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
      if (compression === 'NONE' && this.#encoding() === 'UTF8') return await this.#inPlace(info, source)
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
    if (type === 'JSON')
      return new Sniffer({ escapes: [], quote: undefined, delimiter: undefined, trim: false })
    const { escape, escapeUnenclosed, enclosedBy, trimSpace, fieldDelimiter } = this.#format
    const escapes = [escape, escapeUnenclosed].filter((one) => one !== undefined)
    return new Sniffer({ escapes, quote: enclosedBy, delimiter: fieldDelimiter, trim: trimSpace })
  }

  async #inPlace(info: FileInfo, path: string): Promise<PreparedFile> {
    const sniffer = this.#sniffer()
    if (info.size <= smallFile) sniffer.add(readFileSync(path))
    else await readPieces(path, (piece) => sniffer.add(piece))
    const sniff = sniffer.end()
    // DuckDB's reader of JSON does not pass over the mark.
    const isMarked = this.#format.type === 'JSON' && sniff.head.startsWith('\ufeff') && this.#format.skipMark
    if (sniff.utf8 && !isMarked) return { info, path, sniff, invalidText: false }
    return this.#copy(info, path, 'NONE')
  }

  async #copy(info: FileInfo, source: string, compression: Packing): Promise<PreparedFile> {
    this.#copies += 1
    await mkdir(this.#folder, { recursive: true })
    const path = join(this.#folder, String(this.#copies))
    const decoder = new Decoder(this.#encoding(), this.#format, this.#sniffer())
    if (info.size <= smallFile) {
      await writeFile(path, decoder.all(unpack[compression](readFileSync(source))))
    } else {
      const unpacker = unpackers[compression]
      const steps = [
        createReadStream(source),
        ...(unpacker === undefined ? [] : [unpacker()]),
        decoder.stream(),
      ]
      await pipeline([...steps, createWriteStream(path)])
    }
    return { info, path, sniff: decoder.sniff(), invalidText: decoder.invalid }
  }

  /** What AUTO means is told by the first bytes; deflate and Brotli have none that are sure, their names tell. */
  #compression(path: string, info: FileInfo): Packing {
    const { compression } = this.#format
    if (compression !== 'AUTO') return compression
    const magic = firstBytes(path)
    if (magic[0] === 0x1f && magic[1] === 0x8b) return 'GZIP'
    if (magic.readUInt32LE(0) === 0xfd2fb528) return 'ZSTD'
    if (magic.toString('latin1', 0, 3) === 'BZh' && info.url.endsWith('.bz2')) return 'BZ2'
    if (info.url.endsWith('.deflate')) return 'DEFLATE'
    if (info.url.endsWith('.raw_deflate')) return 'RAW_DEFLATE'
    return info.url.endsWith('.br') ? 'BROTLI' : 'NONE'
  }
}

/** Writes UTF-8 and shows it to the sniffer on the way. */
class Decoder {
  readonly #writer: Utf8Writer
  readonly #sniffer: Sniffer

  constructor(encoding: string, format: CsvFormat | JsonFormat, sniffer: Sniffer) {
    this.#writer = new Utf8Writer(encoding, { replace: format.replaceInvalid, skipMark: format.skipMark })
    this.#sniffer = sniffer
  }

  get invalid(): boolean {
    return this.#writer.invalid
  }

  all(bytes: Buffer): Buffer {
    return this.#piece(bytes, true)
  }

  sniff(): Sniff {
    return this.#sniffer.end()
  }

  stream(): Transform {
    return new Transform({
      transform: (piece: Buffer, _encoding, done: TransformCallback) => this.#attempt(piece, false, done),
      flush: (done: TransformCallback) => this.#attempt(Buffer.alloc(0), true, done),
    })
  }

  #attempt(bytes: Buffer, last: boolean, done: TransformCallback): void {
    try {
      done(null, this.#piece(bytes, last))
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #piece(bytes: Buffer, last: boolean): Buffer {
    const utf8 = this.#writer.piece(bytes, last)
    this.#sniffer.add(utf8)
    return utf8
  }
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

function describeFault(error: unknown): string {
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}`
}
