import type { Account, Session } from '../../account/account.ts'
import type { Row } from '../../account/result.ts'

/** What the files of a run did to one table. Counts are rows but `files`. */
export interface TableLedger {
  readonly table: string
  readonly files: number
  readonly parsed: number
  readonly loaded: number
  readonly rejected: number
  readonly skipped: number
}

/** The runs of one task. */
export interface TaskLedger {
  readonly task: string
  readonly succeeded: number
  /** Not those that the end of a process cut off (CANCELLED): they were rolled back and have run again. */
  readonly failed: number
  /** The condition of WHEN was false. */
  readonly skipped: number
  readonly lastError: string | null
}

/** Rejected rows that have the same table, file and reason. */
export interface RejectLedger {
  readonly table: string
  readonly file: string
  readonly reason: string
  readonly rows: number
  /** The first of them. */
  readonly line: string | null
  readonly raw: string | null
}

/** What became of every row and every task run since a mark. */
export interface Ledger {
  readonly tables: readonly TableLedger[]
  readonly tasks: readonly TaskLedger[]
  readonly rejects: readonly RejectLedger[]
  /** True when parsed = loaded + rejected + skipped for every table. */
  readonly balances: boolean
}

/** How far the ledger had been written at some moment. */
export interface LedgerMark {
  readonly load: string
  readonly taskRun: string
}

export const beginning: LedgerMark = { load: '0', taskRun: '0' }

/** Where the ledger stands now. */
export async function markLedger(account: Account): Promise<LedgerMark> {
  return withSession(account, async (ask) => ({
    load: (await ask('SELECT NVL(MAX(load_id), 0) FROM snowmelt.ledger.loads'))[0]?.[0] ?? '0',
    taskRun: (await ask('SELECT NVL(MAX(run_number), 0) FROM snowmelt.ledger.task_runs'))[0]?.[0] ?? '0',
  }))
}

/** The ledger of all that came after `mark`. */
export async function readLedger(account: Account, mark: LedgerMark): Promise<Ledger> {
  return withSession(account, async (ask) => {
    const tables = await ask(
      `SELECT table_name, COUNT(*), SUM(rows_parsed), SUM(rows_loaded), SUM(rows_rejected), SUM(rows_skipped)
       FROM snowmelt.ledger.loads WHERE load_id > ? GROUP BY table_name ORDER BY table_name`,
      mark.load,
    )
    const tasks = await ask(
      `SELECT task_name, COUNT_IF(state = 'SUCCEEDED'), COUNT_IF(state LIKE 'FAILED%'), COUNT_IF(state = 'SKIPPED'),
              MAX(IFF(state LIKE 'FAILED%', error_message, NULL))
       FROM snowmelt.ledger.task_runs WHERE run_number > ? GROUP BY task_name ORDER BY task_name`,
      mark.taskRun,
    )
    const rejects = await ask(
      `SELECT table_name, file_name, reason, COUNT(*), MIN(line), MIN_BY(raw, line)
       FROM snowmelt.ledger.rejected_rows
       WHERE load_id > ? GROUP BY table_name, file_name, reason ORDER BY table_name, file_name, MIN(line), reason`,
      mark.load,
    )
    const byTable = tables.map(tableLedger)
    return {
      tables: byTable,
      tasks: tasks.map(taskLedger),
      rejects: rejects.map(rejectLedger),
      balances: byTable.every((row) => row.parsed === row.loaded + row.rejected + row.skipped),
    }
  })
}

function tableLedger([table, files, parsed, loaded, rejected, skipped]: Row): TableLedger {
  return {
    table: table ?? '',
    files: Number(files),
    parsed: Number(parsed),
    loaded: Number(loaded),
    rejected: Number(rejected),
    skipped: Number(skipped),
  }
}

function taskLedger([task, succeeded, failed, skipped, lastError]: Row): TaskLedger {
  return {
    task: task ?? '',
    succeeded: Number(succeeded),
    failed: Number(failed),
    skipped: Number(skipped),
    lastError: lastError ?? null,
  }
}

function rejectLedger([table, file, reason, rows, line, raw]: Row): RejectLedger {
  return {
    table: table ?? '',
    file: file ?? '',
    reason: reason ?? '',
    rows: Number(rows),
    line: line ?? null,
    raw: raw ?? null,
  }
}

type Ask = (sql: string, ...binds: readonly string[]) => Promise<readonly Row[]>

async function withSession<T>(account: Account, work: (ask: Ask) => Promise<T>): Promise<T> {
  const session: Session = await account.openSession()
  try {
    return await work(async (sql, ...binds) => (await session.execute(sql, { binds }))?.rows ?? [])
  } finally {
    await session.close()
  }
}
