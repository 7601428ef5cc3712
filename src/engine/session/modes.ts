import type { Statement } from '../../sql/statement/statement.ts'

/**
 * How a statement goes with transactions. `read` and `write` run in the session's transaction, or in one of their own;
 * with AUTOCOMMIT off a `write` begins one. `definition` commits the session's transaction first and is one of its own.
 * `control` begins or ends transactions. `call` runs further statements, each as if it stood alone.
 *
 * https://docs.snowflake.com/en/sql-reference/transactions#ddl
 */
export type Mode = 'read' | 'write' | 'definition' | 'control' | 'call'

export const modes: Readonly<Record<Statement['kind'], Mode>> = {
  AlterPipe: 'definition',
  AlterSession: 'read',
  AlterTask: 'definition',
  AlterWarehouse: 'definition',
  Begin: 'control',
  Call: 'call',
  Commit: 'control',
  CopyIntoLocation: 'write',
  CopyIntoTable: 'write',
  CreateDatabase: 'definition',
  CreateFileFormat: 'definition',
  CreateIntegration: 'definition',
  CreatePipe: 'definition',
  CreateProcedure: 'definition',
  CreateRole: 'definition',
  CreateSchema: 'definition',
  CreateStage: 'definition',
  CreateStream: 'definition',
  CreateTable: 'definition',
  CreateTask: 'definition',
  CreateView: 'definition',
  CreateWarehouse: 'definition',
  Delete: 'write',
  Describe: 'read',
  Drop: 'definition',
  ExecuteTask: 'definition',
  GrantPrivileges: 'definition',
  GrantRole: 'definition',
  Insert: 'write',
  List: 'read',
  Merge: 'write',
  QueryStatement: 'read',
  RevokePrivileges: 'definition',
  RevokeRole: 'definition',
  Rollback: 'control',
  ScriptBlock: 'call',
  SetVariables: 'read',
  Show: 'read',
  ShowGrants: 'read',
  ShowParameters: 'read',
  ShowVariables: 'read',
  TruncateTable: 'write',
  UnsetVariables: 'read',
  Update: 'write',
  Use: 'read',
}
