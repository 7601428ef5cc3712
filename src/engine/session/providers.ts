import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { informationSchema } from '../describe/information-schema.ts'
import { ledgerSource } from '../load/ledger.ts'
import { prepareStage } from '../load/query-stage.ts'
import { taskRunsSource } from '../schedule/task-runs.ts'
import type { History } from './history.ts'
import { resultScan } from './result-scan.ts'
import type { RelationProviders } from './sources.ts'

/** The relations that are neither tables, views nor streams. */
export function relationProviders(history: History): RelationProviders {
  return {
    stage: prepareStage,
    informationSchema,
    ledger: (name) => (name === 'TASK_RUNS' ? taskRunsSource() : ledgerSource(name)),
    tableFunction: async (reference, context) => await tableFunction(reference, context, history),
  }
}

async function tableFunction(
  reference: TableFunction,
  context: Context,
  history: History,
): Promise<BoundSource | undefined> {
  const { name } = reference.call
  if (name.kind !== 'Name') return undefined
  return name.parts.at(-1)?.text === 'RESULT_SCAN' ? await resultScan(reference, context, history) : undefined
}
