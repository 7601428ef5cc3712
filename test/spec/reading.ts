import type { Statement } from '../../src/sql/statement/statement.ts'

/** Fields that may stay unread, and why. */
const exempt: ReadonlySet<string> = new Set([
  // Places, and what a union's field says by itself.
  'span',
  'kind',
  // How a name or call was written; the parser has drawn the conclusion.
  'quoted',
  'bare',
  // Of interest only where the object exists.
  'orReplace',
  // Words that Snowflake's manual calls optional: a table function is always lateral, any WITH may be recursive.
  'lateral',
  'recursive',
])

/**
 * Paths that may stay unread: a default is kept as written, by its place; the name of a transaction is shown by SHOW
 * TRANSACTIONS alone; a warehouse here is not suspended by itself, so that RESUME succeeds with and without IF SUSPENDED; not every branch of a
 * block is taken, and each statement of it, or of a chain of `->>`, that runs is watched by itself.
 */
const exemptPaths =
  /^ScriptBlock\.block\.|^Flow\.statements\.|^CreateProcedure\.args\.\d+\.default\.|^Begin\.name$|^AlterWarehouse\.ifSuspended$/

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
    return text === this.#text && !mayBeSkipped(statement)
      ? this.#watched(statement, statement.kind)
      : statement
  }

  /** The paths of what the user wrote and nobody read. Below a field that nobody read nothing is listed. */
  unread(): readonly string[] {
    return [...this.#unread].sort()
  }

  #watched<T extends object>(node: T, path: string): T {
    const known = this.#seen.get(node)
    // The map gives for each object the proxy made of it.
    if (known !== undefined) return known as T
    for (const [key, value] of Object.entries(node)) {
      const place = `${path}.${key}`
      // What is kept as text is not read as a tree.
      const keptAsText = Object.hasOwn(node, `${key}Text`)
      if (!exempt.has(key) && !keptAsText && !exemptPaths.test(place) && isWritten(value))
        this.#unread.add(place)
    }
    const proxy = new Proxy(node, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver)
        if (typeof key !== 'string' || exempt.has(key) || !Object.hasOwn(target, key)) return value
        this.#unread.delete(`${path}.${key}`)
        return typeof value === 'object' && value !== null ? this.#watched(value, `${path}.${key}`) : value
      },
    })
    this.#seen.set(node, proxy)
    return proxy
  }
}

/** IF EXISTS and IF NOT EXISTS may end a statement before it is read. */
function mayBeSkipped(statement: Statement): boolean {
  return (
    ('ifExists' in statement && statement.ifExists) || ('ifNotExists' in statement && statement.ifNotExists)
  )
}

/** Whether a field holds something that the text says: absent clauses are undefined, false or empty lists. */
function isWritten(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
}
