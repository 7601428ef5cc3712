import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { AlterPipe, CreatePipe } from '../../sql/statement/pipe.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { Context } from '../context.ts'
import { duck, text as sqlText } from '../duck/sql.ts'
import { resolveCopy } from '../load/copy.ts'
import { readHistory } from '../load/history.ts'
import { isDue, pipeListing, readMemory, writeQueue, writeSeen } from '../load/pipe-files.ts'
import { stateOf } from '../load/pipe-session.ts'
import { pipeOnError, wakePipes } from '../load/pipes.ts'
import { historyDays } from '../load/select-files.ts'
import { parseStatement } from '../../sql/parse.ts'
import { create } from './creation.ts'
import { status, type Outcome } from './outcome.ts'

const day = 86_400_000
/** "This SQL command can only load data files that were staged within the last 7 days." */
const refreshDays = 7

/** https://docs.snowflake.com/en/sql-reference/sql/create-pipe */
async function createPipe(statement: CreatePipe, context: Context): Promise<Outcome> {
  const { catalog, transaction, files } = context
  const properties = takeProperties(statement.properties, 'PIPE')
  const given = {
    autoIngest: properties.boolean('AUTO_INGEST') ?? false,
    ...errorIntegration(properties.name('ERROR_INTEGRATION'), context),
    ...optional('awsSnsTopic', properties.text('AWS_SNS_TOPIC')),
    ...optional('integration', properties.textOrWord('INTEGRATION')),
    comment: properties.text('COMMENT') ?? '',
  }
  properties.rejectRest()
  return create(statement, context, {
    kind: 'PIPE',
    make: async (base) => {
      const pipe: PipeRecord = { ...base, ...given, kind: 'PIPE', copy: statement.copyText, paused: false }
      // The COPY's names are looked up in the pipe's own schema, and its options are judged as a pipe's.
      const copy = resolveCopy(statement.copy, context, stateOf(pipe), pipeOnError)
      refuseOptions(statement, copy.options)
      if (pipe.autoIngest) await writeSeen(transaction, pipe, await files.list(copy.location.prefix))
      transaction.onCommit(() => wakePipes(catalog))
      return pipe
    },
  })
}

/** "All COPY INTO copy options are supported except for the following." https://docs.snowflake.com/en/sql-reference/sql/create-pipe#usage-notes */
function refuseOptions(statement: CreatePipe, options: ReturnType<typeof resolveCopy>['options']): void {
  const refused = {
    FILES: options.files !== undefined,
    'ON_ERROR = ABORT_STATEMENT': options.onError.kind === 'Abort',
    SIZE_LIMIT: options.sizeLimit !== undefined,
    'PURGE = TRUE': options.purge,
    'FORCE = TRUE': options.force,
    RETURN_FAILED_ONLY: options.returnFailedOnly,
    VALIDATION_MODE: options.validation !== undefined,
  }
  for (const [option, isGiven] of Object.entries(refused))
    if (isGiven) fail('UNSUPPORTED', { feature: `${option} in a pipe` }, statement.span)
}

/** The integration must exist, be a notification integration, and be enabled. */
function errorIntegration(
  name: ObjectName | undefined,
  { catalog, state }: Context,
): { readonly errorIntegration?: string } {
  if (name === undefined) return {}
  const integration = catalog.get('INTEGRATION', name, state)
  if (integration.category !== 'NOTIFICATION')
    fail('INVALID_VALUE', { value: integration.name, property: 'ERROR_INTEGRATION' }, name.span)
  if (!integration.enabled) fail('INTEGRATION_DISABLED', { integration: integration.name }, name.span)
  return { errorIntegration: integration.name }
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  // The object has the key or is empty, which is what the type says.
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string })
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-pipe */
async function alterPipe(statement: AlterPipe, context: Context): Promise<Outcome> {
  const { catalog, state } = context
  if (
    statement.ifExists &&
    catalog.find('PIPE', catalog.nameOf('PIPE', statement.name, state), state) === undefined
  )
    return status('Statement executed successfully.')
  const pipe = catalog.get('PIPE', statement.name, state)
  if (statement.action === 'REFRESH') return refresh(statement, pipe, context)
  const changed = statement.action === 'SET' ? withSet(statement, pipe, context) : withUnset(statement, pipe)
  await catalog.put(context.transaction, changed)
  context.transaction.onCommit(() => wakePipes(catalog))
  return status('Statement executed successfully.')
}

