import { knownKinds, pluralOf } from '../object-kinds.ts'

/** What SHOW lists besides kinds of object. */
const shown = [
  'CHANNELS', 'CLASSES', 'DELEGATED AUTHORIZATIONS', 'ENDPOINTS', 'GLOBAL ACCOUNTS',
  'INDEXES', 'MANAGED ACCOUNTS', 'REGIONS',
  'USER FUNCTIONS', 'USER PROCEDURES', 'VERSIONS',
] // prettier-ignore

/**
 * Leading words of statements that the manual has: what no parser reads is refused by these names.
 * https://docs.snowflake.com/en/sql-reference/sql-all
 */
export const knownStatements: readonly string[] = [
  ...['ALTER', 'CREATE', 'DESC', 'DESCRIBE', 'DROP', 'UNDROP'].flatMap((verb) => knownKinds.map((object) => `${verb} ${object}`)),
  ...[...knownKinds.map(pluralOf), ...shown].map((noun) => `SHOW ${noun}`),
  'ALTER SESSION', 'COMMENT', 'DESC SEARCH OPTIMIZATION', 'DESCRIBE SEARCH OPTIMIZATION',
  'EXECUTE ALERT', 'EXECUTE IMMEDIATE', 'EXECUTE JOB SERVICE', 'EXECUTE NOTEBOOK', 'EXPLAIN', 'LET',
  'UNDROP', 'USE CATALOG',
] // prettier-ignore

/** Like {@link knownStatements}, but they begin with the words of a statement that a parser reads. */
export const knownVariants: readonly string[] = [
  'GRANT APPLICATION ROLE', 'GRANT CALLER', 'GRANT DATABASE ROLE', 'GRANT OWNERSHIP', 'GRANT SERVICE ROLE',
  'REVOKE APPLICATION ROLE', 'REVOKE CALLER',
  'REVOKE DATABASE ROLE',
] // prettier-ignore
