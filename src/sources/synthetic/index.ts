/** Tools for making data with a seed: what a project's `generate` module is written with. */
export { csv, jsonArray, parquet, type ParquetColumn } from './formats.ts'
export { random, type Random } from './random.ts'
