import type { Services } from './context.ts'
import { startPipes } from './load/pipes.ts'
import { startScheduler } from './schedule/scheduler.ts'
import type { Worker } from './worker.ts'

/** Starts what works in an account by itself. */
export async function startWorkers(services: Services): Promise<readonly Worker[]> {
  return [await startPipes(services), await startScheduler(services)]
}
