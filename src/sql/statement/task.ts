import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseStatementAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, listClause, phrase } from './phrase.ts'
import {
  parseClauses,
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type CreateModifiers,
  type Property,
} from './property.ts'
import type { Statement } from './statement.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-task */
export interface CreateTask extends CreateModifiers {
  readonly kind: 'CreateTask'
  readonly name: ObjectName
  /** WAREHOUSE, SCHEDULE, ERROR_INTEGRATION, ALLOW_OVERLAPPING_EXECUTION …, in any order before AFTER, WHEN and AS. */
  readonly properties: readonly Property[]
  readonly after: readonly ObjectName[]
  readonly when?: Expression
  /** The condition as written; SHOW TASKS shows it. */
  readonly whenText?: string
  readonly body: Statement
  /** The body as written; the task runs this text. */
  readonly bodyText: string
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/alter-task */
export interface AlterTask {
  readonly kind: 'AlterTask'
  readonly name: ObjectName
  readonly ifExists: boolean
  readonly action:
    | { readonly kind: 'Resume' }
    | { readonly kind: 'Suspend' }
    | { readonly kind: 'Set'; readonly properties: readonly Property[] }
    | { readonly kind: 'Unset'; readonly names: readonly string[] }
    | { readonly kind: 'AddAfter'; readonly names: readonly ObjectName[] }
    | { readonly kind: 'RemoveAfter'; readonly names: readonly ObjectName[] }
    | { readonly kind: 'ModifyAs'; readonly body: Statement; readonly bodyText: string }
    | { readonly kind: 'RemoveWhen' }
    | { readonly kind: 'ModifyWhen'; readonly when: Expression; readonly whenText: string }
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/execute-task */
export interface ExecuteTask {
  readonly kind: 'ExecuteTask'
  readonly name: ObjectName
  readonly retryLast: boolean
  readonly span: Span
}
export type TaskStatement = CreateTask | AlterTask | ExecuteTask

/**
 * CREATE [OR REPLACE] TASK [IF NOT EXISTS] name [property …] [AFTER task, …] [WHEN condition] AS statement
 * https://docs.snowflake.com/en/sql-reference/sql/create-task
 */
function parseCreateTask(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateTask | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'TASK')
  if (cursor.is('CLONE')) return parseClone(cursor, 'TASK', created)
  let after: readonly ObjectName[] = []
  let condition: Condition | undefined
  const properties = parseClauses(cursor, {
    AFTER: () => {
      after = cursor.list(() => cursor.name())
    },
    WHEN: () => {
      condition = parseCondition(cursor)
    },
    'EXECUTE AS USER': (start) => fail('UNSUPPORTED', { feature: 'EXECUTE AS USER' }, cursor.span(start)),
  })
  cursor.expect('AS')
  return { kind: 'CreateTask', ...created, properties, after, ...condition, ...parseBody(cursor) }
}

type Condition = { readonly when: Expression; readonly whenText: string }
type Body = { readonly body: Statement; readonly bodyText: string }

function parseCondition(cursor: Cursor): Condition {
  const start = cursor.start()
  const when = parseExpressionAt(cursor)
  return { when, whenText: cursor.sourceText(start) }
}

function parseBody(cursor: Cursor): Body {
  const start = cursor.start()
  const body = parseStatementAt(cursor)
  return { body, bodyText: cursor.sourceText(start) }
}

/**
 * ALTER TASK [IF EXISTS] name
 *   { RESUME | SUSPEND | SET property … | UNSET name, … | { ADD | REMOVE } AFTER task, … | MODIFY AS statement |
 *     MODIFY WHEN condition | REMOVE WHEN }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-task
 */
function parseAlterTask(cursor: Cursor): Parsed<AlterTask> {
  const ifExists = cursor.take('IF', 'EXISTS')
  const name = cursor.name()
  const row = alterActions.find(({ words }) => cursor.take(...words.split(' ')))
  return {
    kind: 'AlterTask',
    name,
    ifExists,
    action: row === undefined ? cursor.unexpected() : row.read(cursor),
  }
}

const alterActions: readonly {
  readonly words: string
  readonly read: (cursor: Cursor) => AlterTask['action']
}[] = [
  { words: 'RESUME', read: () => ({ kind: 'Resume' }) },
  { words: 'SUSPEND', read: () => ({ kind: 'Suspend' }) },
  { words: 'SET', read: (cursor) => ({ kind: 'Set', properties: parseSomeProperties(cursor) }) },
  { words: 'UNSET', read: (cursor) => ({ kind: 'Unset', names: parsePropertyNames(cursor) }) },
  { words: 'ADD AFTER', read: (cursor) => ({ kind: 'AddAfter', names: cursor.list(() => cursor.name()) }) },
  {
    words: 'REMOVE AFTER',
    read: (cursor) => ({ kind: 'RemoveAfter', names: cursor.list(() => cursor.name()) }),
  },
  { words: 'REMOVE WHEN', read: () => ({ kind: 'RemoveWhen' }) },
  { words: 'MODIFY AS', read: (cursor) => ({ kind: 'ModifyAs', ...parseBody(cursor) }) },
  { words: 'MODIFY WHEN', read: (cursor) => ({ kind: 'ModifyWhen', ...parseCondition(cursor) }) },
]

/**
 * EXECUTE TASK name [RETRY LAST]
 * https://docs.snowflake.com/en/sql-reference/sql/execute-task
 */
function parseExecuteTask(cursor: Cursor): Parsed<ExecuteTask> {
  const name = cursor.name()
  refuseVariant(cursor, 'EXECUTE TASK', 'USING', 'CONFIG')
  return { kind: 'ExecuteTask', name, retryLast: cursor.take('RETRY', 'LAST') }
}

export const parseTask = {
  'CREATE TASK': parseCreateTask,
  'ALTER TASK': parseAlterTask,
  'EXECUTE TASK': parseExecuteTask,
}
/** The body is printed as it was written: that text is what the task runs. */
export const printTask: ByKind<TaskStatement, [], Sql> = {
  CreateTask: (s) =>
    phrase(
      printCreate('TASK', s),
      printProperties(s.properties),
      listClause('AFTER', s.after.map(sql.name)),
      sql.optional(s.when, (when) => sql` WHEN ${when}`),
      sql` AS ${sql.words(s.bodyText)}`,
    ),
  AlterTask: (s) =>
    sql`ALTER TASK${flag(s.ifExists, 'IF EXISTS')} ${sql.name(s.name)} ${dispatch(printAction, s.action)}`,
  ExecuteTask: (s) => sql`EXECUTE TASK ${sql.name(s.name)}${flag(s.retryLast, 'RETRY LAST')}`,
}

const printAction: ByKind<AlterTask['action'], [], Sql> = {
  Resume: () => sql`RESUME`,
  Suspend: () => sql`SUSPEND`,
  Set: (a) => sql`SET${printProperties(a.properties)}`,
  Unset: (a) => sql`UNSET${printPropertyNames(a.names)}`,
  AddAfter: (a) => sql`ADD${listClause('AFTER', a.names.map(sql.name))}`,
  RemoveAfter: (a) => sql`REMOVE${listClause('AFTER', a.names.map(sql.name))}`,
  RemoveWhen: () => sql`REMOVE WHEN`,
  ModifyAs: (a) => sql`MODIFY AS ${sql.words(a.bodyText)}`,
  ModifyWhen: (a) => sql`MODIFY WHEN ${a.when}`,
}
