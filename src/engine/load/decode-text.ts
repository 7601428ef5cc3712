import { TextDecoder } from 'node:util'
import { ebcdicTable } from './decode-ebcdic.ts'

/** Turns the bytes of a file into text, piece by piece; what is no character becomes U+FFFD. Byte order marks stay. */
export interface TextReader {
  read(bytes: Buffer, isLast: boolean): string
}

/**
 * Readers of the character sets that ENCODING names, UTF-8 apart.
 * https://docs.snowflake.com/en/sql-reference/sql/create-file-format#format-type-options-formattypeoptions
 */
const readers: Readonly<Record<string, () => TextReader>> = {
  BIG5: () => standard('big5'),
  EUCJP: () => standard('euc-jp'),
  EUCKR: () => standard('euc-kr'),
  GB18030: () => standard('gb18030'),
  IBM420: () => singleBytes(ebcdicTable('IBM420')),
  IBM424: () => singleBytes(ebcdicTable('IBM424')),
  // Its characters are those of KS X 1001, which the encoding standard's euc-kr, Windows' code page 949, has at the same places.
  IBM949: () => standard('euc-kr'),
  ISO2022CN: () => new ShiftedReader('gb18030', chineseSets),
  ISO2022JP: () => standard('iso-2022-jp'),
  ISO2022KR: () => new ShiftedReader('euc-kr', koreanSets),
  // The encoding standard takes ISO-8859-1 and -9 for the Windows code pages, which have letters where these have control characters.
  ISO88591: () => singleBytes(latin1),
  ISO88592: () => standard('iso-8859-2'),
  ISO88595: () => standard('iso-8859-5'),
  ISO88596: () => standard('iso-8859-6'),
  ISO88597: () => standard('iso-8859-7'),
  ISO88598: () => standard('iso-8859-8'),
  ISO88599: () => singleBytes(withControls('windows-1254')),
  ISO885915: () => standard('iso-8859-15'),
  KOI8R: () => standard('koi8-r'),
  SHIFTJIS: () => standard('shift_jis'),
  UTF16: () => new MarkedReader(2),
  UTF16BE: () => standard('utf-16be'),
  UTF16LE: () => standard('utf-16le'),
  UTF32: () => new MarkedReader(4),
  UTF32BE: () => new WideReader(true),
  UTF32LE: () => new WideReader(false),
  WINDOWS874: () => standard('windows-874'),
  WINDOWS949: () => standard('euc-kr'),
  WINDOWS1250: () => standard('windows-1250'),
  WINDOWS1251: () => standard('windows-1251'),
  WINDOWS1252: () => singleBytes(latin1.map((character, byte) => windows1252[byte - 0x80] ?? character)),
  WINDOWS1253: () => standard('windows-1253'),
  WINDOWS1254: () => standard('windows-1254'),
  WINDOWS1255: () => standard('windows-1255'),
  WINDOWS1256: () => standard('windows-1256'),
}

/** The reader of an ENCODING; undefined for UTF8. */
export function textReader(encoding: string): TextReader | undefined {
  return readers[encoding]?.()
}

/** What the encoding standard of the web knows, Node does, too. */
function standard(label: string): TextReader {
  const decoder = new TextDecoder(label, { ignoreBOM: true })
  return { read: (bytes, isLast) => decoder.decode(bytes, { stream: !isLast }) }
}

function singleBytes(table: readonly string[]): TextReader {
  return {
    read: (bytes) => {
      let text = ''
      for (const byte of bytes) text += table[byte] ?? ''
      return text
    },
  }
}

const latin1: readonly string[] = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
/** From 0x80 on; Node 20 takes this code page for ISO-8859-1. */
const windows1252 = Array.from('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ')

/** A code page of Windows with the control characters that ISO 8859 has from 0x80 to 0x9f. */
function withControls(label: string): readonly string[] {
  const decoder = new TextDecoder(label)
  return latin1.map((character, byte) =>
    byte >= 0x80 && byte < 0xa0 ? character : decoder.decode(Buffer.from([byte])),
  )
}

