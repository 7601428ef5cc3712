import { objectKinds } from '../../sql/object-kinds.ts'
import type { Statement } from '../../sql/statement/statement.ts'

const irregular: Readonly<Partial<Record<Statement['kind'], string>>> = {
  CopyIntoLocation: 'COPY',
  CopyIntoTable: 'COPY',
  // The manual: the statements are executed as an anonymous block.
  Flow: 'BEGIN END',
  GrantPrivileges: 'GRANT',
  GrantRole: 'GRANT',
  InsertMulti: 'INSERT',
  QueryStatement: 'SELECT',
  RevokePrivileges: 'REVOKE',
  RevokeRole: 'REVOKE',
  ScriptBlock: 'BEGIN END',
  SetVariables: 'SET',
  UnsetVariables: 'UNSET',
}

/** The leading words of a statement, such as `CREATE FILE FORMAT`. */
export function wordsOf(statement: Statement): string {
  const { kind } = statement
  if (kind === 'Drop' || kind === 'Describe')
    return `${kind.toUpperCase()} ${objectKinds[statement.object].words}`
  if (kind === 'ShowKeys') return `SHOW ${statement.keys} KEYS`
  if (kind === 'Show') return `SHOW ${objectKinds[statement.object].plural}`
  if (kind === 'Use') return `USE ${statement.object}`
  return irregular[kind] ?? kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase()
}
