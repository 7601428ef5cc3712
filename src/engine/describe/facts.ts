import type { Query } from '../../sql/query/query.ts'
import { parseStatement } from '../../sql/parse.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { bindQuery } from '../bind/query.ts'
import type { DescribedColumn, Facts } from '../catalog/descriptor.ts'
import { printName } from '../catalog/names.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import { nowhere, objectName } from '../catalog/trees.ts'
import type { Context } from '../context.ts'
import { duck } from '../duck/sql.ts'
import { lastRefresh } from '../load/external-registry.ts'
import { nextOf } from '../storage/sequence.ts'
import { valueType } from '../types/standard.ts'

/** The facts of an account as a statement's transaction sees them. */
export function liveFacts(context: Context): Facts {
  return {
    rowCount: async (table) => {
      const [row] = await context.transaction.rows(duck`SELECT count(*) FROM ${context.storage.live(table)}`)
      return Number(row?.[0] ?? 0)
    },
    viewColumns: async (view) => await viewColumns(view, context),
    stream: (stream) => {
      const staleAfter = context.streams.staleAfter(stream)
      const base = context.catalog.byId(stream.sourceId)
      return Promise.resolve({
        stale:
          stream.sourceKind === 'EXTERNAL TABLE'
            ? base === undefined
            : staleAfter === undefined || context.clock.now() > staleAfter,
        ...(staleAfter === undefined ? {} : { staleAfter }),
        baseTables: (context.streams.tables(stream) ?? []).map(printName),
      })
    },
    pipe: (pipe) =>
      Promise.resolve({
        notificationChannel: pipe.autoIngest ? (pipe.awsSnsTopic ?? queueArn) : null,
        pattern: patternOf(pipe),
        invalidReason: null,
      }),
    lastRefresh: async (table) => await lastRefresh(table, context.transaction),
    nextValue: async (sequence) => (await context.transaction.rows(nextOf(sequence)))[0]?.[0] ?? null,
  }
}

/** Files are noticed where they arrive; the queue's name has the shape of a real one, so that scripts can read it. */
const queueArn = 'arn:aws:sqs:us-west-2:000000000000:snowmelt-pipes'

/** The columns that `SELECT * FROM view` has now. */
async function viewColumns(
  view: Pick<ViewRecord, 'database' | 'schema' | 'name'>,
  context: Context,
): Promise<readonly DescribedColumn[]> {
  const query: Query = {
    kind: 'Query',
    with: [],
    recursive: false,
    orderBy: [],
    span: nowhere,
    body: {
      kind: 'Select',
      distinct: false,
      items: [{ kind: 'Star', exclude: [], replace: [], rename: [], span: nowhere }],
      from: [
        { kind: 'TableReference', name: objectName(view.database, view.schema, view.name), span: nowhere },
      ],
      span: nowhere,
    },
  }
  const bound = bindQuery(query, await context.sources(query), context.values, context.text)
  return bound.columns.map(({ name, type, nullable }) => ({ name, type: valueType(type), nullable }))
}

/** The PATTERN of a pipe's COPY. */
function patternOf({ copy }: PipeRecord): string | null {
  const statement = parseStatement(copy)
  if (statement.kind !== 'CopyIntoTable') return null
  return takeProperties(statement.properties, 'COPY INTO').text('PATTERN') ?? null
}
