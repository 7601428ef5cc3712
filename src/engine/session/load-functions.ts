import { fail } from '../../common/errors.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import { parseStatement } from '../../sql/parse.ts'
import type { BoundSource } from '../bind/tree.ts'
import { ledgerRelationSource } from '../catalog/ledger-relation.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'
import { copyHistoryRelation, historyPeriod } from '../load/load-history-relation.ts'
import { pipeValidationRelation, validationRelation } from '../load/validation-relation.ts'
import { TableArguments } from './table-arguments.ts'

/**
 * TABLE(INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => '…', START_TIME => … [, END_TIME => …] [, PIPE_NAME => '…']))
 * https://docs.snowflake.com/en/sql-reference/functions/copy_history
 */
export async function copyHistoryFunction({ call }: TableFunction, context: Context): Promise<BoundSource> {
  const order = ['TABLE_NAME', 'START_TIME', 'END_TIME', 'PIPE_NAME']
  const given = await TableArguments.read(call, 'COPY_HISTORY', order, context)
  const { catalog, state, clock } = context
  const table = catalog.get('TABLE', readName(given.required('TABLE_NAME'), call.span), state)
  given.required('START_TIME')
  const now = clock.now()
  const pipeName = given.text('PIPE_NAME')
  const relation = copyHistoryRelation({
    table,
    from: Math.max(given.instant('START_TIME') ?? 0, now - historyPeriod),
    to: given.instant('END_TIME') ?? now,
    pipes: catalog.all('PIPE'),
    ...(pipeName === undefined ? {} : { pipe: catalog.get('PIPE', readName(pipeName, call.span), state) }),
  })
  return ledgerRelationSource('COPY_HISTORY', relation)
}

/**
 * TABLE(VALIDATE(table, JOB_ID => { 'query id' | '_last' }))
 * https://docs.snowflake.com/en/sql-reference/functions/validate
 */
export async function validateFunction({ call }: TableFunction, context: Context): Promise<BoundSource> {
  const [named, ...rest] = call.args
  if (named === undefined)
    return fail('MISSING_ARGUMENT', { argument: 'table name', function: 'VALIDATE' }, call.span)
  const { value } = named
  if (value.kind !== 'ColumnReference' && value.kind !== 'StringLiteral')
    return fail(
      'INVALID_ARGUMENT',
      { function: 'VALIDATE', value: value.kind, expected: 'a table name' },
      value.span,
    )
  const name =
    value.kind === 'StringLiteral'
      ? readName(value.value, value.span)
      : ({ kind: 'Name', parts: value.parts, span: value.span } as const)
  const given = await TableArguments.read({ ...call, args: rest }, 'VALIDATE', ['JOB_ID'], context)
  const job = given.required('JOB_ID')
  const table = context.catalog.get('TABLE', name, context.state)
  const asked = job.toLowerCase() === '_last' ? { lastOf: context.state.id } : { query: job }
  return ledgerRelationSource('VALIDATE', await validationRelation(table, asked, context, call.span))
}

/**
 * TABLE(INFORMATION_SCHEMA.VALIDATE_PIPE_LOAD(PIPE_NAME => '…', START_TIME => … [, END_TIME => …]))
 * https://docs.snowflake.com/en/sql-reference/functions/validate_pipe_load
 */
export async function validatePipeLoadFunction(
  { call }: TableFunction,
  context: Context,
): Promise<BoundSource> {
  const order = ['PIPE_NAME', 'START_TIME', 'END_TIME']
  const given = await TableArguments.read(call, 'VALIDATE_PIPE_LOAD', order, context)
  const { catalog, state, clock } = context
  const pipe = catalog.get('PIPE', readName(given.required('PIPE_NAME'), call.span), state)
  given.required('START_TIME')
  const now = clock.now()
  const from = given.instant('START_TIME') ?? now
  // "If the specified date range falls outside the last 15 days, an error is returned."
  if (from < now - 15 * 86_400_000) given.refuse('START_TIME', 'a time within the last 15 days')
  const copy = parseStatement(pipe.copy)
  if (copy.kind === 'CopyIntoTable' && copy.from?.kind === 'Transformation')
    fail('UNSUPPORTED', { feature: 'VALIDATE_PIPE_LOAD of a COPY statement that transforms data' }, call.span)
  const relation = pipeValidationRelation(pipe, from, given.instant('END_TIME') ?? now)
  return ledgerRelationSource('VALIDATE_PIPE_LOAD', relation)
}
