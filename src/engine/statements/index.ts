import type { ByKind } from '../../common/by-kind.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { Context } from '../context.ts'
import { alterExecutors } from './alter.ts'
import { alterTableExecutors } from './alter-table.ts'
import { commentExecutors } from './comment.ts'
import { copyExecutors } from './copy.ts'
import { copyFilesExecutors } from './copy-files.ts'
import { createCloneExecutors } from './create-clone.ts'
import { databaseExecutors } from './database.ts'
import { deleteExecutors } from './delete.ts'
import { dropExecutors } from './drop.ts'
import { executeImmediateExecutors } from './execute-immediate.ts'
import { externalTableExecutors } from './external-table.ts'
import { fileFormatExecutors } from './file-format.ts'
import { flowExecutors } from './flow.ts'
import { grantExecutors } from './grant.ts'
import { insertExecutors } from './insert.ts'
import { insertMultiExecutors } from './insert-multi.ts'
import { integrationExecutors } from './integration.ts'
import { listExecutors } from './list.ts'
import { materializedViewExecutors } from './materialized-view.ts'
import { mergeExecutors } from './merge.ts'
import type { Outcome } from './outcome.ts'
import { pipeExecutors } from './pipe.ts'
import { procedureExecutors } from './procedure.ts'
import { putExecutors } from './put.ts'
import { queryExecutors } from './query.ts'
import { removeExecutors } from './remove.ts'
import { roleExecutors } from './role.ts'
import { schemaExecutors } from './schema.ts'
import { scriptBlockExecutors } from './script-block.ts'
import { sequenceExecutors } from './sequence.ts'
import { sessionExecutors } from './session.ts'
import { showExecutors } from './show.ts'
import { stageExecutors } from './stage.ts'
import { streamExecutors } from './stream.ts'
import { tableExecutors } from './table.ts'
import { taskExecutors } from './task.ts'
import { transactionExecutors } from './transaction.ts'
import { undropExecutors } from './undrop.ts'
import { updateExecutors } from './update.ts'
import { viewExecutors } from './view.ts'
import { warehouseExecutors } from './warehouse.ts'

/** What runs each kind of statement. */
export const executors: ByKind<Statement, [Context], Promise<Outcome>> = {
  ...alterExecutors,
  ...alterTableExecutors,
  ...commentExecutors,
  ...copyExecutors,
  ...copyFilesExecutors,
  ...createCloneExecutors,
  ...databaseExecutors,
  ...deleteExecutors,
  ...dropExecutors,
  ...executeImmediateExecutors,
  ...externalTableExecutors,
  ...fileFormatExecutors,
  ...flowExecutors,
  ...grantExecutors,
  ...insertExecutors,
  ...insertMultiExecutors,
  ...integrationExecutors,
  ...listExecutors,
  ...materializedViewExecutors,
  ...mergeExecutors,
  ...pipeExecutors,
  ...procedureExecutors,
  ...putExecutors,
  ...queryExecutors,
  ...removeExecutors,
  ...roleExecutors,
  ...schemaExecutors,
  ...scriptBlockExecutors,
  ...sequenceExecutors,
  ...sessionExecutors,
  ...showExecutors,
  ...stageExecutors,
  ...streamExecutors,
  ...tableExecutors,
  ...taskExecutors,
  ...transactionExecutors,
  ...undropExecutors,
  ...updateExecutors,
  ...viewExecutors,
  ...warehouseExecutors,
}
