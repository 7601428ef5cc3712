import type { Column, Row } from '../../account/result.ts'

/** What an executor gives; the session adds the query id and the statement's words. */
export interface Outcome {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Rows that a DML changed; absent: the number of `rows`. */
  readonly rowCount?: number
}

/** The one-column answer `status` of DDL. */
export function status(message: string): Outcome {
  return {
    columns: [{ name: 'status', type: { kind: 'VARCHAR', length: 16_777_216 }, nullable: true }],
    rows: [[message]],
  }
}

/** The counts of a DML: `number of rows inserted` and its kin, each NUMBER(38,0). */
export function counts(values: Readonly<Record<string, number>>): Outcome {
  const names = Object.keys(values)
  return {
    columns: names.map((name) => ({
      name,
      type: { kind: 'NUMBER', precision: 38, scale: 0 },
      nullable: false,
    })),
    rows: [names.map((name) => String(values[name]))],
    rowCount: Object.values(values).reduce((sum, count) => sum + count, 0),
  }
}
