import { describe, expect, it } from 'vitest'
import { assign } from '../../../../src/engine/bind/coercion.ts'
import {
  constantText,
  expressionKey,
  sameExpression,
  someExpression,
} from '../../../../src/engine/bind/expression-walk.ts'
import { count, number, text, variant } from '../../../../src/engine/types/standard.ts'
import { bound, typeOfText, type Rows } from '../expression-world.ts'

const table: Rows = {
  columns: { I: count, D: number(10, 2), S: text(20), V: variant, F: { kind: 'FLOAT' } },
  rows: [],
}

describe('types of expressions', () => {
  it.each([
    ['I + 1', 'NUMBER(38,0)'],
    ['D + 1', 'NUMBER(11,2)'],
    ['D * D', 'NUMBER(20,4)'],
    ['D / 3', 'NUMBER(16,8)'],
    ['I / I', 'NUMBER(38,6)'],
    ['D + F', 'FLOAT'],
    ['COALESCE(1, 2.5)', 'NUMBER(2,1)'],
    ["IFF(TRUE, I, '2')", 'NUMBER(38,0)'],
    ['AVG(I)', 'NUMBER(38,6)'],
    ['SUM(D)', 'NUMBER(38,2)'],
    ['V:a.b', 'VARIANT'],
    ["DATEADD(hour, 1, DATE '2024-01-01')", 'TIMESTAMP_NTZ(9)'],
    ["DATEADD(day, 1, DATE '2024-01-01')", 'DATE'],
    ["TO_NUMBER('1', 10, 2)", 'NUMBER(10,2)'],
    ['ROUND(D, 1)', 'NUMBER(11,1)'],
    ['CURRENT_TIMESTAMP()', 'TIMESTAMP_LTZ(9)'],
    ['NULL', 'NULL'],
  ])('%s', (sql, type) => {
    expect(typeOfText(sql, table)).toBe(type)
  })
})

function thrownBy(action: () => unknown): Error {
  try {
    action()
  } catch (thrown) {
    if (thrown instanceof Error) return thrown
  }
  throw new Error('nothing was thrown')
}

describe('errors of binding', () => {
  it.each([
    ['NOSUCH(1)', 'UNKNOWN_FUNCTION', 'Unknown function NOSUCH'],
    [
      'UPPER()',
      'TOO_FEW_ARGUMENTS',
      'error line 1 at position 0\nnot enough arguments for function [UPPER()], expected 1, got 0',
    ],
    [
      "UPPER('a', 'b')",
      'TOO_MANY_ARGUMENTS',
      "too many arguments for function [UPPER('a', 'b')] expected 1, got 2",
    ],
    [
      '1 + YEAR(D)',
      'INVALID_ARGUMENT_TYPES',
      "error line 1 at position 4\nInvalid argument types for function 'YEAR': (NUMBER(10,2))",
    ],
    ['X', 'INVALID_IDENTIFIER', "invalid identifier 'X'"],
    ['SUM(SUM(D))', 'NESTED_AGGREGATE', 'SUM(D)'],
    ['ROW_NUMBER()', 'WINDOW_CLAUSE_REQUIRED', 'ROW_NUMBER'],
    ['UPPER(DISTINCT S)', 'UNSUPPORTED', 'DISTINCT'],
    ['SHA2(S, 128)', 'UNSUPPORTED', 'SHA2 with 128'],
    ["DATEADD(fortnight, 1, DATE '2024-01-01')", 'INVALID_ARGUMENT', 'FORTNIGHT'],
    ['S::VECTOR', 'UNSUPPORTED', 'VECTOR'],
    ['S::NOSUCH', 'UNKNOWN_DATA_TYPE', 'NOSUCH'],
  ])('%s', (sql, code, message) => {
    const thrown = thrownBy(() => bound(sql, table))
    expect(thrown).toMatchObject({ code })
    expect(thrown.message).toContain(message)
  })
})

describe('bound trees', () => {
  it('compare without regard to where they were written', () => {
    expect(sameExpression(bound('I + 1', table), bound('  I  +  1', table))).toBe(true)
    expect(sameExpression(bound('I + 1', table), bound('I + 2', table))).toBe(false)
    expect(expressionKey(bound('UPPER(S)', table))).not.toContain('span')
  })

  it('find what stands inside', () => {
    const isSum = (node: { kind: string }) => node.kind === 'AggregateCall'
    expect(someExpression(bound('1 + COALESCE(SUM(I), 0)', table), isSum)).toBe(true)
    expect(someExpression(bound('1 + COALESCE(I, 0)', table), isSum)).toBe(false)
  })

  it('know constants', () => {
    expect(constantText(bound("'x'::VARCHAR"))).toBe('x')
    expect(constantText(bound('-5'))).toBe('-5')
    expect(constantText(bound('NULL'))).toBeNull()
    expect(constantText(bound('S', table))).toBeUndefined()
  })

  it('hold only what can be assigned', () => {
    const span = { start: 0, end: 0 }
    expect(assign(bound('S', table), count, 'C', span).type).toEqual(count)
    expect(() => assign(bound('V:a::ARRAY', table), number(10, 0), 'C', span)).toThrow(
      'Expression type does not match column data type',
    )
  })
})
