import type { ByKind } from '../../common/by-kind.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { Context } from '../context.ts'
import { copyExecutors } from './copy.ts'
import { databaseExecutors } from './database.ts'
import { deleteExecutors } from './delete.ts'
import { dropExecutors } from './drop.ts'
import { fileFormatExecutors } from './file-format.ts'
import { grantExecutors } from './grant.ts'
import { insertExecutors } from './insert.ts'
import { integrationExecutors } from './integration.ts'
import { listExecutors } from './list.ts'
import { mergeExecutors } from './merge.ts'
import type { Outcome } from './outcome.ts'
import { pipeExecutors } from './pipe.ts'
import { procedureExecutors } from './procedure.ts'
import { queryExecutors } from './query.ts'
import { roleExecutors } from './role.ts'
import { schemaExecutors } from './schema.ts'
import { scriptBlockExecutors } from './script-block.ts'
import { sessionExecutors } from './session.ts'
import { showExecutors } from './show.ts'
import { stageExecutors } from './stage.ts'
import { streamExecutors } from './stream.ts'
import { tableExecutors } from './table.ts'
import { taskExecutors } from './task.ts'
import { transactionExecutors } from './transaction.ts'
import { updateExecutors } from './update.ts'
import { viewExecutors } from './view.ts'
import { warehouseExecutors } from './warehouse.ts'

/** What runs each kind of statement. */
export const executors: ByKind<Statement, [Context], Promise<Outcome>> = {
  ...copyExecutors,
  ...databaseExecutors,
  ...deleteExecutors,
  ...dropExecutors,
  ...fileFormatExecutors,
  ...grantExecutors,
  ...insertExecutors,
  ...integrationExecutors,
  ...listExecutors,
  ...mergeExecutors,
  ...pipeExecutors,
  ...procedureExecutors,
  ...queryExecutors,
  ...roleExecutors,
  ...schemaExecutors,
  ...scriptBlockExecutors,
  ...sessionExecutors,
  ...showExecutors,
  ...stageExecutors,
  ...streamExecutors,
  ...tableExecutors,
  ...taskExecutors,
  ...transactionExecutors,
  ...updateExecutors,
  ...viewExecutors,
  ...warehouseExecutors,
}
