import type { Statement } from '../../src/sql/statement/statement.ts'

/** Fields that no executor needs: places, and the written text of something whose meaning stands beside it. */
const exempt = /^span$|^kind$|Text$/

/** Watches which fields of the statements of one text are read. */
export class Reading {
  readonly #text: string
  readonly #unread = new Set<string>()
  readonly #seen = new WeakMap<object, object>()

  constructor(text: string) {
    this.#text = text
  }

  /** The same tree, watched; another text's statement (a task's, a procedure's) as it is. */
  watch(statement: Statement, text: string): Statement {
    return text === this.#text ? this.#watched(statement, statement.kind) : statement
  }

  /** The paths of what the user wrote and nobody read. Below a field that nobody read nothing is listed. */
  unread(): readonly string[] {
    return [...this.#unread].sort()
  }

  #watched<T extends object>(node: T, path: string): T {
    const known = this.#seen.get(node)
    // The map gives for each object the proxy made of it.
    if (known !== undefined) return known as T
    for (const [key, value] of Object.entries(node))
      if (!exempt.test(key) && isWritten(value)) this.#unread.add(`${path}.${key}`)
    const proxy = new Proxy(node, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver)
        if (typeof key !== 'string' || exempt.test(key) || !Object.hasOwn(target, key)) return value
        this.#unread.delete(`${path}.${key}`)
        return typeof value === 'object' && value !== null ? this.#watched(value, `${path}.${key}`) : value
      },
    })
    this.#seen.set(node, proxy)
    return proxy
  }
}

/** Whether a field holds something that the text says: absent clauses are undefined, false or empty lists. */
function isWritten(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
}
