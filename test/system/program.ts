import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'dist/cli/main.js')

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly errors: string
}

/** A running program and its end. */
export interface Running {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts the built command line in `folder`. */
export function start(args: readonly string[], folder: string): Running {
  return startProgram(process.execPath, [program, ...args], folder)
}

/** Starts any program. */
export function startProgram(command: string, args: readonly string[], folder: string): Running {
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let errors = ''
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, out, errors }))
  })
  return { process: child, ended }
}

/** Runs the built command line to its end. */
export async function snowmelt(args: readonly string[], folder: string): Promise<Ended> {
  return start(args, folder).ended
}

/** The objects that `--json` or `--format json` printed. */
export function jsonLines(text: string): readonly Record<string, unknown>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** The rows of a result that was printed as JSON. */
export function rowsOf(line: Record<string, unknown> | undefined): readonly (readonly string[])[] {
  return (line?.['rows'] ?? []) as readonly (readonly string[])[]
}

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `snowmelt-${name}-`))
}

/** A copy of an example without what running it has left behind. */
export function copyExample(name: string, to: string): void {
  const from = join(root, 'examples', name)
  cpSync(from, to, {
    recursive: true,
    filter: (path) => !/^\/(\.snowmelt|lake\/shop-lake)/.test(path.slice(from.length)),
  })
}
