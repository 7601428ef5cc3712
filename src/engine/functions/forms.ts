import { duckType } from '../duck/data-type.ts'
import { duck, join, type Sql } from '../duck/sql.ts'
import { valueType } from '../types/standard.ts'
import type { Form } from './row.ts'

/** DuckDB's function of that name over the same arguments. */
export function renamed(name: Sql): Form {
  return (args) => duck`${name}(${join(args)})`
}

/** The same, cast to the row's type where DuckDB's result has another. */
export function renamedCast(name: Sql): Form {
  return (args, { type }) => duck`CAST(${name}(${join(args)}) AS ${duckType(valueType(type))})`
}

/** An aggregate of DuckDB's. */
export function aggregate(name: Sql): Form {
  return (args, facts) => facts.aggregate(name, args)
}

/** An aggregate of DuckDB's, cast to the row's type. */
export function aggregateCast(name: Sql): Form {
  return (args, facts) => duck`CAST(${facts.aggregate(name, args)} AS ${duckType(valueType(facts.type))})`
}

/** The argument at `index`, which the row's signature promises. */
export function at(args: readonly Sql[], index: number): Sql {
  const arg = args[index]
  if (arg === undefined) throw new Error(`Snowmelt bug: argument ${index + 1} is missing`)
  return arg
}
