import { fail } from '../../common/errors.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { informationSchema } from '../describe/information-schema.ts'
import { ledgerSource } from '../load/ledger.ts'
import { prepareStage } from '../load/query-stage.ts'
import { skippedRunsOf } from '../schedule/skipped-runs.ts'
import { taskRunsSource } from '../schedule/task-runs.ts'
import { externalTableFiles, externalTableHistory } from './external-functions.ts'
import type { History } from './history.ts'
import { inferSchemaFunction } from './infer-schema.ts'
import { copyHistoryFunction, validateFunction, validatePipeLoadFunction } from './load-functions.ts'
import { pipedResult, resultScan } from './result-scan.ts'
import type { RelationProviders } from './sources.ts'
import { taskDependentsFunction, taskHistoryFunction } from './task-functions.ts'

/** The relations that are neither tables, views nor streams. */
export function relationProviders(history: History): RelationProviders {
  return {
    stage: prepareStage,
    informationSchema,
    ledger: async (name, context) => {
      if (name !== 'TASK_RUNS') return ledgerSource(name)
      await skippedRunsOf(context.catalog).write(context)
      return taskRunsSource()
    },
    tableFunction: async (reference, context) => await tableFunction(reference, context, history),
    piped: (reference, { state }) => pipedResult(reference, state.piped ?? [], history),
  }
}

/** The table functions of INFORMATION_SCHEMA. */
export const informationFunctions: Readonly<
  Record<string, (reference: TableFunction, context: Context) => Promise<BoundSource>>
> = {
  COPY_HISTORY: copyHistoryFunction,
  EXTERNAL_TABLE_FILES: externalTableFiles,
  EXTERNAL_TABLE_FILE_REGISTRATION_HISTORY: externalTableHistory,
  TASK_DEPENDENTS: taskDependentsFunction,
  TASK_HISTORY: taskHistoryFunction,
  VALIDATE_PIPE_LOAD: validatePipeLoadFunction,
}

/** Those of the manual that tell of what Snowmelt does not have or does not keep. https://docs.snowflake.com/en/sql-reference/info-schema */
export const refusedFunctions: ReadonlySet<string> = new Set([
  'AUTOMATIC_CLUSTERING_HISTORY', 'AUTO_REFRESH_REGISTRATION_HISTORY', 'AVAILABLE_LISTING_REFRESH_HISTORY', 'COMPLETE_TASK_GRAPHS',
  'CURRENT_TASK_GRAPHS', 'DATABASE_REFRESH_HISTORY', 'DATABASE_REFRESH_PROGRESS', 'DATABASE_REPLICATION_USAGE_HISTORY',
  'DATABASE_STORAGE_USAGE_HISTORY', 'DATA_METRIC_FUNCTION_REFERENCES', 'DATA_TRANSFER_HISTORY', 'DYNAMIC_TABLES',
  'DYNAMIC_TABLE_GRAPH_HISTORY', 'DYNAMIC_TABLE_REFRESH_HISTORY', 'EXTERNAL_FUNCTIONS_HISTORY', 'LOGIN_HISTORY', 'LOGIN_HISTORY_BY_USER', 'MATERIALIZED_VIEW_REFRESH_HISTORY',
  'NOTIFICATION_HISTORY', 'PIPE_USAGE_HISTORY', 'POLICY_REFERENCES', 'QUERY_ACCELERATION_HISTORY', 'QUERY_HISTORY',
  'QUERY_HISTORY_BY_SESSION', 'QUERY_HISTORY_BY_USER', 'QUERY_HISTORY_BY_WAREHOUSE', 'REPLICATION_GROUP_REFRESH_HISTORY',
  'REPLICATION_GROUP_REFRESH_PROGRESS', 'REPLICATION_USAGE_HISTORY', 'REST_EVENT_HISTORY', 'SEARCH_OPTIMIZATION_HISTORY',
  'SERVERLESS_ALERT_HISTORY', 'SERVERLESS_TASK_HISTORY', 'STAGE_DIRECTORY_FILE_REGISTRATION_HISTORY', 'STAGE_STORAGE_USAGE_HISTORY',
  'TAG_REFERENCES', 'TAG_REFERENCES_ALL_COLUMNS', 'TASK_VERSIONS', 'WAREHOUSE_LOAD_HISTORY', 'WAREHOUSE_METERING_HISTORY',
]) // prettier-ignore

async function tableFunction(
  reference: TableFunction,
  context: Context,
  history: History,
): Promise<BoundSource | undefined> {
  const { name } = reference.call
  if (name.kind !== 'Name') return undefined
  const [schema, last] = name.parts.slice(-2).map(({ text }) => text)
  if (name.parts.at(-1)?.text === 'RESULT_SCAN') return await resultScan(reference, context, history)
  if (name.parts.length === 1 && name.parts[0]?.text === 'VALIDATE')
    return await validateFunction(reference, context)
  if (name.parts.length === 1 && name.parts[0]?.text === 'INFER_SCHEMA')
    return await inferSchemaFunction(reference, context)
  // "The session must have an INFORMATION_SCHEMA schema in use or the function name must be fully-qualified."
  const [within, called] = last === undefined ? [context.state.schema, schema] : [schema, last]
  if (within !== informationSchemaName || called === undefined) return undefined
  const found = informationFunctions[called]
  if (found === undefined && refusedFunctions.has(called))
    fail('UNSUPPORTED', { feature: `INFORMATION_SCHEMA.${called}` }, reference.call.span)
  return await found?.(reference, context)
}
