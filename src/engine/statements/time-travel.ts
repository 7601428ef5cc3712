import type { Instant } from '../../common/clock.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Changes, TimeTravel } from '../../sql/query/time-travel.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { readName } from '../catalog/written-name.ts'
import type { Range } from '../change/delta.ts'
import type { Offset } from '../change/offsets.ts'
import { pointAtTime, pointOfStatement, versionAt, type Point } from '../change/points.ts'
import type { Context } from '../context.ts'
import { evaluate, type Evaluated } from './evaluate.ts'

/** The point that AT or BEFORE names. https://docs.snowflake.com/en/sql-reference/constructs/at-before */
export async function pointOf(travel: TimeTravel, context: Context): Promise<Point> {
  const { when, by, value, span } = travel
  const inclusive = when === 'AT'
  switch (by) {
    case 'STREAM':
      // "This keyword is supported only when creating a stream … or querying change data"
      return fail('UNSUPPORTED', { feature: `${when} (STREAM => …)` }, span)
    case 'STATEMENT': {
      const id = await constant(value, span, context)
      return await pointOfStatement(id.value ?? '', inclusive, context, span)
    }
    case 'OFFSET': {
      const seconds = await constant(value, span, context)
      const offset = Number(seconds.value)
      if (seconds.value === null || !Number.isFinite(offset) || offset > 0)
        fail('INVALID_VALUE', { value: seconds.value ?? 'NULL', property: 'OFFSET' }, span)
      return await pointAtTime(context.values.now + Math.round(offset * 1000), inclusive, context)
    }
    case 'TIMESTAMP': {
      const at = await instantOf(value, span, context)
      if (at > context.values.now)
        fail('INVALID_VALUE', { value: new Date(at).toISOString(), property: 'TIMESTAMP' }, span)
      return await pointAtTime(at, inclusive, context)
    }
  }
}

async function constant(value: Expression, span: Span, context: Context): Promise<Evaluated> {
  const [found] = await evaluate([value], span, context)
  if (found === undefined) throw new Error('Snowmelt bug: an expression without a value')
  return found
}

/**
 * A timestamp as an instant. Without a time zone it is one of UTC, "equivalent to TIMESTAMP_NTZ", also when it is written as a
 * text. https://docs.snowflake.com/en/sql-reference/constructs/at-before#using-the-at-timestamp-parameter
 */
async function instantOf(value: Expression, span: Span, context: Context): Promise<Instant> {
  const given = await constant(value, span, context)
  const found = given.type.kind === 'VARCHAR' ? await constant(asTimestamp(value), span, context) : given
  const text = temporal.has(found.type.kind) ? (found.value ?? '') : ''
  // The text of a TIMESTAMP_TZ ends with its offset, the time before it is that of UTC.
  const [date = '', time = '00:00:00'] = text.split(' ')
  const instant = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(instant))
    fail('INVALID_VALUE', { value: given.value ?? 'NULL', property: 'TIMESTAMP' }, span)
  return instant
}

const temporal: ReadonlySet<string> = new Set(['DATE', 'TIMESTAMP_LTZ', 'TIMESTAMP_NTZ', 'TIMESTAMP_TZ'])

function asTimestamp(operand: Expression): Expression {
  const { span } = operand
  const type = { name: 'TIMESTAMP_NTZ', parameters: [], elements: [], span }
  return { kind: 'Cast', operand, type, try: false, span }
}

/** Where a stream begins that is created AT or BEFORE a point, or where another stream on the table stands. */
export async function offsetAt(travel: TimeTravel, table: TableRecord, context: Context): Promise<Offset> {
  if (travel.by === 'STREAM') return await offsetOfStream(travel, table, context)
  const version = await trackedVersion(table, travel, context)
  return { version, initial: false, movedOn: context.clock.now() }
}

async function offsetOfStream(
  { value, span }: TimeTravel,
  table: TableRecord,
  context: Context,
): Promise<Offset> {
  const name = await constant(value, span, context)
  const stream = context.catalog.get('STREAM', readName(name.value ?? '', span), context.state)
  if (stream.sourceId !== table.id) fail('INVALID_VALUE', { value: stream.name, property: 'STREAM' }, span)
  return context.streams.offset(stream)
}

/** The versions that CHANGES … AT … [END …] compares. https://docs.snowflake.com/en/sql-reference/constructs/changes */
export async function changedRange(
  { at, end }: Changes,
  table: TableRecord,
  context: Context,
): Promise<Range> {
  const from =
    at.by === 'STREAM'
      ? (await offsetOfStream(at, table, context)).version
      : await trackedVersion(table, at, context)
  const to =
    end === undefined
      ? context.heads.at(table.id, context.transaction.start)
      : await trackedVersion(table, end, context)
  return { from, to, initial: false }
}

/** The table's version at a point since which its changes are tracked. */
async function trackedVersion(table: TableRecord, travel: TimeTravel, context: Context): Promise<bigint> {
  const point = await pointOf(travel, context)
  const version = await versionAt(table, point, context, travel.span)
  if (!table.changeTracking || point.at < (table.trackedSince ?? 0))
    fail('CHANGE_TRACKING_MISSING', { name: table.name }, travel.span)
  return version
}
