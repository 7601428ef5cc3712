import type { CopyStatement } from './copy.ts'
import type { DatabaseStatement } from './database.ts'
import type { DeleteStatement } from './delete.ts'
import type { DropStatement } from './drop.ts'
import type { FileFormatStatement } from './file-format.ts'
import type { GrantStatement } from './grant.ts'
import type { InsertStatement } from './insert.ts'
import type { IntegrationStatement } from './integration.ts'
import type { ListStatement } from './list.ts'
import type { MergeStatement } from './merge.ts'
import type { PipeStatement } from './pipe.ts'
import type { ProcedureStatement } from './procedure.ts'
import type { QueryStatements } from './query.ts'
import type { RoleStatement } from './role.ts'
import type { SchemaStatement } from './schema.ts'
import type { ScriptStatement } from './script-block.ts'
import type { SessionStatement } from './session.ts'
import type { ShowStatement } from './show.ts'
import type { StageStatement } from './stage.ts'
import type { StreamStatement } from './stream.ts'
import type { TableStatement } from './table.ts'
import type { TaskStatement } from './task.ts'
import type { TransactionStatement } from './transaction.ts'
import type { UpdateStatement } from './update.ts'
import type { ViewStatement } from './view.ts'
import type { WarehouseStatement } from './warehouse.ts'

/** Every statement that Snowmelt reads. */
export type Statement =
  | CopyStatement | DatabaseStatement | DeleteStatement | DropStatement | FileFormatStatement | GrantStatement
  | InsertStatement | IntegrationStatement | ListStatement | MergeStatement | PipeStatement | ProcedureStatement
  | QueryStatements | RoleStatement | SchemaStatement | ScriptStatement | SessionStatement | ShowStatement
  | StageStatement | StreamStatement | TableStatement | TaskStatement | TransactionStatement | UpdateStatement
  | ViewStatement | WarehouseStatement // prettier-ignore
