import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import type { Sql } from '../text/print.ts'
import { parseCopy, printCopy } from './copy.ts'
import { parseDatabase, printDatabase } from './database.ts'
import { parseDelete, printDelete } from './delete.ts'
import { parseDrop, printDrop } from './drop.ts'
import { parseFileFormat, printFileFormat } from './file-format.ts'
import { parseGrant, printGrant } from './grant.ts'
import { parseInsert, printInsert } from './insert.ts'
import { parseIntegration, printIntegration } from './integration.ts'
import { parseList, printList } from './list.ts'
import { parseMerge, printMerge } from './merge.ts'
import type { Parsed } from './parsed.ts'
import { parsePipe, printPipe } from './pipe.ts'
import { parseProcedure, printProcedure } from './procedure.ts'
import type { CreateModifiers } from './property.ts'
import { printQueryStatement } from './query.ts'
import { parseRole, printRole } from './role.ts'
import { parseSchema, printSchema } from './schema.ts'
import { printScriptBlock } from './script-block.ts'
import { parseSession, printSession } from './session.ts'
import { parseShow, printShow } from './show.ts'
import { parseStage, printStage } from './stage.ts'
import type { Statement } from './statement.ts'
import { parseStream, printStream } from './stream.ts'
import { parseTable, printTable } from './table.ts'
import { parseTask, printTask } from './task.ts'
import { parseTransaction, printTransaction } from './transaction.ts'
import { parseUpdate, printUpdate } from './update.ts'
import { parseView, printView } from './view.ts'
import { parseWarehouse, printWarehouse } from './warehouse.ts'

/** Reads a statement from behind its leading words and the modifiers of a CREATE, which are in `modifiers`. */
export type StatementParser = (cursor: Cursor, modifiers: CreateModifiers) => Parsed<Statement>

/** The parsers of all statements but queries and blocks by their leading words, of which the longest that fit count. */
export const statementParsers: Readonly<Record<string, StatementParser>> = {
  ...parseCopy,
  ...parseDatabase,
  ...parseDelete,
  ...parseDrop,
  ...parseFileFormat,
  ...parseGrant,
  ...parseInsert,
  ...parseIntegration,
  ...parseList,
  ...parseMerge,
  ...parsePipe,
  ...parseProcedure,
  ...parseRole,
  ...parseSchema,
  ...parseSession,
  ...parseShow,
  ...parseStage,
  ...parseStream,
  ...parseTable,
  ...parseTask,
  ...parseTransaction,
  ...parseUpdate,
  ...parseView,
  ...parseWarehouse,
}

/** The printers of all statements. */
export const statementPrinters: ByKind<Statement, [], Sql> = {
  ...printCopy,
  ...printDatabase,
  ...printDelete,
  ...printDrop,
  ...printFileFormat,
  ...printGrant,
  ...printInsert,
  ...printIntegration,
  ...printList,
  ...printMerge,
  ...printPipe,
  ...printProcedure,
  ...printQueryStatement,
  ...printRole,
  ...printSchema,
  ...printScriptBlock,
  ...printSession,
  ...printShow,
  ...printStage,
  ...printStream,
  ...printTable,
  ...printTask,
  ...printTransaction,
  ...printUpdate,
  ...printView,
  ...printWarehouse,
}
