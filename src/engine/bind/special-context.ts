import { fail } from '../../common/errors.ts'
import { boolean, count, date, time } from '../types/standard.ts'
import { form } from './form.ts'
import { cast } from './coercion.ts'
import { instantConstant, knownText, truth } from './constant.ts'
import {
  boundArguments,
  calledName,
  constantArgument,
  item,
  positional,
  type SpecialBinder,
} from './special-arguments.ts'
import { starColumns } from './star.ts'
import { systemTypeOf } from './system-type.ts'
import type { Binding } from './binding.ts'
import type { SessionValues } from './tree.ts'

const sessionText =
  (value: (session: SessionValues) => string | undefined): SpecialBinder =>
  (node, binding) => {
    positional(node, binding, 0, 0)
    return knownText(value(binding.scope.session), node.span)
  }

/** The statement's time; a precision may be given and is one of display only. */
const now: SpecialBinder = (node, binding) => {
  positional(node, binding, 0, 1)
  return instantConstant(binding.scope.session.now, 'LTZ', node.span)
}

const clockTime: SpecialBinder = (node, binding) => cast(now(node, binding), time())

/** A function that was asked before binding: its arguments must be known without the query's rows. */
const answered =
  (least: number, most: number): SpecialBinder =>
  (node, binding) => {
    positional(node, binding, least, most)
    const answer = binding.scope.session.answer?.(node)
    if (answer === undefined)
      fail(
        'UNSUPPORTED',
        { feature: `${calledName(node)} in a view, or of an argument that is not a constant` },
        node.span,
      )
    return knownText(answer ?? undefined, node.span)
  }

/** The text of a session variable, whose name counts as written. https://docs.snowflake.com/en/sql-reference/functions/getvariable */
const variableText: SpecialBinder = (node, binding) => {
  const name = constantArgument(item(boundArguments(node, binding, 1, 1), 0), calledName(node))
  // SET has put its name in capitals.
  const known = name === name.toUpperCase() ? binding.scope.session.variable(name) : undefined
  return knownText(known?.value ?? undefined, node.span)
}

/** The role that a view's query runs for is its owner's. https://docs.snowflake.com/en/sql-reference/functions/invoker_role */
function invokerRole({ scope }: Binding): string | undefined {
  return scope.owner ?? scope.session.role
}

/** Whether a text is one of the names. */
function isOneOf(names: readonly string[]): SpecialBinder {
  return (node, binding) => {
    const operand = positional(node, binding, 1, 1)[0]
    if (operand === undefined) return truth(false, node.span)
    const items = names.map((value) => ({ kind: 'StringLiteral', value, span: node.span }) as const)
    return binding.bind({ kind: 'InList', operand, items, negated: false, span: node.span })
  }
}

/** `DB.SCHEMA` of what a name without schema is looked for in. https://docs.snowflake.com/en/sql-reference/name-resolution */
function searchPath({ database, schema }: SessionValues): string {
  if (database === undefined) return '[]'
  const schemas = [...new Set([...(schema === undefined ? [] : [schema]), 'PUBLIC'])]
  return `[${schemas.map((each) => JSON.stringify(`${database}.${each}`)).join(', ')}]`
}

/** A JSON list as the manual prints it. */
function listText(names: readonly string[]): string {
  return names.length === 0 ? '[]' : `[ ${names.map((name) => JSON.stringify(name)).join(', ')} ]`
}

