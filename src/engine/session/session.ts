import type { Bind, ExecuteOptions, Session } from '../../account/account.ts'
import type { Result } from '../../account/result.ts'
import { dispatch } from '../../common/by-kind.ts'
import { stopwatch } from '../../common/clock.ts'
import { fail, SnowmeltError } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { parseStatement } from '../../sql/parse.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { Context, InternalOptions, RunOptions, Services, Variables } from '../context.ts'
import { parameterValue } from '../session-parameters.ts'
import type { SessionState } from '../session-state.ts'
import { executors } from '../statements/index.ts'
import type { Outcome } from '../statements/outcome.ts'
import { commit, runStatement } from '../storage/attempts.ts'
import type { DuckTransaction, Mark } from '../storage/duck-transaction.ts'
import { begunMark, claimOnce } from '../storage/once.ts'
import type { Widen } from '../storage/widening.ts'
import { readBinds } from './binds.ts'
import { History } from './history.ts'
import { resolveIdentifiers } from './identifiers.ts'
import { modes } from './modes.ts'
import { answerQuestions } from './questions.ts'
import { resolvePropertyBinds } from './property-binds.ts'
import { prepareSources, type RelationProviders } from './sources.ts'
import { answerStreamQuestions } from './stream-questions.ts'
import { withTimeLimit } from './time-limit.ts'
import type { TransactionLog } from './transaction-log.ts'
import { SessionTransactions } from './transactions.ts'
import { sessionRoles } from './active-roles.ts'
import { secondaryRolesText } from './secondary-roles.ts'
import { valuesOf } from './values.ts'
import { wordsOf } from './words.ts'

/** What kind of transaction begins. */
export interface BeginOptions {
  readonly explicit?: boolean
  /** It is not expected to write. */
  readonly reading?: boolean
  /** The transaction that is open around it. */
  readonly outer?: DuckTransaction | undefined
  readonly mark?: Mark | undefined
}

/** What a session needs of its account. */
export interface SessionWorld {
  readonly services: Services
  readonly widen: Widen
  /** The relations that are neither tables, views nor streams. */
  readonly providers: (history: History) => RelationProviders
  /** What is executed instead of the statement that was read from `text`: the same one, watched. */
  readonly observe?: ((statement: Statement, text: string) => Statement) | undefined
  /** What the transactions of all sessions are written down in. */
  readonly transactions: TransactionLog
  beginTransaction(state: SessionState, options: BeginOptions): DuckTransaction
  newQueryId(): string
  newSessionId(): string
  /** A definition was committed. */
  defined(): void
  /** Drops what ends with the session, and forgets it. */
  ended(session: EmbeddedSession): Promise<void>
}

/** What is asked before binding, as far as it is answered. */
interface Answers {
  readonly streams: Map<string, boolean>
  readonly calls: Map<object, string | null>
}

/** What one statement is run with. */
interface Request {
  readonly text: string
  readonly queryId: string
  readonly binds?: ExecuteOptions['binds'] | undefined
  readonly once?: string | undefined
  readonly isNew?: boolean | undefined
  readonly exact?: boolean | undefined
  readonly statement?: Statement | undefined
  readonly variables?: Variables | undefined
  readonly unnoticed?: boolean | undefined
}

/** One conversation with the embedded account: each statement runs in the open transaction, or in one of its own. */
export class EmbeddedSession implements Session {
  readonly id: string
  readonly state: SessionState
  readonly #world: SessionWorld
  readonly #history = new History()
  readonly #providers: RelationProviders
  readonly #transactions: SessionTransactions
  /** The end of the line: statements of a session run one after the other. */
  #queue: Promise<unknown> = Promise.resolve()
  #closed = false
  /** The key of the statement that runs, while nothing of it is committed. */
  #running: string | undefined

