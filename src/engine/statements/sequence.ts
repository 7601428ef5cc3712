import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { AlterSequence, CreateSequence, SequenceChange } from '../../sql/statement/sequence.ts'
import { lastPart, printName } from '../catalog/names.ts'
import type { SequenceRecord } from '../catalog/objects/sequence.ts'
import type { Context } from '../context.ts'
import { createCounter, dropCounter } from '../storage/sequence.ts'
import { takeValue } from '../storage/sequence-marks.ts'
import { create } from './creation.ts'
import { status, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-sequence */
async function createSequence(statement: CreateSequence, context: Context): Promise<Outcome> {
  const { options, span } = statement
  const start = checked(options.start ?? '1', 'START', span)
  const increment = checkedIncrement(options.increment ?? '1', span)
  return await create(statement, context, {
    kind: 'SEQUENCE',
    make: async (base) => {
      const record: SequenceRecord = {
        ...base,
        kind: 'SEQUENCE',
        start: String(start),
        increment: String(increment),
        // NOORDER_SEQUENCE_AS_DEFAULT is TRUE where nobody has changed it.
        ordered: options.ordered ?? false,
        comment: options.comment ?? '',
        counter: { schema: `${base.database}.${base.schema}`, name: `#${base.id}~sequence` },
      }
      await context.transaction.run(createCounter(record, start, increment))
      return record
    },
  })
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-sequence */
async function alterSequence(statement: AlterSequence, context: Context): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const { name, ifExists, change, span } = statement
  if (ifExists && catalog.find('SEQUENCE', catalog.nameOf('SEQUENCE', name, state)) === undefined)
    return status(`ALTER SEQUENCE executed successfully (${lastPart(name)} does not exist).`)
  const record = catalog.get('SEQUENCE', name, state)
  await catalog.put(transaction, await dispatch(changes, change, record, context, span))
  return status('Statement executed successfully.')
}

const changes: ByKind<SequenceChange, [SequenceRecord, Context, Span], Promise<SequenceRecord>> = {
  RenameSequence: async ({ to }, record, { catalog, state }) => {
    const full = catalog.nameOf('SEQUENCE', to, state)
    catalog.requireContainer(full, to.span)
    const other = catalog.find('SEQUENCE', full)
    if (other !== undefined && other.id !== record.id)
      fail('OBJECT_ALREADY_EXISTS', { name: printName(full) }, to.span)
    return { ...record, ...full }
  },
  UnsetSequenceComment: async (_change, record) => ({ ...record, comment: '' }),
  SetSequence: async ({ options }, record, context, span) => {
    const { increment, ordered, comment } = options
    if (options.start !== undefined)
      fail('INVALID_PROPERTY', { property: 'START', object: 'ALTER SEQUENCE' }, span)
    if (ordered === true && !record.ordered)
      fail('UNSUPPORTED', { feature: 'ORDER of a sequence that is NOORDER' }, span)
    const changed = {
      ...record,
      ...(ordered === undefined ? {} : { ordered }),
      ...(comment === undefined ? {} : { comment }),
    }
    return increment === undefined
      ? changed
      : await withIncrement(changed, checkedIncrement(increment, span), context)
  },
}

/**
 * The value that comes next is known already when the increment changes, so the new one counts from there, as in the manual's
 * example. https://docs.snowflake.com/en/user-guide/querying-sequences#label-reversing-direction-of-sequence
 */
async function withIncrement(
  record: SequenceRecord,
  increment: bigint,
  context: Context,
): Promise<SequenceRecord> {
  // Taken in a transaction of its own: DuckDB cannot replay a sequence's use in the one that drops it.
  const [[next] = []] = await context.transact(async (own) => await own.rows(takeValue(record)))
  if (next === undefined || next === null) throw new Error(`Snowmelt bug: ${record.name} has no counter`)
  const [stem = '', number = '1'] = record.counter.name.split('~sequence~')
  const name = `${stem.replace('~sequence', '')}~sequence~${Number(number) + 1}`
  const changed = {
    ...record,
    increment: String(increment),
    counter: { ...record.counter, name },
  }
  await context.transaction.run(dropCounter(record))
  await context.transaction.run(createCounter(changed, BigInt(next), increment))
  return changed
}

function checkedIncrement(text: string, span: Span): bigint {
  const increment = checked(text, 'INCREMENT', span)
  return increment === 0n ? fail('INVALID_VALUE', { value: text, property: 'INCREMENT' }, span) : increment
}

/** A 64-bit integer. */
function checked(text: string, property: string, span: Span): bigint {
  const value = BigInt(text)
  return BigInt.asIntN(64, value) === value ? value : fail('INVALID_VALUE', { value: text, property }, span)
}

export const sequenceExecutors = { CreateSequence: createSequence, AlterSequence: alterSequence }
