/** What a command may touch, so that a test can hand in its own. */
export interface World {
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly out: Output
  readonly errors: Output
  /** Aborts when the user asks the process to stop (Ctrl-C, SIGTERM). */
  readonly stop: AbortSignal
}

export interface Output {
  write(text: string): void
  /** Whether a person watches: colours and a moving display only then. */
  readonly isTerminal: boolean
  readonly width: number
}

/** The real world of this process. */
export function processWorld(stop: AbortSignal): World {
  return {
    folder: process.cwd(),
    environment: process.env,
    out: output(process.stdout),
    errors: output(process.stderr),
    stop,
  }
}

function output(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read has gone, as `| head` does: there is nobody left to tell.
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    write: (text) => {
      stream.write(text)
    },
    get isTerminal() {
      return stream.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb'
    },
    get width() {
      return stream.columns ?? 100
    },
  }
}
