import { describe, expect, it } from 'vitest'
import {
  decodeDelimiter,
  formatOption,
  readFormat,
} from '../../../../src/engine/catalog/objects/file-format-options.ts'
import { objectName, propertyList, wordValue, type PlainValue } from '../../../../src/engine/catalog/trees.ts'

const read = (values: Readonly<Record<string, PlainValue>>) => readFormat(propertyList(values))

describe('readFormat', () => {
  it('takes the options of the type and fills in defaults when asked', () => {
    const format = read({ TYPE: 'csv', SKIP_HEADER: 1, FIELD_DELIMITER: '|', NULL_IF: ['', 'NULL'] })
    expect(format).toEqual({
      type: 'CSV',
      options: { SKIP_HEADER: 1, FIELD_DELIMITER: '|', NULL_IF: ['', 'NULL'] },
    })
    expect(formatOption(format, 'FIELD_DELIMITER')).toBe('|')
    expect(formatOption(format, 'RECORD_DELIMITER')).toBe('\n')
    expect(formatOption(format, 'NULL_IF')).toEqual(['', 'NULL'])
  })

  it('is CSV where no type is given', () => {
    expect(read({ PARSE_HEADER: true }).type).toBe('CSV')
  })

  it('takes words as they are written in SQL', () => {
    const format = readFormat([
      ...propertyList({ TYPE: wordValue('JSON'), COMPRESSION: wordValue('GZIP') }),
      {
        name: 'STRIP_OUTER_ARRAY',
        value: { kind: 'Name', name: objectName('TRUE'), span: { start: 0, end: 0 } },
        span: { start: 0, end: 0 },
      },
    ])
    expect(format).toEqual({ type: 'JSON', options: { COMPRESSION: 'GZIP', STRIP_OUTER_ARRAY: true } })
  })

  it.each([
    [{ TYPE: 'JSON', SKIP_HEADER: 1 }, "invalid property 'SKIP_HEADER' for 'JSON FILE FORMAT'"],
    [{ TYPE: 'CSV', SKIP_HEADER: -1 }, "invalid value [-1] for parameter 'SKIP_HEADER'"],
    [{ TYPE: 'CSV', SKIP_HEADER: 1.5 }, 'invalid value [1.5]'],
    [{ TYPE: 'CSV', TRIM_SPACE: 'perhaps' }, "for parameter 'TRIM_SPACE'"],
    [{ TYPE: 'CSV', COMPRESSION: 'RAR' }, "invalid value [RAR] for parameter 'COMPRESSION'"],
    [{ TYPE: 'CSV', ESCAPE: 'ab' }, "for parameter 'ESCAPE'"],
    [{ TYPE: 'CSV', FIELD_DELIMITER: 'x'.repeat(21) }, "for parameter 'FIELD_DELIMITER'"],
    [{ TYPE: 'XML' }, "Unsupported feature 'FILE FORMAT TYPE = XML'"],
    [{ TYPE: 'YAML' }, "for parameter 'TYPE'"],
    [{ PARSE_HEADER: true, SKIP_HEADER: 1 }, 'PARSE_HEADER = TRUE and SKIP_HEADER cannot be used together'],
    [{ FIELD_DELIMITER: 'aa', RECORD_DELIMITER: 'aabb' }, 'one within the other, cannot be used together'],
  ] as const)('refuses %j', (values, message) => {
    expect(() => read(values)).toThrow(message)
  })

  it('changes a format that a stage has, unless the type is another', () => {
    const base = read({ TYPE: 'CSV', SKIP_HEADER: 1 })
    expect(readFormat(propertyList({ FIELD_DELIMITER: ';' }), base).options).toEqual({
      SKIP_HEADER: 1,
      FIELD_DELIMITER: ';',
    })
    expect(readFormat(propertyList({ TYPE: 'JSON' }), base)).toEqual({ type: 'JSON', options: {} })
  })
})

describe('decodeDelimiter', () => {
  it.each([
    [',', ','],
    ['\\t', '\t'],
    ['0x5e', '^'],
    ['\\x5e', '^'],
    ['\\136', '^'],
    ['\\xC2\\xA2', '¢'],
    ['\\\\', '\\'],
    ['||', '||'],
  ])('reads %j as %j', (written, meant) => {
    expect(decodeDelimiter(written)).toBe(meant)
  })
})