/** UTF-16 or UTF-32 of which the byte order mark tells the order, or else the place of the first zero. */
class MarkedReader implements TextReader {
  readonly #width: 2 | 4
  #start = Buffer.alloc(0)
  #reader: TextReader | undefined

  constructor(width: 2 | 4) {
    this.#width = width
  }

  read(bytes: Buffer, isLast: boolean): string {
    if (this.#reader !== undefined) return this.#reader.read(bytes, isLast)
    this.#start = Buffer.concat([this.#start, bytes])
    if (this.#start.length < this.#width && !isLast) return ''
    const isBig = this.#isBigEndian(this.#start)
    this.#reader = this.#width === 4 ? new WideReader(isBig) : standard(isBig ? 'utf-16be' : 'utf-16le')
    return this.#reader.read(this.#start, isLast)
  }

  /** "If the text has no mark, it should be interpreted as big-endian" (RFC 2781, 4.3), unless its first character tells otherwise. */
  #isBigEndian(start: Buffer): boolean {
    const [first, second] = start
    if (first === 0xff && second === 0xfe) return false
    return !(first !== 0 && start[this.#width - 1] === 0)
  }
}

class WideReader implements TextReader {
  readonly #isBig: boolean
  #rest = Buffer.alloc(0)

  constructor(isBig: boolean) {
    this.#isBig = isBig
  }

  read(bytes: Buffer, isLast: boolean): string {
    const all = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    const whole = all.length - (all.length % 4)
    let text = ''
    for (let at = 0; at < whole; at += 4) {
      const code = this.#isBig ? all.readUInt32BE(at) : all.readUInt32LE(at)
      const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      text += isCharacter ? String.fromCodePoint(code) : '\ufffd'
    }
    this.#rest = Buffer.from(all.subarray(whole))
    return isLast && this.#rest.length > 0 ? `${text}\ufffd` : text
  }
}

/** What the escape sequences of an ISO 2022 encoding mean; false: a set of characters that is not known here. */
type Sets = Readonly<Record<string, boolean>>
const koreanSets: Sets = { '$)C': true }
const chineseSets: Sets = { '$)A': true, '$)G': false, '$)E': false, '$*H': false, N: false }

/** ISO-2022-KR and -CN: between SO and SI, two bytes of 7 bits are a character; the same with the high bit set is EUC. */
class ShiftedReader implements TextReader {
  readonly #decoder: TextReader
  readonly #sets: Sets
  #isShifted = false
  #rest = Buffer.alloc(0)

  constructor(label: string, sets: Sets) {
    this.#decoder = standard(label)
    this.#sets = sets
  }

  read(bytes: Buffer, isLast: boolean): string {
    const all = Buffer.concat([this.#rest, bytes])
    const out: number[] = []
    let at = 0
    while (at < all.length) {
      const byte = all[at] ?? 0
      if (byte === 0x1b) {
        // The whole of an escape sequence is needed to know it.
        if (all.length - at < 4 && !isLast) break
        at += this.#escape(all.toString('latin1', at + 1, at + 4))
        continue
      }
      if (byte === 0x0e) this.#isShifted = true
      else if (byte === 0x0f) this.#isShifted = false
      else out.push(this.#isShifted && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte)
      at += 1
    }
    this.#rest = Buffer.from(all.subarray(at))
    return this.#decoder.read(Buffer.from(out), isLast)
  }

  /** How many bytes the sequence takes. */
  #escape(sequence: string): number {
    const known = Object.keys(this.#sets).find((name) => sequence.startsWith(name))
    if (known === undefined || this.#sets[known] !== true)
      throw new Error(`the escape sequence ESC ${sequence} means characters that are not supported`)
    return 1 + known.length
  }
}
