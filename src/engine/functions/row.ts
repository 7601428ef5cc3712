import type { Instant } from '../../common/clock.ts'
import type { Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import type { Parameter } from './parameters.ts'

/** What a function's form needs of the session. */
export interface SessionFacts {
  readonly now: Instant
  parameter(name: string): string
}

/** What a form knows about the call that it writes. */
export interface CallFacts {
  /** Types of the arguments, after conversion. */
  readonly types: readonly DataType[]
  readonly type: DataType
  /** Texts of constant arguments; undefined where the value is not known, null for NULL. */
  readonly constants: readonly (string | null | undefined)[]
  /** Whether an argument may be repeated in the SQL without cost: a column, a constant. */
  readonly atomic: readonly boolean[]
  readonly session: SessionFacts
  /** For aggregates: `name(DISTINCT args ORDER BY …) OVER (…)` with what the call carries of these. */
  readonly aggregate: (name: Sql, args: readonly Sql[], orderBy?: Sql) => Sql
  /** The ORDER BY of WITHIN GROUP, without the keywords; undefined where there is none. */
  readonly orderBy: Sql | undefined
}

export type Form = (args: readonly Sql[], facts: CallFacts) => Sql

export type Returns =
  DataType | ((types: readonly DataType[], constants: readonly (string | null | undefined)[]) => DataType)

/** One signature of a function and what it becomes in DuckDB. */
export interface FunctionRow {
  /** A scalar where absent. `Window` functions only work with OVER, aggregates with and without. */
  readonly role?: 'Aggregate' | 'Window'
  readonly args: readonly Parameter[]
  readonly optional?: readonly Parameter[]
  /** Parameters that repeat, all of them, any number of times. */
  readonly rest?: readonly Parameter[]
  /** Names for `f(NAME => value)`, in the order of the parameters. */
  readonly names?: readonly string[]
  readonly returns: Returns
  readonly duck: Form
  /** A window function that sees its whole partition where no frame is written (FIRST_VALUE). */
  readonly wholePartition?: boolean
  /** The rows that it sees: up to the current one, or from it on. No other frame may be written. */
  readonly sees?: 'before' | 'after'
  /** OVER may hold PARTITION BY only, or no frame. */
  readonly over?: 'unordered' | 'unframed'
  /** ORDER BY in OVER means nothing to it. */
  readonly orderless?: true
  /** OVER must hold ORDER BY. */
  readonly needsOrder?: true
  /** Its arguments may hold window functions. */
  readonly holdsWindows?: true
  /** An aggregate that is always over distinct values. */
  readonly distinct?: true
  /** Whether `IGNORE NULLS` means something. */
  readonly ignoresNulls?: boolean
}

/** A function whose meaning is not that of a row: its binder in bind/special has the same name. */
export interface SpecialRow {
  readonly special: true
}

export type FunctionEntry = readonly FunctionRow[] | SpecialRow
/** Functions by name, as Snowflake's manual names them. */
export type Chapter = Readonly<Record<string, FunctionEntry>>
