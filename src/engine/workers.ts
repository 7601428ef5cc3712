import type { Services } from './context.ts'
import { startDirectories } from './load/directory-worker.ts'
import { startExternalTables } from './load/external-worker.ts'
import { startPipes } from './load/pipes.ts'
import { startScheduler } from './schedule/scheduler.ts'
import { startPurging } from './statements/purging.ts'
import type { Worker } from './worker.ts'

/** Starts what works in an account by itself. */
export async function startWorkers(services: Services): Promise<readonly Worker[]> {
  return [
    await startPipes(services),
    await startExternalTables(services),
    await startDirectories(services),
    await startScheduler(services),
    await startPurging(services),
  ]
}
