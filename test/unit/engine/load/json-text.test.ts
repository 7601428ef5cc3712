import { describe, expect, it } from 'vitest'
import { readDocuments, readElements } from '../../../../src/engine/load/json-text.ts'

const plain = { octal: false, allowDuplicate: false }
const texts = (text: string, reading = plain) => readDocuments(text, reading).documents.map((one) => one.text)

describe('the liberal reader of JSON', () => {
  it('reads documents with and without commas between them, and commas before a closing bracket', () => {
    expect(texts('{"a": 1},\n{"b": [1, 2,], }\n 5 "x"')).toEqual(['{"a":1}', '{"b":[1,2]}', '5', '"x"'])
  })

  it('keeps numbers as they are written, and reads octal ones where it may', () => {
    expect(texts('[1.50, 123456789012345678901234567890, 1E2]')).toEqual([
      '[1.50,123456789012345678901234567890,1E2]',
    ])
    expect(texts('{"a": 017, "b": -010, "c": 0.5}', { octal: true, allowDuplicate: false })).toEqual([
      '{"a":15,"b":-8,"c":0.5}',
    ])
    expect(readDocuments('{"a": 017}', plain).fault?.reason).toBe('unknown keyword "017"')
  })

  it('knows a key that stands twice at any depth', () => {
    const twice = '{"a": {"b": 1, "c": 2, "\\u0062": 3}}'
    expect(readDocuments(twice, plain).fault).toEqual({
      reason: 'duplicate object attribute "b"',
      at: twice.indexOf('"\\u0062"'),
      start: 0,
    })
    expect(texts(twice, { octal: false, allowDuplicate: true })).toEqual(['{"a":{"c":2,"\\u0062":3}}'])
  })

  it('says where and why it stops, after the documents before', () => {
    expect(readDocuments('{"a":1}\n{"b" 2}', plain)).toEqual({
      documents: [{ text: '{"a":1}', start: 0, end: 7 }],
      fault: { reason: 'missing colon', at: 13, start: 8 },
    })
    expect(readDocuments('{"a":[1,2', plain).fault?.reason).toBe('incomplete document')
    expect(readDocuments('{"a":"x\n"}', plain).fault?.reason).toBe('unfinished string')
    expect(readDocuments('['.repeat(5000), plain).fault?.reason).toBe('nested too deeply')
  })

  it('takes the brackets off an outer array, also where a comma is missing', () => {
    const { documents } = readElements(' [{"a":1},\n{"a":2}\n{"a":3}] ', plain)
    expect(documents.map((one) => one.text)).toEqual(['{"a":1}', '{"a":2}', '{"a":3}'])
  })
})
