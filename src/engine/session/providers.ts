import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { informationSchema } from '../describe/information-schema.ts'
import { ledgerSource } from '../load/ledger.ts'
import { prepareStage } from '../load/query-stage.ts'
import { skippedRunsOf } from '../schedule/skipped-runs.ts'
import { taskRunsSource } from '../schedule/task-runs.ts'
import type { History } from './history.ts'
import { resultScan } from './result-scan.ts'
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
  }
}

/** The table functions of INFORMATION_SCHEMA. */
const informationFunctions: Readonly<
  Record<string, (reference: TableFunction, context: Context) => Promise<BoundSource>>
> = {
  TASK_DEPENDENTS: taskDependentsFunction,
  TASK_HISTORY: taskHistoryFunction,
}

async function tableFunction(
  reference: TableFunction,
  context: Context,
  history: History,
): Promise<BoundSource | undefined> {
  const { name } = reference.call
  if (name.kind !== 'Name') return undefined
  const [schema, last] = name.parts.slice(-2).map(({ text }) => text)
  if (name.parts.at(-1)?.text === 'RESULT_SCAN') return await resultScan(reference, context, history)
  return schema === informationSchemaName && last !== undefined
    ? await informationFunctions[last]?.(reference, context)
    : undefined
}
