import type { Account } from '../../account/account.ts'
import type { Row } from '../../account/result.ts'
import { existsSync } from 'node:fs'
import { fail } from '../../common/errors.ts'
import { beginning, readLedger, type Ledger } from '../../project/run/ledger.ts'
import type { Command } from '../command.ts'
import { openProjectAccount, projectAt } from '../open.ts'
import { connectToServing } from '../serving.ts'
import { isClean, ledgerText } from '../print/ledger.ts'
import { styleOf } from '../print/style.ts'
import { tableText } from '../print/table.ts'
import type { World } from '../world.ts'

/** `snowmelt status`: how the pipeline stands. */
export const status: Command = {
  name: 'status',
  operands: '[project]',
  summary: 'pipes, tasks, streams, tables and the row ledger at a glance',
  teaches:
    'Shows how the pipeline of this folder stands: its pipes, streams and tasks, the rows of its tables, and what became of every ' +
    'row since the beginning. Works beside a running `snowmelt up` and changes nothing.',
  options: [],
  examples: [
    { line: 'snowmelt status', does: 'the project of this folder' },
    { line: 'snowmelt status --json | jq .tasks', does: 'for machines' },
  ],
  async run(input, world) {
    const project = await projectAt(world, input.operands[0])
    if (!existsSync(project.accountPath)) {
      fail('FILE_NOT_FOUND', {
        path: project.accountPath,
        what: 'the account: the project has not been run yet, snowmelt run makes it',
      })
    }
    const serving = await connectToServing(project.accountPath)
    const account = serving ?? (await openProjectAccount(project))
    try {
      const state = await readState(account)
      const ledger = await readLedger(account, beginning)
      if (input.flag('json')) {
        world.out.write(
          `${JSON.stringify({ project: project.config.name, up: serving !== undefined, ...state, ledger })}\n`,
        )
      } else printState(project.config.name, serving !== undefined, state, ledger, world)
      return isClean(ledger) ? 0 : 1
    } finally {
      await account.close()
    }
  },
}

/** The columns of each SHOW that status shows; `--json` has the same. */
const shown = {
  tables: { command: 'SHOW TABLES IN ACCOUNT', columns: ['database_name', 'schema_name', 'name', 'rows'] },
  pipes: {
    command: 'SHOW PIPES IN ACCOUNT',
    columns: ['database_name', 'schema_name', 'name', 'error_integration'],
  },
  streams: {
    command: 'SHOW STREAMS IN ACCOUNT',
    columns: ['database_name', 'schema_name', 'name', 'table_name', 'mode', 'stale'],
  },
  tasks: {
    command: 'SHOW TASKS IN ACCOUNT',
    columns: ['database_name', 'schema_name', 'name', 'state', 'schedule'],
  },
} as const

type State = Readonly<Record<keyof typeof shown, readonly Readonly<Record<string, string | null>>[]>>

async function readState(account: Account): Promise<State> {
  const session = await account.openSession()
  try {
    const read = async (name: keyof typeof shown) => {
      const { command, columns } = shown[name]
      const result = await session.execute(command)
      if (result === undefined) return []
      return result.rows.map((row: Row) =>
        Object.fromEntries(
          columns.map((column) => [
            column,
            row[result.columns.findIndex((one) => one.name === column)] ?? null,
          ]),
        ),
      )
    }
    return {
      tables: await read('tables'),
      pipes: await read('pipes'),
      streams: await read('streams'),
      tasks: await read('tasks'),
    }
  } finally {
    await session.close()
  }
}

function printState(name: string, up: boolean, state: State, ledger: Ledger, world: World): void {
  const style = styleOf(world.out)
  world.out.write(
    `${style.bold(name)} is ${up ? style.green('up') : 'not running (snowmelt up starts it)'}\n`,
  )
  for (const kind of Object.keys(shown) as (keyof typeof shown)[]) {
    const { columns } = shown[kind]
    world.out.write(`\n${style.bold(kind)}\n`)
    const rows = state[kind].map((row) => columns.map((column) => row[column] ?? null))
    world.out.write(
      rows.length === 0
        ? 'none\n'
        : tableText(
            columns.map((column) => ({ name: column, right: column === 'rows' })),
            rows,
            world.out,
          ),
    )
  }
  world.out.write(`\n${ledgerText(ledger, undefined, world.out)}`)
}
