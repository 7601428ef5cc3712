import type { Result } from '../../account/result.ts'
import type { Span } from '../../common/span.ts'
import type { Block } from '../../sql/script/block.ts'
import type { Handler } from '../../sql/script/exception.ts'
import type { Step } from '../../sql/script/script.ts'
import type { Context, Variables } from '../context.ts'
import type { Scope } from './scripting-scope.ts'
import type { Status } from './scripting-status.ts'
import type { Value } from './scripting-values.ts'

/** What a block gives back. */
export type Returned =
  | { readonly kind: 'Scalar'; readonly value: Value; readonly span: Span }
  /** Its texts are in the exact form. */
  | { readonly kind: 'Table'; readonly result: Result; readonly span: Span }

/** Where execution goes on, if not at the next statement. */
export type Signal =
  | { readonly kind: 'Break' | 'Continue'; readonly label: string | undefined }
  | { readonly kind: 'Return'; readonly returned: Returned }
  | undefined

/** What the statements belong to, which says where execution goes on after a CONTINUE handler. */
export type Container = 'block' | 'branch' | 'loop'

/** One run of a block or procedure. */
export interface ScriptRun {
  readonly context: Context
  /** What the spans of the block point into. */
  readonly text: string
  readonly status: Status
  /** Binds of the statement that the block is, if it is one. */
  readonly binds: Variables['get'] | undefined
  /** Runs statements one after the other. */
  readonly steps: (steps: readonly Step[], frame: Frame, container: Container) => Promise<Signal>
}

/** The handlers of a block that is being executed, within those of the blocks around it. */
export interface HandlerLevel {
  readonly block: Block
  /** What DECLARE has declared: an EXIT handler sees no more. */
  readonly declared: Scope
  /** With what LET has declared: a CONTINUE handler goes on there. */
  readonly body: Scope
  readonly outer: HandlerLevel | undefined
}

/** Where a statement stands. */
export interface Frame {
  readonly run: ScriptRun
  readonly scope: Scope
  readonly handlers: HandlerLevel | undefined
  /** What the handler around it handles. */
  readonly handled: ScriptException | undefined
}

/** An exception on its way to a handler. It is no fault by itself: what leaves the outermost block is one. */
export class ScriptException extends Error {
  /** STATEMENT_ERROR, EXPRESSION_ERROR or the name of a declared one. */
  readonly type: string
  readonly number: number
  readonly sqlState: string
  /** The declared exception. */
  readonly slot: object | undefined
  readonly span: Span
  /** The handler that takes it, once it was looked for; `none` when there is none. */
  settled: { readonly level: HandlerLevel; readonly handler: Handler } | 'none' | undefined

  constructor(facts: {
    readonly type: string
    readonly number: number
    readonly sqlState: string
    readonly message: string
    readonly span: Span
    readonly slot?: object | undefined
    readonly cause?: unknown
  }) {
    super(facts.message, { cause: facts.cause })
    this.type = facts.type
    this.number = facts.number
    this.sqlState = facts.sqlState
    this.slot = facts.slot
    this.span = facts.span
  }

  /** The same exception, not yet on its way. */
  again(): ScriptException {
    const { type, number, sqlState, message, span, slot, cause } = this
    return new ScriptException({ type, number, sqlState, message, span, slot, cause })
  }
}
