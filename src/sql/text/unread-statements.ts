import { knownKinds, pluralOf } from '../object-kinds.ts'

/** What SHOW lists besides kinds of object. */
const shown = [
  'CHANNELS', 'CLASSES', 'COLUMNS', 'DELEGATED AUTHORIZATIONS', 'ENDPOINTS', 'FUTURE GRANTS', 'GLOBAL ACCOUNTS', 'IMPORTED KEYS',
  'INDEXES', 'LOCKS', 'MANAGED ACCOUNTS', 'OBJECTS', 'PRIMARY KEYS', 'REGIONS', 'TRANSACTIONS', 'UNIQUE KEYS',
  'USER FUNCTIONS', 'USER PROCEDURES', 'VERSIONS',
] // prettier-ignore

/**
 * Leading words of statements that the manual has: what no parser reads is refused by these names.
 * https://docs.snowflake.com/en/sql-reference/sql-all
 */
export const knownStatements: readonly string[] = [
  ...['ALTER', 'CREATE', 'DESC', 'DESCRIBE', 'DROP', 'UNDROP'].flatMap((verb) => knownKinds.map((object) => `${verb} ${object}`)),
  ...[...knownKinds.map(pluralOf), ...shown].map((noun) => `SHOW ${noun}`),
  'ALTER SESSION', 'COMMENT', 'COPY FILES', 'CREATE RECURSIVE VIEW', 'DESC RESULT', 'DESC SEARCH OPTIMIZATION', 'DESCRIBE RESULT', 'DESCRIBE SEARCH OPTIMIZATION',
  'EXECUTE ALERT', 'EXECUTE IMMEDIATE', 'EXECUTE JOB SERVICE', 'EXECUTE NOTEBOOK', 'EXPLAIN', 'GET', 'LET', 'PUT', 'REMOVE', 'RM',
  'UNDROP', 'USE CATALOG',
] // prettier-ignore

/** Like {@link knownStatements}, but they begin with the words of a statement that a parser reads. */
export const knownVariants: readonly string[] = [
  'GRANT APPLICATION ROLE', 'GRANT CALLER', 'GRANT DATABASE ROLE', 'GRANT OWNERSHIP', 'GRANT SERVICE ROLE', 'INSERT ALL',
  'INSERT FIRST', 'INSERT OVERWRITE ALL', 'INSERT OVERWRITE FIRST', 'REVOKE APPLICATION ROLE', 'REVOKE CALLER',
  'REVOKE DATABASE ROLE', 'USE SECONDARY ROLES',
] // prettier-ignore
