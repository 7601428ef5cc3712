/**
 * The copy options that a stage can keep, with their defaults, as DESCRIBE STAGE lists them. The manual now advises against
 * giving them there; COPY's own options win over these.
 * https://docs.snowflake.com/en/sql-reference/sql/desc-stage
 */
export const copyOptions: Readonly<
  Record<string, { readonly type: 'String' | 'Long' | 'Boolean'; readonly default: string }>
> = {
  ON_ERROR: { type: 'String', default: 'ABORT_STATEMENT' },
  SIZE_LIMIT: { type: 'Long', default: '' },
  PURGE: { type: 'Boolean', default: 'false' },
  RETURN_FAILED_ONLY: { type: 'Boolean', default: 'false' },
  ENFORCE_LENGTH: { type: 'Boolean', default: 'true' },
  TRUNCATECOLUMNS: { type: 'Boolean', default: 'false' },
  FORCE: { type: 'Boolean', default: 'false' },
}
