import { describe, expect, it } from 'vitest'
import { typeText } from '../../../../src/account/types.ts'
import { storedType } from '../../../../src/engine/duck/data-type.ts'
import { typeOf } from '../../../../src/engine/types/type-names.ts'

const typed = (name: string, ...parameters: number[]) =>
  typeOf({ name, parameters, elements: [], span: { start: 0, end: 0 } })

describe('names of types', () => {
  it.each([
    ['INT', [], 'NUMBER(38,0)'],
    ['BYTEINT', [], 'NUMBER(38,0)'],
    ['DECIMAL', [10], 'NUMBER(10,0)'],
    ['NUMERIC', [10, 2], 'NUMBER(10,2)'],
    ['DOUBLE PRECISION', [], 'FLOAT'],
    ['STRING', [], 'VARCHAR(16777216)'],
    ['CHAR', [], 'VARCHAR(1)'],
    ['CHAR VARYING', [7], 'VARCHAR(7)'],
    ['VARBINARY', [], 'BINARY(8388608)'],
    ['DATETIME', [], 'TIMESTAMP_NTZ(9)'],
    ['TIMESTAMP WITH TIME ZONE', [3], 'TIMESTAMP_TZ(3)'],
    ['TIME', [0], 'TIME(0)'],
    ['OBJECT', [], 'OBJECT'],
  ])('%s%j', (name, parameters, expected) => {
    expect(typeText(typed(name, ...parameters))).toBe(expected)
  })

  it('refuse what is not there', () => {
    expect(() => typed('GEOGRAPHY')).toThrow("Unsupported feature 'data type GEOGRAPHY'")
    expect(() => typed('constructor')).toThrow('constructor')
    expect(() => typed('NUMBER', 39, 0)).toThrow('NUMBER(39,0)')
    expect(() => typed('INT', 5)).toThrow('INT(5)')
    expect(() => typed('TIMESTAMP', 10)).toThrow('TIMESTAMP(10)')
  })

  it('are stored in 64 bits where they have no scale', () => {
    expect(storedType(typed('INT'))).toMatchObject({ form: 'BIGINT', precision: 38 })
    expect(storedType(typed('NUMBER', 10, 2))).toMatchObject({ form: 'DECIMAL' })
  })
})
