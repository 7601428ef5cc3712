/**
 * DuckDB's library, in a module of its own so that the build can put its many CommonJS files into one: they take Node 0.25 s to
 * load one by one.
 */
export { DuckDBInstance } from '@duckdb/node-api'
