import { objectKinds } from '../../sql/object-kinds.ts'
import type { Statement } from '../../sql/statement/statement.ts'

const irregular: Readonly<Partial<Record<Statement['kind'], string>>> = {
  CopyIntoLocation: 'COPY',
  CopyIntoTable: 'COPY',
  GrantPrivileges: 'GRANT',
  GrantRole: 'GRANT',
  QueryStatement: 'SELECT',
  RevokePrivileges: 'REVOKE',
  RevokeRole: 'REVOKE',
  ScriptBlock: 'BEGIN END',
  SetVariables: 'SET',
  UnsetVariables: 'UNSET',
}

/** The leading words of a statement, such as `CREATE FILE FORMAT`. */
export function wordsOf(statement: Statement): string {
  switch (statement.kind) {
    case 'Drop':
    case 'Describe':
      return `${statement.kind.toUpperCase()} ${objectKinds[statement.object].words}`
    case 'Show':
      return `SHOW ${objectKinds[statement.object].plural}`
    case 'Use':
      return `USE ${statement.object}`
    default:
      return irregular[statement.kind] ?? statement.kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase()
  }
}
