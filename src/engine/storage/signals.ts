/**
 * The statement cannot go on in this snapshot: while it waited for a lock, another transaction changed what it is about to change.
 * Never seen by users: it is undone and run again, bound afresh, with the locks that it has.
 */
export class StaleSnapshot extends Error {
  override readonly name = 'StaleSnapshot'
}
