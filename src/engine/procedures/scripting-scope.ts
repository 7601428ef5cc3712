import type { Column, Result, Row } from '../../account/result.ts'
import type { Query } from '../../sql/query/query.ts'
import type { ValueType } from '../types/data-type.ts'

/** A variable of a type; its value is a text as in a constant of the bound tree. */
export interface VariableSlot {
  readonly kind: 'Variable'
  readonly type: ValueType
  value: string | null
}
/**
 * A cursor. Modes: closed (no `result`) and open; OPEN, and a FOR loop over a closed cursor: closed → open, at its first row; FETCH and each round
 * of a FOR loop go to the next row; CLOSE, and the end of a FOR loop that has opened it: open → closed.
 */
export interface CursorSlot {
  readonly kind: 'Cursor'
  readonly source: Query | ResultSetSlot
  result: Result | undefined
  next: number
}
/** A result, once a statement has given one. */
export interface ResultSetSlot {
  readonly kind: 'ResultSet'
  result: Result | undefined
}
/** A declared exception. Two of the same name in two blocks are different ones. */
export interface ExceptionSlot {
  readonly kind: 'Exception'
  readonly name: string
  readonly number: number
  readonly message: string
}
/** The row that a FOR loop is at. */
export interface RowSlot {
  readonly kind: 'Row'
  readonly columns: readonly Column[]
  readonly row: Row
}
export type Slot = VariableSlot | CursorSlot | ResultSetSlot | ExceptionSlot | RowSlot

/** What is declared in a block, a FOR loop or a procedure's head, within what is declared around it. */
export class Scope {
  readonly #outer: Scope | undefined
  readonly #slots = new Map<string, Slot>()

  constructor(outer?: Scope) {
    this.#outer = outer
  }

  declare(name: string, slot: Slot): void {
    this.#slots.set(name, slot)
  }

  find(name: string): Slot | undefined {
    return this.#slots.get(name) ?? this.#outer?.find(name)
  }
}
