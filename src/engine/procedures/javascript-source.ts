import { decode, type SandboxError, type SandboxOutcome, type SandboxRun } from './javascript-messages.ts'

/** A procedure's body as a JavaScript function, and the way from the places that QuickJS reports back into the body. */
export class ProcedureSource {
  /** An expression that is the function; its first line is that of the body. */
  readonly text: string
  readonly #prefix: number
  readonly #lines: readonly string[]

  constructor(run: SandboxRun) {
    const prefix = `(function (${run.args.map((arg) => arg.name).join(', ')}) {`
    this.#prefix = prefix.length
    // The line break ends a comment that the body may end with.
    this.text = `${prefix}${run.body}\n})`
    this.#lines = run.body.split('\n')
  }

  /**
   * The column, from 0, in a line of the body, of what stands at QuickJS's `column` (from 1). QuickJS points at the bracket of a
   * call, V8 and so Snowflake at the name before it.
   */
  column(line: number, column: number): number {
    const at = Math.max(0, column - 1 - (line === 1 ? this.#prefix : 0))
    const before = (this.#lines[line - 1] ?? '').slice(0, at)
    const isCall = this.#lines[line - 1]?.[at] === '('
    return isCall ? at - (/[\w$]*\s*$/.exec(before)?.[0].length ?? 0) : at
  }

  compileError(dumped: unknown): SandboxError {
    const [, line = '1', column = '1'] = /:(\d+):(\d+)/.exec(member(dumped, 'stack') ?? '') ?? []
    return {
      kind: 'compile',
      message: `${member(dumped, 'name') ?? 'SyntaxError'}: ${member(dumped, 'message') ?? String(dumped)}`,
      line: Number(line),
      column: this.column(Number(line), Number(column)),
    }
  }

  engineError(dumped: unknown): SandboxError {
    const message = member(dumped, 'message') ?? String(dumped)
    return { kind: engineFault(message), message, line: 0, column: 0 }
  }

  /** Reads what the API's `call` gave: `=` and the value, `?` and a value without a cast, `!` and what was thrown. */
  outcome(answer: string): SandboxOutcome {
    const rest = answer.slice(1)
    if (answer.startsWith('=')) return { kind: 'returned', text: decode<string | null>(rest) }
    if (answer.startsWith('?')) {
      return { kind: 'failed', error: { kind: 'return', message: rest, line: 0, column: 0 }, broken: false }
    }
    const thrown = decode<Thrown>(rest)
    const kind = thrown.internal ? engineFault(thrown.message) : thrown.api ? 'api' : 'uncaught'
    return {
      kind: 'failed',
      error: {
        kind,
        // V8's words, which Snowflake shows: `foo is not defined`.
        message: thrown.message.replace(
          /^ReferenceError: '(.+)' is not defined$/,
          'ReferenceError: $1 is not defined',
        ),
        line: thrown.line,
        column: thrown.line === 0 ? 0 : this.column(thrown.line, thrown.column),
        ...(thrown.at === undefined ? {} : { at: thrown.at }),
      },
      broken: false,
    }
  }
}

/** What the API tells of an uncaught error. */
interface Thrown {
  readonly message: string
  readonly api: boolean
  readonly at?: string
  readonly line: number
  readonly column: number
  readonly internal: boolean
}

/** A text member of a value that came out of the sandbox. */
function member(dumped: unknown, name: string): string | undefined {
  if (typeof dumped !== 'object' || dumped === null) return undefined
  const value: unknown = Reflect.get(dumped, name)
  return typeof value === 'string' ? value : undefined
}

/** Out of memory and stack overflow are errors of the engine, not of the procedure's code. */
function engineFault(message: string): SandboxError['kind'] {
  if (message.includes('out of memory')) return 'memory'
  return message.includes('stack overflow') ? 'stack' : 'uncaught'
}
