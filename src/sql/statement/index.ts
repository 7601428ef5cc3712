import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import type { Sql } from '../text/print.ts'
import { parseAlter, printAlter } from './alter.ts'
import { parseAlterTableStatement, printAlterTable } from './alter-table.ts'
import { parseComment, printComment } from './comment.ts'
import { parseCopy, printCopy } from './copy.ts'
import { parseCopyFiles, printCopyFiles } from './copy-files.ts'
import { printClone } from './create-clone.ts'
import { parseDatabase, printDatabase } from './database.ts'
import { parseDelete, printDelete } from './delete.ts'
import { parseDrop, printDrop } from './drop.ts'
import { parseExecuteImmediate, printExecuteImmediate } from './execute-immediate.ts'
import { parseExternalTable, printExternalTable } from './external-table.ts'
import { parseFileFormat, printFileFormat } from './file-format.ts'
import { printFlow } from './flow.ts'
import { parseGrant, printGrant } from './grant.ts'
import { parseInsert, printInsert } from './insert.ts'
import { parseInsertsMulti, printInsertMulti } from './insert-multi.ts'
import { parseIntegration, printIntegration } from './integration.ts'
import { parseList, printList } from './list.ts'
import { parseMaterializedView, printMaterializedView } from './materialized-view.ts'
import { parseMerge, printMerge } from './merge.ts'
import type { Parsed } from './parsed.ts'
import { parsePipe, printPipe } from './pipe.ts'
import { parseProcedure, printProcedure } from './procedure.ts'
import type { CreateModifiers } from './property.ts'
import { parsePut, printPut } from './put.ts'
import { printQueryStatement } from './query.ts'
import { parseRemove, printRemove } from './remove.ts'
import { parseRole, printRole } from './role.ts'
import { parseSchema, printSchema } from './schema.ts'
import { printScriptBlock } from './script-block.ts'
import { parseSequence, printSequence } from './sequence.ts'
import { parseSession, printSession } from './session.ts'
import { parseShow, printShow } from './show.ts'
import { parseStage, printStage } from './stage.ts'
import type { Statement } from './statement.ts'
import { parseStream, printStream } from './stream.ts'
import { parseTable, printTable } from './table.ts'
import { parseTask, printTask } from './task.ts'
import { parseTransaction, printTransaction } from './transaction.ts'
import { parseUndrop, printUndrop } from './undrop.ts'
import { parseUpdate, printUpdate } from './update.ts'
import { parseView, printView } from './view.ts'
import { parseWarehouse, printWarehouse } from './warehouse.ts'

/** Reads a statement from behind its leading words and the modifiers of a CREATE, which are in `modifiers`. */
export type StatementParser = (cursor: Cursor, modifiers: CreateModifiers) => Parsed<Statement>

/** The parsers of all statements but queries and blocks by their leading words, of which the longest that fit count. */
export const statementParsers: Readonly<Record<string, StatementParser>> = {
  ...parseAlter,
  ...parseAlterTableStatement,
  ...parseComment,
  ...parseCopy,
  ...parseCopyFiles,
  ...parseDatabase,
  ...parseDelete,
  ...parseDrop,
  ...parseExecuteImmediate,
  ...parseExternalTable,
  ...parseFileFormat,
  ...parseGrant,
  ...parseInsert,
  ...parseInsertsMulti,
  ...parseIntegration,
  ...parseList,
  ...parseMaterializedView,
  ...parseMerge,
  ...parsePipe,
  ...parseProcedure,
  ...parsePut,
  ...parseRemove,
  ...parseRole,
  ...parseSchema,
  ...parseSequence,
  ...parseSession,
  ...parseShow,
  ...parseStage,
  ...parseStream,
  ...parseTable,
  ...parseTask,
  ...parseTransaction,
  ...parseUndrop,
  ...parseUpdate,
  ...parseView,
  ...parseWarehouse,
}

/** The printers of all statements. */
export const statementPrinters: ByKind<Statement, [], Sql> = {
  ...printAlter,
  ...printAlterTable,
  ...printClone,
  ...printComment,
  ...printCopy,
  ...printCopyFiles,
  ...printDatabase,
  ...printDelete,
  ...printDrop,
  ...printExecuteImmediate,
  ...printExternalTable,
  ...printFileFormat,
  ...printFlow,
  ...printGrant,
  ...printInsert,
  ...printInsertMulti,
  ...printIntegration,
  ...printList,
  ...printMaterializedView,
  ...printMerge,
  ...printPipe,
  ...printProcedure,
  ...printQueryStatement,
  ...printPut,
  ...printRemove,
  ...printRole,
  ...printSchema,
  ...printScriptBlock,
  ...printSequence,
  ...printSession,
  ...printShow,
  ...printStage,
  ...printStream,
  ...printTable,
  ...printTask,
  ...printTransaction,
  ...printUndrop,
  ...printUpdate,
  ...printView,
  ...printWarehouse,
}
