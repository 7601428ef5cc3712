import type { Instant } from '../../common/clock.ts'
import type { ObjectKind } from '../../sql/object-kinds.ts'
import { duck, integer, text, type Sql } from '../duck/sql.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'

/** What a privilege is granted on: an object by id, the account, or the future objects of a kind in a database or schema. */
export type GrantedOn =
  | { readonly kind: 'Account' }
  | { readonly kind: 'Object'; readonly id: number }
  | { readonly kind: 'Future'; readonly object: ObjectKind; readonly container: number }

/** A privilege granted to a role. Recorded and shown; nothing is refused for the lack of one. */
export interface PrivilegeGrant {
  readonly kind: 'Privilege'
  readonly privilege: string
  readonly on: GrantedOn
  readonly role: string
  readonly grantOption: boolean
  readonly grantedBy: string
  readonly createdOn: Instant
}
/** A role granted to a role or a user. */
export interface RoleGrant {
  readonly kind: 'Role'
  readonly role: string
  readonly to: { readonly kind: 'ROLE' | 'USER'; readonly name: string }
  readonly grantedBy: string
  readonly createdOn: Instant
}
export type Grant = PrivilegeGrant | RoleGrant

/** What tells one grant from another; granting again changes nothing else. */
function keyOf(grant: Grant): string {
  return grant.kind === 'Privilege'
    ? JSON.stringify([grant.kind, grant.privilege, grant.on, grant.role])
    : JSON.stringify([grant.kind, grant.role, grant.to])
}

/** The account's grants, in the order they were made. */
export class Grants {
  readonly #grants = new Map<string, Grant>()

  static async open(store: {
    run(sql: Sql): Promise<number>
    rows(sql: Sql): Promise<readonly TextRow[]>
  }): Promise<Grants> {
    await store.run(
      duck`CREATE TABLE IF NOT EXISTS snowmelt.granted (key VARCHAR, created_on BIGINT, record VARCHAR)`,
    )
    const rows = await store.rows(duck`SELECT record FROM snowmelt.granted ORDER BY created_on, key`)
    const grants = new Grants()
    // The record was written by `add` from a Grant.
    for (const [record] of rows) grants.#publish(JSON.parse(record ?? '{}') as Grant)
    return grants
  }

  all(): readonly Grant[] {
    return [...this.#grants.values()]
  }

  privileges(): readonly PrivilegeGrant[] {
    return this.all().filter((grant) => grant.kind === 'Privilege')
  }

  roles(): readonly RoleGrant[] {
    return this.all().filter((grant) => grant.kind === 'Role')
  }

  /** Granting what is granted keeps the first grant, unless the option is new. */
  async add(transaction: Transaction, grant: Grant): Promise<void> {
    const old = this.#grants.get(keyOf(grant))
    if (old?.kind === 'Role') return
    if (old?.kind === 'Privilege' && grant.kind === 'Privilege' && (old.grantOption || !grant.grantOption))
      return
    await transaction.run(duck`DELETE FROM snowmelt.granted WHERE key = ${text(keyOf(grant))}`)
    await transaction.run(
      duck`INSERT INTO snowmelt.granted VALUES (${text(keyOf(grant))}, ${integer(grant.createdOn)}, ${text(JSON.stringify(grant))})`,
    )
    transaction.onCommit(() => {
      this.#publish(grant)
    })
  }

  /** Revoking what is not granted changes nothing. */
  async remove(transaction: Transaction, grant: Grant): Promise<void> {
    const key = keyOf(grant)
    if (!this.#grants.has(key)) return
    await transaction.run(duck`DELETE FROM snowmelt.granted WHERE key = ${text(key)}`)
    transaction.onCommit(() => {
      this.#grants.delete(key)
    })
  }

  /** The grants on an object, or on the future objects of a container, that is dropped. */
  async forget(transaction: Transaction, id: number): Promise<void> {
    for (const grant of this.privileges())
      if (
        (grant.on.kind === 'Object' && grant.on.id === id) ||
        (grant.on.kind === 'Future' && grant.on.container === id)
      )
        await this.remove(transaction, grant)
  }

  /** The grants to a role, and of it, that is dropped. */
  async forgetRole(transaction: Transaction, role: string): Promise<void> {
    for (const grant of this.all())
      if (
        grant.role === role ||
        (grant.kind === 'Role' && grant.to.kind === 'ROLE' && grant.to.name === role)
      )
        await this.remove(transaction, grant)
  }

  #publish(grant: Grant): void {
    this.#grants.set(keyOf(grant), grant)
  }
}
