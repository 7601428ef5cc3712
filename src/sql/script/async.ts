import type { Cursor } from '../text/cursor.ts'

/**
 * Refuses ASYNC ( … ), which runs a statement as a child job.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/asynchronous-child-jobs
 */
export function refuseAsync(cursor: Cursor): void {
  if (cursor.is('ASYNC', '(')) cursor.unsupported('ASYNC')
}

/** Refuses the statements on child jobs. */
export const parseAsync = {
  ASYNC: (cursor: Cursor): never => cursor.unsupported('ASYNC'),
  AWAIT: (cursor: Cursor): never => cursor.unsupported('AWAIT'),
  CANCEL: (cursor: Cursor): never => cursor.unsupported('CANCEL'),
}
