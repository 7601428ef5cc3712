import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { CaseStatement } from '../../sql/script/case.ts'
import type { If } from '../../sql/script/if.ts'
import type { Step } from '../../sql/script/script.ts'
import { evaluate, holds } from './scripting-expression.ts'
import type { Frame, Signal } from './scripting-frame.ts'
import { bindOf } from './scripting-names.ts'
import { Scope } from './scripting-scope.ts'

async function ifStep({ branches, otherwise }: If, frame: Frame): Promise<Signal> {
  for (const { condition, steps } of branches) {
    if (await holds(condition, frame)) return await branch(steps, frame)
  }
  return otherwise === undefined ? undefined : await branch(otherwise, frame)
}

async function caseStep(step: CaseStatement, frame: Frame): Promise<Signal> {
  const { operand, branches, otherwise, span } = step
  const compared = operand === undefined ? undefined : await compareWith(operand, frame)
  for (const { condition, steps } of branches) {
    const matches = compared === undefined ? await holds(condition, frame) : await compared(condition)
    if (matches) return await branch(steps, frame)
  }
  return otherwise === undefined ? fail('CASE_NOT_FOUND', undefined, span) : await branch(otherwise, frame)
}

/** No name can be this one. */
const operandName = '(operand)'

/** The operand is evaluated once, and compared as SQL compares. */
async function compareWith(
  operand: Expression,
  frame: Frame,
): Promise<(condition: Expression) => Promise<boolean>> {
  const { type, value } = await evaluate(operand, frame)
  const scope = new Scope(frame.scope)
  scope.declare(operandName, { kind: 'Variable', type, value })
  const left = bindOf(operandName, operand.span)
  return async (right) =>
    holds({ kind: 'Binary', operator: '=', left, right, span: right.span }, { ...frame, scope })
}

async function branch(steps: readonly Step[], frame: Frame): Promise<Signal> {
  return await frame.run.steps(steps, frame, 'branch')
}

export const branchSteps = { If: ifStep, CaseStatement: caseStep }
