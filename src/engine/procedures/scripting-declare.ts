import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { Assignment, StatementValue } from '../../sql/script/assignment.ts'
import type { Let } from '../../sql/script/let.ts'
import type { Declaration } from '../../sql/script/script.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { typeIn } from '../types/type-names.ts'
import { convertTo } from './scripting-convert.ts'
import { evaluate, evaluateAs } from './scripting-expression.ts'
import type { Frame } from './scripting-frame.ts'
import type { ResultSetSlot, Scope } from './scripting-scope.ts'
import { perform, variable } from './scripting-sql.ts'
import { inferredType } from './scripting-values.ts'

/** Declares in the frame's scope. */
export async function declare(declaration: Declaration, frame: Frame): Promise<void> {
  await dispatch(declarers, declaration, frame)
}

const declarers: ByKind<Declaration, [Frame], Promise<void>> = {
  VariableDeclaration: async ({ name, type, value }, frame) => {
    const mapping = frame.run.context.values.parameter('TIMESTAMP_TYPE_MAPPING')
    const declared = type === undefined ? undefined : typeIn(type, mapping)
    if (value === undefined) {
      if (declared === undefined) throw new Error('Snowmelt bug: a variable without type and value')
      frame.scope.declare(name.text, { kind: 'Variable', type: declared, value: null })
      return
    }
    const given =
      declared === undefined ? await evaluate(value, frame) : await evaluateAs(value, declared, frame)
    const known = declared ?? inferredType(given.type, value)
    const converted = await convertTo(given, known, frame)
    frame.scope.declare(name.text, { kind: 'Variable', type: known, value: converted.value })
  },
  CursorDeclaration: async ({ name, source }, { scope }) => {
    const from = 'kind' in source ? source : resultSet(source, scope)
    scope.declare(name.text, { kind: 'Cursor', source: from, result: undefined, next: 0 })
  },
  ResultSetDeclaration: async ({ name, value }, frame) => {
    const result = value === undefined ? undefined : await resultOf(value.statement, frame)
    frame.scope.declare(name.text, { kind: 'ResultSet', result })
  },
  ExceptionDeclaration: async ({ name, number, message }, { scope }) => {
    scope.declare(name.text, { kind: 'Exception', name: name.text, number, message })
  },
}

async function resultOf(statement: Statement, frame: Frame) {
  return await perform(statement, frame, { exact: true })
}

/** The RESULTSET of that name. */
export function resultSet(name: Identifier, scope: Scope): ResultSetSlot {
  const slot = scope.find(name.text)
  return slot?.kind === 'ResultSet'
    ? slot
    : fail('VARIABLE_KIND', { name: name.text, wanted: 'RESULTSET' }, name.span)
}

async function letStep({ declaration }: Let, frame: Frame): Promise<undefined> {
  await declare(declaration, frame)
}

/** A query in parentheses is a value for a variable, and a result for a RESULTSET. */
async function assignment({ target, value, span }: Assignment, frame: Frame): Promise<undefined> {
  const slot = frame.scope.find(target.text)
  if (slot?.kind === 'ResultSet') {
    slot.result = await resultOf(statementOf(value, span), frame)
    return
  }
  const assigned = variable(target, frame.scope)
  if (value.kind === 'StatementValue')
    fail('VARIABLE_KIND', { name: target.text, wanted: 'RESULTSET' }, target.span)
  assigned.value = (await evaluateAs(value, assigned.type, frame)).value
}

function statementOf(value: Assignment['value'] | StatementValue, span: Assignment['span']): Statement {
  if (value.kind === 'StatementValue') return value.statement
  if (value.kind === 'Subquery') return { kind: 'QueryStatement', query: value.query, span: value.query.span }
  return fail('VARIABLE_KIND', { name: 'the value', wanted: 'query in parentheses' }, span)
}

export const declareSteps = { Let: letStep, Assignment: assignment }
