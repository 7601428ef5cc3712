import type { Assignment, StatementValue } from './assignment.ts'
import type { Block } from './block.ts'
import type { Break, Continue } from './break.ts'
import type { CallInto } from './call.ts'
import type { CaseStatement } from './case.ts'
import type { CloseCursor, CursorDeclaration, FetchCursor, OpenCursor } from './cursor.ts'
import type { VariableDeclaration } from './declare.ts'
import type { ExceptionDeclaration } from './exception.ts'
import type { ForCounter, ForRow } from './for.ts'
import type { If } from './if.ts'
import type { Let } from './let.ts'
import type { Loop } from './loop.ts'
import type { NullStatement } from './null.ts'
import type { Raise } from './raise.ts'
import type { Repeat } from './repeat.ts'
import type { ResultSetDeclaration } from './resultset.ts'
import type { Return } from './return.ts'
import type { SelectInto } from './select-into.ts'
import type { SqlStep } from './sql-step.ts'
import type { While } from './while.ts'

/** What may stand between BEGIN and END. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/begin */
export type Step =
  | Assignment | Block | Break | CallInto | CaseStatement | CloseCursor | Continue | FetchCursor | ForCounter | ForRow
  | If | Let | Loop | NullStatement | OpenCursor | Raise | Repeat | Return | SelectInto | SqlStep | While // prettier-ignore

/** What DECLARE and LET declare. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/declare */
export type Declaration =
  VariableDeclaration | CursorDeclaration | ResultSetDeclaration | ExceptionDeclaration

/** Every node of Snowflake Scripting that is neither an expression nor a statement of SQL. */
export type ScriptNode = Step | Declaration | StatementValue
