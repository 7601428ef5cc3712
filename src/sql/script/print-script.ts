import type { ByKind } from '../../common/by-kind.ts'
import type { Sql } from '../text/print.ts'
import { printAssignment } from './assignment.ts'
import { printBlock } from './block.ts'
import { printBreak } from './break.ts'
import { printCallInto } from './call.ts'
import { printCase } from './case.ts'
import { printCursor } from './cursor.ts'
import { printVariableDeclaration } from './declare.ts'
import { printException } from './exception.ts'
import { printFor } from './for.ts'
import { printIf } from './if.ts'
import { printLet } from './let.ts'
import { printLoop } from './loop.ts'
import { printNull } from './null.ts'
import { printRaise } from './raise.ts'
import { printRepeat } from './repeat.ts'
import { printResultSet } from './resultset.ts'
import { printReturn } from './return.ts'
import type { ScriptNode } from './script.ts'
import { printSelectInto } from './select-into.ts'
import { printSqlStep } from './sql-step.ts'
import { printWhile } from './while.ts'

/** The printers of Snowflake Scripting. */
export const printScript: ByKind<ScriptNode, [], Sql> = {
  ...printAssignment,
  ...printBlock,
  ...printBreak,
  ...printCallInto,
  ...printCase,
  ...printCursor,
  ...printException,
  ...printFor,
  ...printIf,
  ...printLet,
  ...printLoop,
  ...printNull,
  ...printRaise,
  ...printRepeat,
  ...printResultSet,
  ...printReturn,
  ...printSelectInto,
  ...printSqlStep,
  ...printVariableDeclaration,
  ...printWhile,
}
