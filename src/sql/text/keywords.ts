/**
 * Words that cannot be identifiers unless quoted.
 * https://docs.snowflake.com/en/sql-reference/reserved-keywords
 */
export const reservedWords: ReadonlySet<string> = new Set([
  'ALL', 'ALTER', 'AND', 'ANY', 'AS', 'BETWEEN', 'BY', 'CHECK', 'COLUMN', 'CONNECT', 'CREATE', 'CURRENT', 'DELETE',
  'DISTINCT', 'DROP', 'ELSE', 'EXISTS', 'FOLLOWING', 'FOR', 'FROM', 'GRANT', 'GROUP', 'HAVING', 'ILIKE', 'IN',
  'INCREMENT', 'INSERT', 'INTERSECT', 'INTO', 'IS', 'LIKE', 'MINUS', 'NOT', 'NULL', 'OF', 'ON', 'OR', 'ORDER',
  'QUALIFY', 'REGEXP', 'REVOKE', 'RLIKE', 'ROW', 'ROWS', 'SAMPLE', 'SELECT', 'SET', 'SOME', 'START', 'TABLE',
  'TABLESAMPLE', 'THEN', 'TO', 'TRIGGER', 'UNION', 'UNIQUE', 'UPDATE', 'VALUES', 'WHENEVER', 'WHERE', 'WINDOW', 'WITH',
]) // prettier-ignore

/** Words that cannot name or alias a table in FROM. */
export const reservedInFrom: ReadonlySet<string> = new Set([
  'CROSS', 'FULL', 'INNER', 'JOIN', 'LATERAL', 'LEFT', 'NATURAL', 'RIGHT', 'USING',
]) // prettier-ignore

/** Words that cannot be a column in an expression. */
export const reservedInExpressions: ReadonlySet<string> = new Set([
  'CASE', 'CAST', 'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER', 'FALSE', 'LOCALTIME',
  'LOCALTIMESTAMP', 'TRUE', 'TRY_CAST', 'WHEN',
]) // prettier-ignore

/** Words that are reserved and name functions all the same, such as `INSERT('abc', 1, 2, 'z')`. */
export const reservedFunctions: ReadonlySet<string> = new Set(['ILIKE', 'INSERT', 'LIKE', 'REGEXP', 'RLIKE'])

/** Words that are not reserved, but after which an operand is due, so that a `:` begins a bind variable: `LIMIT :n`. */
const wordsBeforeOperands: ReadonlySet<string> = new Set([
  'CASE', 'CAST', 'DEFAULT', 'DO', 'ELSEIF', 'ESCAPE', 'FETCH', 'FIRST', 'IF', 'IMMEDIATE', 'LIMIT', 'NEXT', 'OFFSET',
  'PRIOR', 'RETURN', 'REVERSE', 'TOP', 'UNTIL', 'USING', 'WHEN', 'WHILE',
]) // prettier-ignore

/**
 * Whether `word`, standing as a keyword or a name, ends an operand, so that a `:` after it is the path operator.
 * `adjacent` says that nothing is between the two: `limit:n` is a path, `LIMIT :n` a bind variable.
 */
export function endsOperand(word: string, adjacent: boolean): boolean {
  if (word === 'NULL') return true
  return !reservedWords.has(word) && (adjacent || !wordsBeforeOperands.has(word))
}
