import type { Query, TableReference } from '../../sql/query/query.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { BoundSource } from '../bind/tree.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { Context } from '../context.ts'
import { filtersOn } from '../load/external-filters.ts'
import { prunedFiles } from '../load/external-prune.ts'
import { changedFiles, registeredFiles, type RegisteredFile } from '../load/external-registry.ts'
import { openExternal, streamOf, type ExternalRelation } from '../load/external.ts'

/** Opens the files that a query needs of an external table, or of an insert-only stream on one; undefined for anything else. */
export async function openExternalReference(
  named: CatalogObject | undefined,
  reference: TableReference,
  tree: Statement | Query,
  context: Context,
): Promise<ExternalRelation | undefined> {
  const { catalog, streams, transaction } = context
  const open = async (table: ExternalTableRecord, files: readonly RegisteredFile[]) => {
    const filters = table.partitionBy.length === 0 ? [] : filtersOn(tree, reference)
    return await openExternal(table, await prunedFiles(table, files, filters, reference, context), context)
  }
  if (named?.kind === 'EXTERNAL_TABLE') {
    transaction.reads(named.id)
    return await open(named, await registeredFiles(named, transaction))
  }
  if (named?.kind !== 'STREAM' || named.mode !== 'INSERT_ONLY') return undefined
  const changes: BoundSource = streams.rows(transaction, named)
  const table = catalog.byId(named.sourceId)
  if (table?.kind !== 'EXTERNAL_TABLE')
    throw new Error(`Snowmelt bug: ${named.name} is not on an external table`)
  return streamOf(named, await open(table, await changedFiles(changes.rows, transaction)))
}
