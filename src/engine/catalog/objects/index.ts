import type { ObjectKind } from '../../../sql/object-kinds.ts'
import type { Descriptor } from '../descriptor.ts'
import { database, type DatabaseRecord } from './database.ts'
import { externalTable, type ExternalTableRecord } from './external-table.ts'
import { fileFormat, type FileFormatRecord } from './file-format.ts'
import { integration, type IntegrationRecord } from './integration.ts'
import { materializedView, type MaterializedViewRecord } from './materialized-view.ts'
import { pipe, type PipeRecord } from './pipe.ts'
import { procedure, type ProcedureRecord } from './procedure.ts'
import { role, type RoleRecord } from './role.ts'
import { schema, type SchemaRecord } from './schema.ts'
import { sequence, type SequenceRecord } from './sequence.ts'
import { stage, type StageRecord } from './stage.ts'
import { stream, type StreamRecord } from './stream.ts'
import { table, type TableRecord } from './table.ts'
import { task, type TaskRecord } from './task.ts'
import { view, type ViewRecord } from './view.ts'
import { warehouse, type WarehouseRecord } from './warehouse.ts'

/** Every object that the catalog keeps. */
export type CatalogObject =
  | DatabaseRecord
  | ExternalTableRecord
  | FileFormatRecord
  | IntegrationRecord
  | MaterializedViewRecord
  | PipeRecord
  | ProcedureRecord
  | RoleRecord
  | SchemaRecord
  | SequenceRecord
  | StageRecord
  | StreamRecord
  | TableRecord
  | TaskRecord
  | ViewRecord
  | WarehouseRecord

/** The record of an object of kind `K`. */
export type ObjectOf<K extends ObjectKind> = Extract<CatalogObject, { readonly kind: K }>

/** A kind without a descriptor does not compile. */
export const descriptors: { readonly [K in ObjectKind]: Descriptor<ObjectOf<K>> } = {
  DATABASE: database,
  SCHEMA: schema,
  TABLE: table,
  VIEW: view,
  MATERIALIZED_VIEW: materializedView,
  EXTERNAL_TABLE: externalTable,
  STAGE: stage,
  FILE_FORMAT: fileFormat,
  PIPE: pipe,
  STREAM: stream,
  TASK: task,
  SEQUENCE: sequence,
  PROCEDURE: procedure,
  WAREHOUSE: warehouse,
  INTEGRATION: integration,
  ROLE: role,
}

/** The descriptor of the kind of `object`, for code that handles objects of any kind. */
export function descriptorOf(kind: ObjectKind): Descriptor<CatalogObject> {
  // Each descriptor is only ever given records of its own kind.
  return descriptors[kind] as unknown as Descriptor<CatalogObject>
}
