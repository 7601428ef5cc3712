import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Failure, Range } from './blocks.ts'
import { tryForParent } from './child.ts'
import { blockLength, blockOf } from './inputs.ts'

/**
 * Tries many inputs in processes of their own, so that one that ends its process, or that does not end, is found too.
 *
 * npm run fuzz -- --count 200000 [--seed N] [--from INDEX] [--execute PERCENT] [--all]
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    execute: { type: 'string', default: '10' },
    /** Prints every failure, not the first of each kind. */
    all: { type: 'boolean', default: false },
    /** Of the processes that this one starts: their inputs, and the file that tells the present one. */
    range: { type: 'string' },
    place: { type: 'string', default: '' },
  },
})
const seed = Number(values.seed)
const execute = Number(values.execute)
const first = Number(values.from)
const end = first + Number(values.count)

/** Inputs of one process. */
const batch = 10_000
/** An input that takes more of the processor's time hangs (in milliseconds); so does one that waits for so much longer without using any. */
const patience = 5000
const longPatience = 60_000

let placeFile = ''
const seen = new Map<string, number>()
const reached = new Map<string, number>()
let failed = 0

if (values.range === undefined) await tryAll()
else await tryForParent(JSON.parse(values.range) as Range, values.place)

async function tryAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'snowmelt-fuzz-'))
  placeFile = join(folder, 'place')
  for (let from = first; from < end;) {
    const to = Math.min(end, Math.floor(from / batch) * batch + batch)
    from = await tryBatch({ seed, from, to, execute })
    progress(from)
  }
  rmSync(folder, { recursive: true, force: true })
  for (const [kind, count] of seen) console.log(`${String(count).padStart(6)} × ${kind}`)
  console.log([...reached].map(([how, count]) => `${count} ${how}`).join(', '))
  console.log(`${end - first - failed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

/** Tries the inputs of a range up to its end, or to one that ends the process. Returns the number of the next input. */
async function tryBatch(range: Range): Promise<number> {
  rmSync(placeFile, { force: true })
  const child = fork(import.meta.filename, ['--range', JSON.stringify(range), '--place', placeFile], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
  let hangs = false
  let last = ''
  let [since, usedBefore] = [performance.now(), 0]
  const watch = setInterval(() => {
    const present = presentPlace()
    const [now, used] = [performance.now(), processorTime(child.pid)]
    if (present !== last) [last, since, usedBefore] = [present, now, used ?? now]
    else if (present !== '' && ((used ?? now) - usedBefore > patience || now - since > longPatience)) {
      hangs = true
      child.kill('SIGKILL')
    }
  }, 250)
  child.on('message', (message: { failure?: Failure; reached?: string }) => {
    if (message.failure !== undefined) report(message.failure)
    const how = message.reached
    if (how !== undefined) reached.set(how, (reached.get(how) ?? 0) + 1)
  })
  const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal })
    })
  })
  clearInterval(watch)
  if (code === 0) return range.to
  const index = Number.parseInt(presentPlace(), 10)
  if (Number.isNaN(index)) throw new Error(`the process ended with ${code ?? signal} before its first input`)
  const text = blockOf(seed, Math.floor(index / blockLength)).input(index)
  const message = hangs ? `takes more than ${patience} ms` : `the process ended with ${code ?? signal}`
  report({ phase: 'execute', index, text, message, signature: message })
  return index + 1
}

/** Milliseconds that a process has used of all processors; undefined where the system does not tell. */
function processorTime(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    // A tick is a hundredth of a second on every Linux that Node runs on. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    return 10 * (Number(fields[11]) + Number(fields[12]))
  } catch {
    return undefined
  }
}

function presentPlace(): string {
  try {
    return readFileSync(placeFile, 'utf8')
  } catch {
    return ''
  }
}

function report(failure: Failure): void {
  failed += 1
  const count = (seen.get(failure.signature) ?? 0) + 1
  seen.set(failure.signature, count)
  if (count > 1 && !values.all) return
  console.log(
    `\nfailed: --seed ${seed} --from ${failure.index} --count 1 --execute 100, at ${failure.phase}: ${failure.message}\n  ${failure.smallest ?? failure.text}`,
  )
}

function progress(next: number): void {
  console.log(`${next - first} of ${end - first} inputs, ${failed} failed`)
}
