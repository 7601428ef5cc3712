import { typeText } from '../../account/types.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { ProcedureRecord } from '../catalog/objects/procedure.ts'
import { convertibility } from '../types/conversion.ts'
import type { ValueType } from '../types/data-type.ts'

/** An argument of a CALL, evaluated. `name` is that of `name => value`. */
export interface GivenArgument {
  readonly name?: string
  readonly type: ValueType
  readonly value: string | null
}

/** What each argument of a procedure gets: a given argument, or its default. */
export type Assignment = readonly ({ readonly given: GivenArgument } | { readonly byDefault: string })[]

/** The procedure that a CALL means, with its arguments in the order of the declaration. */
export interface Choice {
  readonly procedure: ProcedureRecord
  readonly assignment: Assignment
}

/**
 * JavaScript has no whole numbers and no exact ones.
 * https://docs.snowflake.com/en/developer-guide/udf-stored-procedure-data-type-mapping#sql-javascript-data-type-mappings
 */
export function requireJavaScriptType(type: ValueType, span: Span): ValueType {
  if (type.kind === 'NUMBER') fail('LANGUAGE_TYPE', { language: 'JAVASCRIPT', type: typeText(type) }, span)
  return type
}

/**
 * Chooses among the overloads of a name: those that take the arguments, first the one that needs the fewest conversions.
 * https://docs.snowflake.com/en/developer-guide/udf-stored-procedure-naming-conventions#calling-overloaded-procedures-and-functions
 */
export function chooseOverload(
  overloads: readonly ProcedureRecord[],
  given: readonly GivenArgument[],
): Choice | undefined {
  const fitting = overloads
    .map((procedure) => ({ procedure, assignment: assign(procedure, given) }))
    .filter((choice): choice is Choice => choice.assignment !== undefined)
  return fitting.toSorted((a, b) => conversions(a) - conversions(b))[0]
}

/** Lays the given arguments to the declared ones; undefined where they do not fit. */
function assign(procedure: ProcedureRecord, given: readonly GivenArgument[]): Assignment | undefined {
  const positional = given.filter(({ name }) => name === undefined)
  if (positional.length > procedure.args.length) return undefined
  const names = procedure.args.map(({ name }) => name)
  const named = given.filter(({ name }) => name !== undefined)
  if (named.some(({ name = '' }) => !names.includes(name) || names.indexOf(name) < positional.length))
    return undefined
  const assignment = procedure.args.map(({ name, default: byDefault }, index) => {
    const argument = positional[index] ?? named.find((each) => each.name === name)
    if (argument !== undefined) return { given: argument }
    return byDefault === undefined ? undefined : { byDefault }
  })
  return assignment.every((each, index) => each !== undefined && fits(each, procedure.args[index]?.type))
    ? assignment.filter((each) => each !== undefined)
    : undefined
}

function fits(each: Assignment[number], type: ValueType | undefined): boolean {
  if (type === undefined) return false
  // NULL has no type of its own: it fits everything.
  return (
    'byDefault' in each || each.given.value === null || convertibility(each.given.type, type) === 'implicit'
  )
}

function conversions({ procedure, assignment }: Choice): number {
  return assignment.filter(
    (each, index) => 'given' in each && each.given.type.kind !== procedure.args[index]?.type.kind,
  ).length
}
