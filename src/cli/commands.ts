import type { Command } from './command.ts'

/** The commands in the order of the help; each is loaded when it is called. */
export const commands: readonly {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}[] = [
  {
    name: 'init',
    summary: 'make a new pipeline project',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'generate',
    summary: "write a wave of the project's synthetic files into the lake",
    load: async () => (await import('./commands/generate.ts')).generate,
  },
  {
    name: 'run',
    summary: 'apply the project, load what is new, run what is due, and show the ledger',
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'up',
    summary: 'keep the pipeline running: files load as they land, tasks run by the clock',
    load: async () => (await import('./commands/up.ts')).up,
  },
  {
    name: 'status',
    summary: 'pipes, tasks, streams, tables and the row ledger at a glance',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'sql',
    summary: 'run Snowflake SQL against the account',
    load: async () => (await import('./commands/sql.ts')).sql,
  },
]
