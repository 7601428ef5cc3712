import { VirtualClock, stopwatch } from '../../common/clock.ts'
import { applyProject } from '../../project/deploy/apply.ts'
import { markLedger, readLedger } from '../../project/run/ledger.ts'
import { durationOf, type Command } from '../command.ts'
import { openProjectAccount, projectAt } from '../open.ts'
import { isClean, ledgerText, rejectsText } from '../print/ledger.ts'
import { showProgress } from '../print/progress.ts'

/** `snowmelt run`: one pass of the whole pipeline. */
export const run: Command = {
  name: 'run',
  operands: '[project]',
  summary: 'apply the project, load what is new, run what is due, and show the ledger',
  teaches:
    "Applies the project's SQL (each statement once, again when it changed), lets pipes and tasks work until nothing is due, " +
    'and ends with the ledger: what became of every row. With --for the clock is virtual: a month of cron tasks takes ' +
    'seconds. The exit code is 0 only if the ledger balances and no task failed. A run that was interrupted, even by ' +
    'kill -9, is simply run again.',
  options: [
    { name: 'for', value: 'DURATION', text: "run this long on a virtual clock: '2 days', '90 minutes'" },
    { name: 'rejects', text: 'also list the rejected rows: file, line and reason' },
  ],
  examples: [
    { line: 'snowmelt run', does: 'load the files that are there and run the tasks that are due now' },
    { line: "snowmelt run --for '30 days'", does: 'a month of schedules in seconds' },
    {
      line: 'snowmelt run examples/shop --rejects',
      does: 'another folder, with what was wrong in its files',
    },
    { line: "snowmelt run --for '1 day' --json | jq .ledger.tables", does: 'for machines' },
  ],
  async run(input, world) {
    const span = durationOf(input, 'for')
    const project = await projectAt(world, input.operands[0])
    const account = await openProjectAccount(project, span === undefined ? undefined : new VirtualClock())
    const watch = stopwatch()
    const progress = showProgress(account.services.events, world)
    try {
      const mark = await markLedger(account)
      let statements = 0
      await applyProject(project, account, (statement) => {
        if (statement.result !== undefined) statements += 1
      })
      progress.say(`${project.config.name}: ${statements} statements applied`)
      if (span === undefined) await account.drain()
      else await account.advance(span, world.stop)
      progress.end()
      const ledger = await readLedger(account, mark)
      const seconds = watch.seconds()
      if (input.flag('json')) {
        world.out.write(`${JSON.stringify({ project: project.config.name, statements, seconds, ledger })}\n`)
      } else {
        world.out.write(ledgerText(ledger, seconds, world.out))
        if (input.flag('rejects')) world.out.write(`\nRejected rows\n${rejectsText(ledger, world.out)}`)
      }
      return isClean(ledger) ? 0 : 1
    } finally {
      progress.end()
      await account.close()
    }
  },
}
