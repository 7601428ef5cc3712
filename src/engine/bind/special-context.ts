import { boolean, count, date, time } from '../types/standard.ts'
import { form } from './form.ts'
import { cast } from './coercion.ts'
import { instantConstant, knownText, truth } from './constant.ts'
import {
  boundArguments,
  constantArgument,
  item,
  positional,
  type SpecialBinder,
} from './special-arguments.ts'
import { starColumns } from './star.ts'
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
  HASH: (node, binding) => {
    const values = positional(node, binding, 1).flatMap((arg) =>
      arg.kind === 'Star' ? starColumns(arg, binding).map(({ value }) => value) : [binding.bind(arg)],
    )
    const typed = values.map((value) => (value.type.kind === 'NULL' ? cast(value, boolean) : value))
    return form('$hash', typed, { ...count, precision: 19 }, node.span)
  },
}
