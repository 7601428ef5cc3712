import type { Result } from '../../account/result.ts'
import { boolean, integer, text } from '../types/standard.ts'
import type { ScriptException } from './scripting-frame.ts'
import type { Value } from './scripting-values.ts'

/**
 * The variables that tell about the last statement. Those on DML are NULL after any other statement.
 * https://docs.snowflake.com/en/developer-guide/snowflake-scripting/dml-status
 */
export class Status {
  #queryId: string | null = null
  #affected: number | null = null
  #activity: number | null = null

  /** Notes what a statement has given. */
  note(result: Result): void {
    this.#queryId = result.queryId === '' ? null : result.queryId
    this.#affected = affectedRows(result)
    this.#activity = this.#affected ?? result.rowCount
  }

  /** The value of such a variable; undefined for any other name. */
  value(name: string, handled: ScriptException | undefined): Value | undefined {
    const row = variables[name]
    return row?.({
      queryId: this.#queryId,
      affected: this.#affected,
      activity: this.#activity,
      handled,
    })
  }
}

interface Facts {
  readonly queryId: string | null
  readonly affected: number | null
  readonly activity: number | null
  readonly handled: ScriptException | undefined
}

const whole = (value: number | null | undefined): Value => ({
  type: integer,
  value: value == null ? null : String(value),
})
const words = (value: string | null | undefined): Value => ({ type: text(), value: value ?? null })
const truth = (value: boolean | undefined): Value => ({
  type: boolean,
  value: value === undefined ? null : String(value),
})

const variables: Readonly<Record<string, (facts: Facts) => Value>> = {
  ACTIVITY_COUNT: ({ activity }) => whole(activity),
  SQLCODE: ({ handled }) => whole(handled?.number),
  SQLERRM: ({ handled }) => words(handled?.message),
  SQLFOUND: ({ affected }) => truth(affected === null ? undefined : affected > 0),
  SQLID: ({ queryId }) => words(queryId),
  SQLNOTFOUND: ({ affected }) => truth(affected === null ? undefined : affected === 0),
  SQLROWCOUNT: ({ affected }) => whole(affected),
  SQLSTATE: ({ handled }) => words(handled?.sqlState),
}

/** The columns in which DML statements count the rows that they have changed. */
const countColumns: ReadonlySet<string> = new Set([
  'number of rows inserted',
  'number of rows updated',
  'number of rows deleted',
  'rows_loaded',
  'rows_unloaded',
])

/** Null for a statement that is no DML. */
function affectedRows({ columns, rows, statement }: Result): number | null {
  if (statement === 'CALL' || statement === 'SELECT') return null
  const counted = columns.flatMap(({ name }, index) => (countColumns.has(name) ? [index] : []))
  if (counted.length === 0) return null
  return rows.reduce(
    (sum, row) => sum + counted.reduce((each, index) => each + Number(row[index] ?? 0), 0),
    0,
  )
}
