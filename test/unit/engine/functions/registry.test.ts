import { describe, expect, it } from 'vitest'
import { specialBinders } from '../../../../src/engine/bind/special.ts'
import { chapters, functionNames, lookup } from '../../../../src/engine/functions/registry.ts'

describe('the tables of functions', () => {
  it('name each function once', () => {
    const names = Object.values(chapters).flatMap((chapter) => Object.keys(chapter))
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect([...names].sort()).toEqual(functionNames())
  })

  it('have a binder for each special function, and no binder without a function', () => {
    const special = functionNames().filter((name) => {
      const entry = lookup(name)
      return entry !== undefined && 'special' in entry
    })
    expect(special).toEqual(Object.keys(specialBinders).sort())
  })

  it('give all overloads of a function one role', () => {
    for (const name of functionNames()) {
      const entry = lookup(name)
      if (entry === undefined || 'special' in entry) continue
      expect(new Set(entry.map((row) => row.role)).size, name).toBe(1)
    }
  })

  it('do not reach inner forms or DuckDB’s own functions', () => {
    for (const name of ['$add', '$trunc', 'READ_CSV', 'GETENV', 'upper']) expect(lookup(name)).toBeUndefined()
  })
})
