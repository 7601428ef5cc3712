import { describe, expect, test } from 'vitest'
import type { ProcedureRecord } from '../../../../src/engine/catalog/objects/procedure.ts'
import {
  chooseOverload,
  requireJavaScriptType,
  type GivenArgument,
} from '../../../../src/engine/procedures/signature.ts'
import type { ValueType } from '../../../../src/engine/types/data-type.ts'
import * as types from '../../../../src/engine/types/standard.ts'

function procedure(id: number, args: ProcedureRecord['args']): ProcedureRecord {
  return {
    kind: 'PROCEDURE',
    id,
    name: 'P',
    database: 'D',
    schema: 'S',
    owner: 'R',
    createdOn: 0,
    comment: '',
    args,
    returns: types.text(),
    language: 'JAVASCRIPT',
    strict: false,
    executeAs: 'OWNER',
    body: '',
  }
}

const given = (type: ValueType, value: string | null = 'x', name?: string): GivenArgument => ({
  type,
  value,
  ...(name === undefined ? {} : { name }),
})

describe('the choice of an overload', () => {
  const ofText = procedure(1, [{ name: 'A', type: types.text() }])
  const ofFloat = procedure(2, [{ name: 'A', type: types.float }])
  const ofTwo = procedure(3, [
    { name: 'A', type: types.text() },
    { name: 'B', type: types.float, default: '7' },
    { name: 'C', type: types.text(), default: "'c'" },
  ])

  test('takes the one that needs no conversion', () => {
    expect(chooseOverload([ofText, ofFloat], [given(types.float)])?.procedure.id).toBe(2)
    expect(chooseOverload([ofFloat, ofText], [given(types.text(3))])?.procedure.id).toBe(1)
  })
  test('goes by the number of arguments, counting defaults', () => {
    const choice = chooseOverload([ofTwo], [given(types.text())])
    expect(choice?.assignment).toEqual([
      { given: given(types.text()) },
      { byDefault: '7' },
      { byDefault: "'c'" },
    ])
    expect(chooseOverload([ofTwo], [])).toBeUndefined()
    expect(chooseOverload([ofText], [given(types.text()), given(types.text())])).toBeUndefined()
  })
  test('lays named arguments to their places', () => {
    const named = given(types.text(), 'z', 'C')
    const choice = chooseOverload([ofTwo], [given(types.text()), named])
    expect(choice?.assignment).toEqual([{ given: given(types.text()) }, { byDefault: '7' }, { given: named }])
    expect(chooseOverload([ofTwo], [given(types.text()), given(types.text(), 'z', 'D')])).toBeUndefined()
    expect(chooseOverload([ofTwo], [given(types.text()), given(types.text(), 'z', 'A')])).toBeUndefined()
  })
  test('converts where an implicit conversion exists, and only there', () => {
    expect(chooseOverload([ofFloat], [given(types.number(2, 1))])?.procedure.id).toBe(2)
    expect(chooseOverload([ofFloat], [given(types.date)])).toBeUndefined()
  })
  test('NULL fits every type', () => {
    expect(
      chooseOverload([procedure(4, [{ name: 'A', type: types.array }])], [given(types.text(), null)])
        ?.procedure.id,
    ).toBe(4)
  })
})

test('JavaScript has no NUMBER', () => {
  const span = { start: 0, end: 1 }
  expect(requireJavaScriptType(types.float, span)).toBe(types.float)
  expect(() => requireJavaScriptType(types.integer, span)).toThrow(
    "Language JAVASCRIPT does not support type 'NUMBER(38,0)' for argument or return type",
  )
})
