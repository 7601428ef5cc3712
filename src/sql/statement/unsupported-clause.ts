import { fail } from '../../common/errors.ts'
import type { Cursor } from '../text/cursor.ts'

/** Clauses that Snowflake takes among the properties of many objects and that we do not have. */
const unsupportedClauses = [
  'TAG (',
  'CONTACT (',
  'COPY TAGS',
  'SECRETS =',
  'MASKING POLICY',
  'PROJECTION POLICY',
  'ROW ACCESS POLICY',
  'AGGREGATION POLICY',
  'JOIN POLICY',
  'STORAGE LIFECYCLE POLICY',
  'DATA METRIC FUNCTION',
].map((words) => words.split(' '))

/** Refuses by name, with or without a leading WITH, a clause that Snowflake has and we do not. */
export function refuseUnsupportedClause(cursor: Cursor): void {
  const clause = unsupportedClauses.find((words) => cursor.is(...words) || cursor.is('WITH', ...words))
  if (clause === undefined) return
  const feature = clause.filter((word) => word !== '(' && word !== '=').join(' ')
  fail('UNSUPPORTED', { feature }, cursor.peek().span)
}
