import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Session } from '../../account/account.ts'
import type { Result } from '../../account/result.ts'
import { typeText } from '../../account/types.ts'
import { VirtualClock } from '../../common/clock.ts'
import { SnowmeltError, fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { splitScript } from '../../sql/script/split.ts'
import type { EmbeddedAccount } from '../../engine/account.ts'
import { durationOf, type Command, type Input } from '../command.ts'
import { openNamedAccount } from '../open.ts'
import { errorJson, errorText } from '../print/error.ts'
import { csvText, resultText } from '../print/result.ts'
import type { World } from '../world.ts'

/** `snowmelt sql`: statements from the command line, files or the standard input, in one session. */
export const sql: Command = {
  name: 'sql',
  summary: 'run Snowflake SQL against the account',
  teaches:
    'Runs all statements of -q and -f, in the order given, in one session. In a project folder the account and the lake are the ' +
    "project's; elsewhere the account lives in memory. Stops at the first error. Without -q and -f it reads the standard input.",
  options: [
    { name: 'query', short: 'q', value: 'SQL', multiple: true, text: 'statements to run' },
    { name: 'file', short: 'f', value: 'FILE', multiple: true, text: 'a file of statements to run' },
    { name: 'account', value: 'PATH', text: 'the account file, or :memory:' },
    { name: 'lake', value: 'DIR', text: 'the folder that stands for S3: s3://bucket/key is DIR/bucket/key' },
    {
      name: 'format',
      value: 'FORMAT',
      text: 'table (default), json (one object a line and statement) or csv',
    },
    { name: 'keep-going', text: 'go on after a failed statement; the exit code is still 1 at the end' },
    { name: 'drain', text: 'afterwards wait until pipes and tasks are idle' },
    { name: 'clock', value: 'ISO', text: 'use a virtual clock that starts then: 2026-01-05T00:00:00Z' },
    {
      name: 'advance',
      value: 'DURATION',
      text: "afterwards move the virtual clock and run what becomes due: '1 day'; needs --clock, or starts at the present",
    },
  ],
  examples: [
    { line: "snowmelt sql -q 'select 1'", does: 'one statement in an account of its own' },
    {
      line: 'snowmelt sql -f setup.sql -q "show tables" --account dev.duckdb',
      does: 'a file, then a statement, kept in dev.duckdb',
    },
    {
      line: "snowmelt sql -f pipeline.sql --account dev.duckdb --lake ./lake --clock 2026-01-05T00:00:00Z --advance '1 day'",
      does: 'a pipeline through a whole day of its tasks; ask dev.duckdb for the result afterwards',
    },
    { line: "snowmelt sql --format json -q 'show tasks' | jq .rows", does: 'for machines' },
  ],
  async run(input, world) {
    const format = formatOf(input)
    const scripts = await readScripts(input, world)
    const clock = clockOf(input)
    const wait = durationOf(input, 'advance')
    const { account, embedded, close } = await openNamedAccount(world, {
      account: input.text('account'),
      lake: input.text('lake'),
      clock,
    })
    try {
      const session = await account.openSession()
      const failed = await runScripts(
        session,
        scripts,
        { format, keepGoing: input.flag('keep-going') },
        world,
      )
      await session.close()
      if (input.flag('drain')) await embeddedOr(embedded, '--drain').drain()
      if (wait !== undefined) await embeddedOr(embedded, '--advance').advance(wait)
      return failed ? 1 : 0
    } finally {
      await close()
    }
  },
}

type Format = 'table' | 'json' | 'csv'

/** A text of statements and where it came from. */
interface Script {
  readonly name: string
  readonly text: string
}

async function runScripts(
  session: Session,
  scripts: readonly Script[],
  how: { readonly format: Format; readonly keepGoing: boolean },
  world: World,
): Promise<boolean> {
  let number = 0
  let failed = false
  for (const script of scripts) {
    const statements = split(script)
    if (statements instanceof SnowmeltError) {
      number += 1
      printError(number, statements, script, how.format, world)
      failed = true
      if (!how.keepGoing) return true
      continue
    }
    for (const statement of statements) {
      if (world.stop.aborted) return true
      number += 1
      try {
        const result = await session.execute(statement.text)
        if (result !== undefined) printResult(number, result, how.format, world)
      } catch (error) {
        if (!(error instanceof SnowmeltError)) throw error
        error.position = positionAt(script.text, statement.offset + (error.span?.start ?? 0))
        printError(number, error, script, how.format, world)
        failed = true
        if (!how.keepGoing) return true
      }
    }
  }
  return failed
}

function split(script: Script): ReturnType<typeof splitScript> | SnowmeltError {
  try {
    return splitScript(script.text)
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    if (error.span !== undefined) error.position = positionAt(script.text, error.span.start)
    return error
  }
}

function printResult(statement: number, result: Result, format: Format, world: World): void {
  if (format === 'csv') world.out.write(csvText(result))
  else if (format === 'table') world.out.write(resultText(result, world.out))
  else {
    const columns = result.columns.map((column) => ({ name: column.name, type: typeText(column.type) }))
    world.out.write(
      `${JSON.stringify({ statement, columns, rows: result.rows, rowCount: result.rowCount })}\n`,
    )
  }
}

function printError(
  statement: number,
  error: SnowmeltError,
  script: Script,
  format: Format,
  world: World,
): void {
  if (format === 'json') world.out.write(`${JSON.stringify({ statement, error: errorJson(error) })}\n`)
  else world.errors.write(errorText(error, world, script))
}

function formatOf(input: Input): Format {
  const given = input.text('format') ?? (input.flag('json') ? 'json' : 'table')
  if (given === 'table' || given === 'json' || given === 'csv') return given
  fail('USAGE', { problem: `--format is table, json or csv, not '${given}'` })
}

function clockOf(input: Input): VirtualClock | undefined {
  const given = input.text('clock')
  if (given === undefined) return input.text('advance') === undefined ? undefined : new VirtualClock()
  const start = Date.parse(given)
  if (Number.isNaN(start))
    fail('USAGE', { problem: `--clock wants a time like 2026-01-05T00:00:00Z, not '${given}'` })
  return new VirtualClock(start)
}

async function readScripts(input: Input, world: World): Promise<readonly Script[]> {
  const scripts: Script[] = []
  for (const { name, value = '' } of input.order) {
    if (name === 'query') scripts.push({ name: '-q', text: value })
    if (name === 'file') scripts.push({ name: value, text: await readScript(resolve(world.folder, value)) })
  }
  if (input.operands[0] !== undefined) {
    fail('USAGE', { problem: `snowmelt sql takes statements by -q or -f, not '${input.operands[0]}'` })
  }
  return scripts.length > 0 ? scripts : [{ name: 'standard input', text: await readStandardInput() }]
}

async function readScript(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') fail('FILE_NOT_FOUND', { path, what: 'named by -f' }, undefined, cause)
    fail('FILE_UNREADABLE', { path, problem: code ?? String(cause) }, undefined, cause)
  }
}

async function readStandardInput(): Promise<string> {
  if (process.stdin.isTTY)
    fail('USAGE', { problem: 'snowmelt sql needs statements: -q SQL, -f FILE, or the standard input' })
  const pieces: Uint8Array[] = []
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array)
  return Buffer.concat(pieces).toString('utf8')
}

function embeddedOr(embedded: EmbeddedAccount | undefined, option: string): EmbeddedAccount {
  if (embedded === undefined) {
    fail('USAGE', {
      problem: `${option} cannot be used while another process (snowmelt up) serves the account: it works by itself`,
    })
  }
  return embedded
}
