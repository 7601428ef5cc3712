import { defineConfig } from 'snowmelt'

export default defineConfig({
  name: 'shop',
  /** The embedded account: one file with all databases, histories and the row ledger. */
  account: '.snowmelt/account.duckdb',
  /** `s3://bucket/key` is the file `lake/bucket/key`. */
  lake: 'lake',
  /** Applied in the order of their names; each statement once, again when its text changes. */
  sql: ['sql/*.sql'],
  /** Makes files for the lake: `snowmelt generate --wave 1`. */
  generate: 'generate.ts',
})
