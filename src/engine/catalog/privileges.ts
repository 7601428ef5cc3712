import type { ObjectKind } from '../../sql/object-kinds.ts'

const inSchema = [
  'TABLE', 'VIEW', 'STAGE', 'FILE FORMAT', 'PIPE', 'STREAM', 'TASK', 'PROCEDURE', 'FUNCTION', 'SEQUENCE', 'EXTERNAL TABLE',
  'DYNAMIC TABLE', 'MATERIALIZED VIEW', 'MASKING POLICY', 'ROW ACCESS POLICY', 'TAG', 'TEMPORARY TABLE',
].map((words) => `CREATE ${words}`) // prettier-ignore

/**
 * The privileges that can be granted on each kind of object; ALL means these.
 * https://docs.snowflake.com/en/user-guide/security-access-control-privileges
 */
export const privilegesOn: Readonly<Record<ObjectKind | 'ACCOUNT', readonly string[]>> = {
  ACCOUNT: [
    'APPLY MASKING POLICY', 'APPLY ROW ACCESS POLICY', 'CREATE DATABASE', 'CREATE INTEGRATION', 'CREATE ROLE', 'CREATE USER',
    'CREATE WAREHOUSE', 'EXECUTE MANAGED TASK', 'EXECUTE TASK', 'IMPORT SHARE', 'MANAGE GRANTS', 'MONITOR EXECUTION',
    'MONITOR USAGE',
  ], // prettier-ignore
  DATABASE: ['CREATE SCHEMA', 'IMPORTED PRIVILEGES', 'MODIFY', 'MONITOR', 'USAGE'],
  SCHEMA: ['ADD SEARCH OPTIMIZATION', ...inSchema, 'MODIFY', 'MONITOR', 'USAGE'],
  TABLE: [
    'APPLYBUDGET',
    'DELETE',
    'EVOLVE SCHEMA',
    'INSERT',
    'REBUILD',
    'REFERENCES',
    'SELECT',
    'TRUNCATE',
    'UPDATE',
  ],
  VIEW: ['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRUNCATE', 'UPDATE'],
  MATERIALIZED_VIEW: ['REFERENCES', 'SELECT'],
  EXTERNAL_TABLE: ['REFERENCES', 'SELECT'],
  STAGE: ['READ', 'USAGE', 'WRITE'],
  FILE_FORMAT: ['USAGE'],
  PIPE: ['APPLYBUDGET', 'MONITOR', 'OPERATE'],
  STREAM: ['SELECT'],
  TASK: ['APPLYBUDGET', 'MONITOR', 'OPERATE'],
  SEQUENCE: ['USAGE'],
  PROCEDURE: ['USAGE'],
  WAREHOUSE: ['APPLYBUDGET', 'MODIFY', 'MONITOR', 'OPERATE', 'USAGE'],
  INTEGRATION: ['USAGE', 'USE_ANY_ROLE'],
  ROLE: [],
}
