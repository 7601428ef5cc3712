import { spawnSync } from 'node:child_process'

/** Runs a program to its end. Returns wall seconds and what it printed. Throws with its error output when it fails. */
export function timed(
  args: readonly string[],
  folder: string,
): { readonly seconds: number; readonly output: string } {
  const start = performance.now()
  const done = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const seconds = (performance.now() - start) / 1000
  if (done.status !== 0)
    throw new Error(`${args.join(' ')} ended with ${done.status}:\n${done.stderr}\n${done.stdout}`)
  return { seconds, output: done.stdout }
}

/** The middle of an odd number of values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}