  constructor(world: SessionWorld, state: SessionState) {
    this.#world = world
    this.state = state
    this.id = state.id
    this.#providers = world.providers(this.#history)
    this.#transactions = new SessionTransactions((explicit, outer) => this.#begin({ explicit, outer }), {
      user: state.user,
      session: state.id,
      log: world.transactions,
      newName: () => world.newQueryId(),
    })
  }

  async execute(sql: string, options: ExecuteOptions | InternalOptions = {}): Promise<Result | undefined> {
    if (this.#closed) fail('SESSION_CLOSED', undefined)
    const turn = this.#queue.then(async () => await this.#execute({ text: sql, ...options }))
    this.#queue = turn.catch(() => undefined)
    return await turn
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#queue
    await this.#transactions.abandon()
    await this.#world.ended(this)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #execute(request: Omit<Request, 'queryId'>): Promise<Result | undefined> {
    const watch = stopwatch()
    const queryId = this.#world.newQueryId()
    let words = ''
    try {
      const statement = this.#parse(request)
      words = wordsOf(statement)
      const outcome = await this.#run(statement, { ...request, queryId })
      if (outcome === undefined) return undefined
      const { columns, rows, rowCount } = outcome
      const result = { queryId, statement: words, columns, rows, rowCount: rowCount ?? rows.length }
      if (request.unnoticed !== true) this.#history.keep(result)
      return result
    } catch (thrown) {
      throw located(thrown, request.text)
    } finally {
      if (request.unnoticed !== true) this.#ended(queryId, words, watch.seconds())
    }
  }

  #ended(queryId: string, statement: string, seconds: number): void {
    this.#history.add(queryId)
    this.#world.services.events.emit('statementEnded', { queryId, statement, seconds })
  }

  #parse(request: Omit<Request, 'queryId'>): Statement {
    const values = this.#values(request, { streams: new Map(), calls: new Map() })
    const { text } = request
    const written = resolveIdentifiers(request.statement ?? parseStatement(text), text, values)
    const statement = resolvePropertyBinds(written, text, values)
    return this.#world.observe?.(statement, request.text) ?? statement
  }

  async #run(statement: Statement, request: Request): Promise<Outcome | undefined> {
    const mode = modes[statement.kind]
    if (mode === 'control' || mode === 'call') return await this.#around(statement, request)
    if (mode === 'definition') await this.#transactions.commit()
    if (mode === 'write' && parameterValue(this.state.parameters, 'AUTOCOMMIT') === 'false')
      await this.#transactions.begin()
    const transaction = this.#transactions.current
    if (transaction !== undefined) return await this.#within(transaction, statement, request)
    const outcome = await this.#alone(statement, request)
    if (mode === 'definition') this.#world.defined()
    return outcome
  }

  /** In a transaction of its own. */
  async #alone(statement: Statement, request: Request): Promise<Outcome | undefined> {
    const reading = modes[statement.kind] === 'read'
    const transaction = this.#begin({ reading })
    try {
      const work = async () => await this.#timed(transaction, statement, request)
      const outcome = await runStatement(transaction, this.#world.widen, work)
      await commit(transaction)
      return outcome
    } catch (thrown) {
      await transaction.rollback()
      throw thrown
    }
  }

  /** In the session's open transaction, of which a failed statement undoes only itself. */
  async #within(
    transaction: DuckTransaction,
    statement: Statement,
    request: Request,
  ): Promise<Outcome | undefined> {
    try {
      const work = async () => await this.#timed(transaction, statement, request)
      return await runStatement(transaction, this.#world.widen, work)
    } catch (thrown) {
      const lost = thrown instanceof SnowmeltError && thrown.code === 'TRANSACTION_LOST'
      if (lost || parameterValue(this.state.parameters, 'TRANSACTION_ABORT_ON_ERROR') === 'true')
        await this.#transactions.abandon()
      throw thrown
    }
  }

  /**
   * A statement that begins or ends transactions, or whose own statements have transactions of their own: what it reads by
   * itself, it reads from the open transaction, or from one that writes nothing but its `once`.
   */
  async #around(statement: Statement, request: Request): Promise<Outcome | undefined> {
    const open = this.#transactions.current
    if (open !== undefined) return await this.#dispatch(statement, request, open)
    const reading = this.#begin({ reading: true })
    this.#running = request.once ?? this.#running
    try {
      const outcome = await this.#dispatch(statement, request, reading)
      await reading.endStatement()
      await commit(reading)
      return outcome
    } finally {
      if (request.once !== undefined) this.#running = undefined
      await reading.rollback()
    }
  }

  /** The first transaction that commits within a statement with a key tells that the statement has begun. */
  #begin(options: BeginOptions): DuckTransaction {
    const key = this.#running
    const tells = key !== undefined && options.reading !== true
    const mark = tells ? { sql: begunMark(key), written: () => (this.#running = undefined) } : undefined
    return this.#world.beginTransaction(this.state, { ...options, mark })
  }

  async #timed(
    transaction: DuckTransaction,
    statement: Statement,
    request: Request,
  ): Promise<Outcome | undefined> {
    const seconds = Number(parameterValue(this.state.parameters, 'STATEMENT_TIMEOUT_IN_SECONDS'))
    const work = async () => await this.#dispatch(statement, request, transaction)
    return await withTimeLimit(seconds, transaction, work)
  }

  async #dispatch(
    statement: Statement,
    request: Request,
    transaction: DuckTransaction,
  ): Promise<Outcome | undefined> {
    if (request.once !== undefined && !(await claimOnce(transaction, request.once, request.isNew)))
      return undefined
    transaction.noteStatement(request.queryId)
    const answers: Answers = { streams: new Map(), calls: new Map() }
    const context = this.#context(request, transaction, answers)
    if (modes[statement.kind] !== 'definition' || statement.kind === 'CreateTable') {
      await answerStreamQuestions(statement, answers.streams, context)
      await answerQuestions(statement, answers.calls, context)
    }
    return await dispatch(executors, statement, context)
  }

  #context(request: Request, transaction: DuckTransaction, answers: Answers): Context {
    const { services } = this.#world
    const run = async (sql: string, binds: readonly Bind[] = [], options: RunOptions = {}) =>
      await this.#runNested({ text: sql, binds, ...options })
    const context: Context = {
      ...services,
      state: this.state,
      values: this.#values(request, answers),
      transaction,
      control: this.#transactions,
      variables: request.variables,
      text: request.text,
      queryId: request.queryId,
      sources: async (node) => await prepareSources(node, context, this.#providers),
      consumeStreams: async (ids) => {
        await services.streams.consume(transaction, ids)
      },
      run,
      procedureScope: async (name, work) =>
        await this.#transactions.inScope(name, async () => await work(run)),
    }
    return context
  }

  /** A statement within another: it does not wait for its turn, which it has. */
  async #runNested(request: Omit<Request, 'queryId' | 'once'>): Promise<Result> {
    const result = await this.#execute(request)
    if (result === undefined) throw new Error('Snowmelt bug: a statement without a result')
    return result
  }

  #values(request: Omit<Request, 'queryId'>, answers: Answers): Context['values'] {
    return valuesOf({
      state: this.state,
      now: this.#world.services.clock.now(),
      history: this.#history,
      bind: request.variables?.get ?? readBinds(request.binds),
      exact: request.exact === true,
      transactionId: () => this.#transactions.current?.id,
      lastTransactionId: () => this.#transactions.last,
      secondaryRoles: () => secondaryRolesText(this.state, this.#world.services.catalog),
      roles: sessionRoles(this.state, this.#world.services.catalog),
      streamHasData: answers.streams,
      answers: answers.calls,
    })
  }
}

/** A fault with its line and column. One that a procedure's own statement raised keeps the place that it has. */
function located(thrown: unknown, text: string): unknown {
  if (thrown instanceof SnowmeltError && thrown.span !== undefined)
    thrown.position ??= positionAt(text, thrown.span.start)
  return thrown
}
