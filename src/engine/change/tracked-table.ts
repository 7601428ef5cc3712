import type { CatalogObject } from '../catalog/objects/index.ts'
import { directoryTable } from '../catalog/objects/directory-table.ts'
import { registryOf } from '../catalog/objects/external-files.ts'
import type { TableRecord } from '../catalog/objects/table.ts'

/** The versioned rows whose changes a stream on the object shows: a table's own, or those of a stage's directory table, or an external table's files. */
export function trackedTable(source: CatalogObject | undefined): TableRecord | undefined {
  if (source?.kind === 'TABLE') return source
  if (source?.kind === 'EXTERNAL_TABLE') return registryOf(source)
  return source?.kind === 'STAGE' && source.directory.enable ? directoryTable(source) : undefined
}
