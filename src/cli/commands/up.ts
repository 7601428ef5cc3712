import { stopwatch } from '../../common/clock.ts'
import { applyProject } from '../../project/deploy/apply.ts'
import { markLedger, readLedger } from '../../project/run/ledger.ts'
import { serveAccount } from '../../server/control.ts'
import type { Command } from '../command.ts'
import { openProjectAccount, projectAt } from '../open.ts'
import { isClean, ledgerText } from '../print/ledger.ts'
import { showProgress } from '../print/progress.ts'
import { announceServing, endServing } from '../serving.ts'

/** `snowmelt up`: the pipeline as a process. */
export const up: Command = {
  name: 'up',
  operands: '[project]',
  summary: 'keep the pipeline running: files load as they land, tasks run by the clock',
  teaches:
    'Applies the project and stays: a file that lands in the lake is loaded at once, tasks run when they are due. Meanwhile ' +
    '`snowmelt sql` and `snowmelt status` in the same folder go through this process. Ctrl-C ends it in order and shows ' +
    'the ledger.',
  options: [],
  untilStopped: true,
  examples: [
    { line: 'snowmelt up', does: 'run the project of this folder until Ctrl-C' },
    {
      line: "snowmelt up & snowmelt sql -q 'select count(*) from db.schema.t'",
      does: 'ask a running pipeline',
    },
  ],
  async run(input, world) {
    const project = await projectAt(world, input.operands[0])
    const account = await openProjectAccount(project)
    const watch = stopwatch()
    const progress = showProgress(account.services.events, world)
    try {
      const mark = await markLedger(account)
      await applyProject(project, account, () => undefined)
      const server = await serveAccount(account)
      try {
        await announceServing(project.accountPath, {
          pid: process.pid,
          port: server.port,
          token: server.token,
        })
        const ready = {
          project: project.config.name,
          account: project.accountPath,
          lake: project.lakePath,
          pid: process.pid,
        }
        if (input.flag('json')) world.out.write(`${JSON.stringify({ ready })}\n`)
        else
          progress.say(
            `${project.config.name} is up: files that land in ${project.lakePath} are loaded. Ctrl-C ends it.`,
          )
        await stopped(world.stop)
      } finally {
        await endServing(project.accountPath)
        await server.close()
      }
      progress.end()
      const ledger = await readLedger(account, mark)
      if (input.flag('json')) world.out.write(`${JSON.stringify({ seconds: watch.seconds(), ledger })}\n`)
      else world.out.write(ledgerText(ledger, watch.seconds(), world.out))
      return isClean(ledger) ? 0 : 1
    } finally {
      progress.end()
      await account.close()
    }
  },
}

/** The scheduler and the pipes work by themselves; the control server keeps the process alive. */
async function stopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return
  await new Promise<void>((resolve) => {
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
}
