import { describe, expect, it } from 'vitest'
import { invalidMark, unpack, unpackers, Utf8Writer } from '../../../../src/engine/load/decode.ts'

/** `1,a` and `2,b`, as bzip2 -9 and zstd -3 pack them. */
const packed = {
  BZ2: 'QlpoOTFBWSZTWbCnEU8AAAJZAAAQAAQwADAAIAAhppmgwAKVCwu5IpwoSFhTiKeA',
  ZSTD: 'KLUv/QRYQQAAMSxhCjIsYgrEFJqT',
} as const

describe('packed files', () => {
  it.each(Object.entries(packed))('%s is unpacked, whole and in pieces', async (name, base64) => {
    const bytes = Buffer.from(base64, 'base64')
    const packing = name === 'BZ2' ? 'BZ2' : 'ZSTD'
    expect(unpack[packing](bytes).toString()).toBe('1,a\n2,b\n')
    const stream = unpackers[packing]?.()
    const parts: Buffer[] = []
    stream?.on('data', (part: Buffer) => parts.push(part))
    for (const byte of bytes) stream?.write(Buffer.from([byte]))
    stream?.end()
    await new Promise((resolve) => stream?.once('end', resolve))
    expect(Buffer.concat(parts).toString()).toBe('1,a\n2,b\n')
  })

  it.each(Object.entries(packed))('%s that was cut off is told from a shorter file', (name, base64) => {
    const bytes = Buffer.from(base64, 'base64')
    const packing = name === 'BZ2' ? 'BZ2' : 'ZSTD'
    expect(() => unpack[packing](bytes.subarray(0, bytes.length - 3))).toThrow()
  })
})

/** The text of the bytes, given one by one. */
function written(encoding: string, bytes: readonly number[], replace = false): string {
  const writer = new Utf8Writer(encoding, { replace, skipMark: true })
  const parts = bytes.map((byte) => writer.piece(Buffer.from([byte]), false))
  return Buffer.concat([...parts, writer.piece(Buffer.alloc(0), true)]).toString()
}

describe('character sets', () => {
  it.each<[string, readonly number[], string]>([
    ['UTF8', [0xef, 0xbb, 0xbf, 0xc3, 0xa9], 'é'],
    ['UTF16', [0xff, 0xfe, 0xe9, 0x00], 'é'],
    ['UTF16', [0xfe, 0xff, 0x00, 0xe9], 'é'],
    ['UTF16', [0x00, 0x31, 0x4e, 0x2d], '1中'],
    ['UTF16', [0x31, 0x00, 0x2d, 0x4e], '1中'],
    ['UTF32', [0xff, 0xfe, 0x00, 0x00, 0x00, 0xf6, 0x01, 0x00], '😀'],
    ['UTF32BE', [0x00, 0x01, 0xf6, 0x00], '😀'],
    ['ISO88591', [0x80, 0xe9], '\u0080é'],
    ['WINDOWS1252', [0x80, 0xe9], '€é'],
    ['ISO88599', [0x80, 0xf0], '\u0080ğ'],
    ['WINDOWS1254', [0x80, 0xf0], '€ğ'],
    ['IBM424', [0xf1, 0x6b, 0x41], '1,א'],
    ['IBM420', [0xf1, 0x6b, 0x56], '1,ا'],
    ['ISO2022KR', [0x1b, 0x24, 0x29, 0x43, 0x0e, 0x47, 0x51, 0x0f, 0x31], '한1'],
    ['ISO2022CN', [0x1b, 0x24, 0x29, 0x41, 0x0e, 0x56, 0x50, 0x0f, 0x31], '中1'],
  ])('%s %o', (encoding, bytes, text) => {
    expect(written(encoding, bytes)).toBe(text)
  })

  it('tells bytes that are no character from a replacement character that is in the file', () => {
    const bytes = [0x61, 0xff, 0xef, 0xbf, 0xbd, 0x62]
    expect(written('UTF8', bytes)).toBe(`a${invalidMark}\ufffdb`)
    expect(written('UTF8', bytes, true)).toBe('a\ufffd\ufffdb')
  })

  it('refuses what an encoding can say and is not known here', () => {
    expect(() => written('ISO2022CN', [0x1b, 0x24, 0x29, 0x47, 0x0e])).toThrow('are not supported')
  })
})
