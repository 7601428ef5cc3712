import type { Chapter } from './row.ts'

const special = { special: true } as const

/** https://docs.snowflake.com/en/user-guide/querying-semistructured#label-higher-order-functions */
export const higherOrder: Chapter = { FILTER: special, TRANSFORM: special, REDUCE: special }