/** https://docs.snowflake.com/en/sql-reference/functions-context */
export const contextBinders: Readonly<Record<string, SpecialBinder>> = {
  CURRENT_TIMESTAMP: now,
  LOCALTIMESTAMP: now,
  GETDATE: now,
  SYSTIMESTAMP: now,
  CURRENT_TIME: clockTime,
  LOCALTIME: clockTime,
  CURRENT_DATE: (node, binding) => cast(now(node, binding), date),
  SYSDATE: (node, binding) => {
    positional(node, binding, 0, 0)
    return instantConstant(binding.scope.session.now, 'NTZ', node.span)
  },
  CURRENT_USER: sessionText((session) => session.user),
  CURRENT_ROLE: sessionText((session) => session.role),
  CURRENT_WAREHOUSE: sessionText((session) => session.warehouse),
  CURRENT_DATABASE: sessionText((session) => session.database),
  CURRENT_SCHEMA: sessionText((session) => session.schema),
  CURRENT_ACCOUNT: sessionText((session) => session.account),
  CURRENT_REGION: sessionText((session) => session.region),
  CURRENT_SESSION: sessionText((session) => session.sessionId),
  CURRENT_TRANSACTION: sessionText((session) => session.transactionId),
  LAST_TRANSACTION: sessionText((session) => session.lastTransactionId),
  CURRENT_ACCOUNT_NAME: sessionText((session) => session.account),
  CURRENT_ORGANIZATION_NAME: sessionText((session) => session.account),
  CURRENT_CLIENT: sessionText(() => 'Snowmelt'),
  CURRENT_IP_ADDRESS: sessionText(() => '127.0.0.1'),
  CURRENT_ROLE_TYPE: sessionText(({ role }) => (role === undefined ? undefined : 'ROLE')),
  CURRENT_SCHEMAS: sessionText(searchPath),
  // "The major version for all releases in 2026 is 10."
  CURRENT_VERSION: sessionText(() => '10.0.0'),
  CURRENT_AVAILABLE_ROLES: sessionText(({ roles }) => listText(roles?.available() ?? [])),
  ALL_USER_NAMES: sessionText(({ user }) => listText([user])),
  CURRENT_STATEMENT: (node, binding) => {
    positional(node, binding, 0, 0)
    return knownText(binding.scope.text, node.span)
  },
  INVOKER_ROLE: (node, binding) => {
    positional(node, binding, 0, 0)
    return knownText(invokerRole(binding), node.span)
  },
  // Nothing is shared.
  INVOKER_SHARE: sessionText(() => undefined),
  IS_GRANTED_TO_INVOKER_ROLE: (node, binding) => {
    const role = invokerRole(binding)
    const names = role === undefined ? [] : (binding.scope.session.roles?.of(role) ?? [])
    return isOneOf(names)(node, binding)
  },
  IS_ROLE_IN_SESSION: (node, binding) => isOneOf(binding.scope.session.roles?.active() ?? [])(node, binding),
  CURRENT_SECONDARY_ROLES: sessionText((session) => session.secondaryRoles),
  LAST_QUERY_ID: (node, binding) => {
    const [number] = boundArguments(node, binding, 0, 1)
    const n = number === undefined ? -1 : Number(constantArgument(number, 'LAST_QUERY_ID'))
    return knownText(binding.scope.session.queryId(n), node.span)
  },
  SYSTEM$STREAM_HAS_DATA: (node, binding) => {
    const name = item(boundArguments(node, binding, 1, 1), 0)
    return truth(
      binding.scope.session.streamHasData(constantArgument(name, 'SYSTEM$STREAM_HAS_DATA')),
      node.span,
    )
  },
  GET_DDL: answered(2, 3),
  SYSTEM$GET_PREDECESSOR_RETURN_VALUE: answered(0, 1),
  SYSTEM$SET_RETURN_VALUE: answered(1, 1),
  SYSTEM$TASK_DEPENDENTS_ENABLE: answered(1, 1),
  SYSTEM$PIPE_FORCE_RESUME: answered(1, 2),
  SYSTEM$PIPE_STATUS: answered(1, 1),
  SYSTEM$TYPEOF: (node, binding) => {
    const value = item(boundArguments(node, binding, 1, 1), 0)
    return knownText(systemTypeOf(value), node.span)
  },
  GETVARIABLE: variableText,
  SESSION_CONTEXT: variableText,
  HASH: (node, binding) => {
    const values = positional(node, binding, 1).flatMap((arg) =>
      arg.kind === 'Star' ? starColumns(arg, binding).map(({ value }) => value) : [binding.bind(arg)],
    )
    const typed = values.map((value) => (value.type.kind === 'NULL' ? cast(value, boolean) : value))
    return form('$hash', typed, { ...count, precision: 19 }, node.span)
  },
}
