import type { Instant } from '../../../common/clock.ts'

/** What every object has. `id` is unique in the account and never used again. */
export interface ObjectRecord {
  readonly id: number
  readonly name: string
  /** Empty for objects of the account. */
  readonly database: string
  /** Empty for objects of the account or of a database. */
  readonly schema: string
  /** Empty for objects that the system owns. */
  readonly owner: string
  readonly createdOn: Instant
  readonly comment: string
  /**
   * The session that a temporary object belongs to: no other one sees it, it hides a permanent object of the same name, and it
   * ends with the session.
   */
  readonly sessionId?: string
}
