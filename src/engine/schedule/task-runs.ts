import type { BoundSource } from '../bind/tree.ts'
import { ledgerColumn, ledgerRelationSource } from '../catalog/ledger-relation.ts'
import { duck } from '../duck/sql.ts'

/** SNOWMELT.LEDGER.TASK_RUNS: a row for each run of a task that has ended. RUN_NUMBER is the order in which they ended. */
export function taskRunsSource(): BoundSource {
  const { text, whole, time } = ledgerColumn
  return ledgerRelationSource('TASK_RUNS', {
    from: duck`(SELECT *, concat_ws('.', database_name, schema_name, name) AS task_name FROM snowmelt.task_history WHERE state NOT IN ('SCHEDULED', 'EXECUTING'))`,
    columns: [
      whole('RUN_NUMBER', 'seq'),
      text('TASK_NAME'),
      text('STATE'),
      text('QUERY_ID'),
      text('QUERY_TEXT'),
      text('CONDITION_TEXT'),
      text('ERROR_CODE'),
      text('ERROR_MESSAGE'),
      text('RETURN_VALUE'),
      text('SCHEDULED_FROM'),
      time('SCHEDULED', 'scheduled_time'),
      time('STARTED', 'query_start_time'),
      time('ENDED', 'completed_time'),
    ],
  })
}
