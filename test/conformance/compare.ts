import type { Result, Row } from '../../src/account/result.ts'
import { typeText } from '../../src/account/types.ts'
import type { Step } from './case.ts'

/** The first difference between what a statement gave and what its step expects, or undefined. */
export function firstDifference(step: Step, result: Result): string | undefined {
  const picked = pick(step, result)
  if (typeof picked === 'string') return picked
  const { names, types, rows } = picked
  if (step.columns !== undefined && !same(step.columns, names)) {
    return `columns: expected ${JSON.stringify(step.columns)}, got ${JSON.stringify(names)}`
  }
  if (step.types !== undefined && !same(step.types, withoutLength(types, step.types))) {
    return `types: expected ${JSON.stringify(step.types)}, got ${JSON.stringify(types)}`
  }
  if (step.rows === undefined) return undefined
  const expected = step.rows.map((row) => normalise(row, step.json))
  const actual = rows.map((row) => normalise(row, step.json))
  if (step.ordered !== true) {
    expected.sort()
    actual.sort()
  }
  const length = Math.max(expected.length, actual.length)
  for (let index = 0; index < length; index++) {
    if (expected[index] !== actual[index]) {
      return `row ${index + 1} of ${expected.length}: expected ${expected[index] ?? 'no row'}, got ${actual[index] ?? 'no row'}`
    }
  }
  return undefined
}

function pick(
  step: Step,
  result: Result,
): string | { names: readonly string[]; types: readonly string[]; rows: readonly Row[] } {
  const names = result.columns.map((column) => column.name)
  const types = result.columns.map((column) => typeText(column.type))
  if (step.select === undefined) return { names, types, rows: result.rows }
  const places = step.select.map((name) =>
    names.findIndex((other) => other.toLowerCase() === name.toLowerCase()),
  )
  const missing = places.indexOf(-1)
  if (missing !== -1) return `no column ${step.select[missing]} among ${JSON.stringify(names)}`
  return {
    names: places.map((place) => names[place] ?? ''),
    types: places.map((place) => types[place] ?? ''),
    rows: result.rows.map((row) => places.map((place) => row[place] ?? null)),
  }
}

/** A row as one text, so that rows sort and compare; `json` columns by value, keys in any order. */
function normalise(row: Row, json: readonly number[] | undefined): string {
  return JSON.stringify(
    row.map((value, index) => (json?.includes(index) === true ? jsonValue(value) : value)),
  )
}

function jsonValue(text: string | null): unknown {
  if (text === null) return null
  try {
    return sortKeys(JSON.parse(text))
  } catch {
    return `not JSON: ${text}`
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  )
}

/** Where a case says VARCHAR, it says nothing about the length. */
function withoutLength(types: readonly string[], wanted: readonly string[]): readonly string[] {
  return types.map((type, at) => (wanted[at] === 'VARCHAR' && type.startsWith('VARCHAR(') ? 'VARCHAR' : type))
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