function withSet(statement: AlterPipe, pipe: PipeRecord, context: Context): PipeRecord {
  const properties = takeProperties(statement.properties, 'PIPE')
  const paused = properties.boolean('PIPE_EXECUTION_PAUSED')
  const comment = properties.text('COMMENT')
  const integration = errorIntegration(properties.name('ERROR_INTEGRATION'), context)
  properties.rejectRest()
  return { ...pipe, ...integration, paused: paused ?? pipe.paused, comment: comment ?? pipe.comment }
}

function withUnset(statement: AlterPipe, pipe: PipeRecord): PipeRecord {
  return statement.unset.reduce((changed: PipeRecord, name) => {
    if (name === 'PIPE_EXECUTION_PAUSED') return { ...changed, paused: false }
    if (name === 'COMMENT') return { ...changed, comment: '' }
    if (name !== 'ERROR_INTEGRATION')
      fail('INVALID_PROPERTY', { property: name, object: 'PIPE' }, statement.span)
    const { errorIntegration: _, ...rest } = changed
    return rest
  }, pipe)
}

/** Queues the files that neither the pipe nor a COPY into its table has loaded. */
async function refresh(statement: AlterPipe, pipe: PipeRecord, context: Context): Promise<Outcome> {
  const { catalog, transaction, clock, files } = context
  const properties = takeProperties(statement.properties, 'PIPE REFRESH')
  const prefix = properties.text('PREFIX') ?? ''
  const after = await modifiedAfter(properties, context)
  properties.rejectRest()
  const copied = parseStatement(pipe.copy)
  if (copied.kind !== 'CopyIntoTable') throw new Error(`Snowmelt bug: pipe ${pipe.name} does not copy`)
  const copy = resolveCopy(copied, context, stateOf(pipe), pipeOnError)
  const now = clock.now()
  const memory = await readMemory(transaction, pipe)
  const { etags } = await readHistory(
    transaction,
    { tableId: copy.table.id, pipeId: 0 },
    copy.location.prefix,
    now - historyDays * day,
  )
  const start = (prefix === '' ? copy.location.prefix : copy.location.base) + prefix
  const oldest = Math.max(now - refreshDays * day, after ?? 0)
  const queued = (await pipeListing(files, copy)).filter(
    (file) =>
      file.url.startsWith(start) &&
      file.lastModified >= oldest &&
      etags.get(file.url) !== file.etag &&
      !memory.queued.has(file.url) &&
      isDue(file, pipe, { ...memory, queued: new Set([file.url]) }, now),
  )
  await writeQueue(transaction, pipe, queued, now)
  transaction.onCommit(() => wakePipes(catalog))
  const text = { kind: 'VARCHAR', length: 16_777_216 } as const
  return {
    columns: ['File', 'Status'].map((name) => ({ name, type: text, nullable: true })),
    rows: queued.map(({ url }) => [url.slice(copy.location.base.length), 'SENT']),
  }
}

async function modifiedAfter(
  properties: TypedProperties,
  { transaction }: Context,
): Promise<number | undefined> {
  const written = properties.text('MODIFIED_AFTER')
  if (written === undefined) return undefined
  const [row] = await transaction.rows(duck`SELECT epoch_ms(try_cast(${sqlText(written)} AS TIMESTAMPTZ))`)
  const instant = row?.[0]
  return instant === null || instant === undefined
    ? properties.rejectValue('MODIFIED_AFTER')
    : Number(instant)
}

export const pipeExecutors = { CreatePipe: createPipe, AlterPipe: alterPipe }
