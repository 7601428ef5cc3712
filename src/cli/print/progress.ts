import type { Events } from '../../common/events.ts'
import type { World } from '../world.ts'
import { grouped } from './ledger.ts'
import { styleOf } from './style.ts'

/** Shows what an account is doing: one moving line on a terminal, a line per event elsewhere. */
export interface Progress {
  say(text: string): void
  end(): void
}

/** How often a terminal's line is drawn again, in milliseconds: faster than that nobody reads. */
const frame = 100

/** Follows `events` on the error output, which leaves the output to results. */
export function showProgress(events: Events, world: World): Progress {
  return world.errors.isTerminal ? movingLine(events, world) : plainLines(events, world)
}

function plainLines(events: Events, world: World): Progress {
  const say = (text: string) => world.errors.write(`${text}\n`)
  const ends = [
    events.on('fileLoaded', (event) => say(fileText(event))),
    events.on('taskEnded', (event) => {
      if (event.state !== 'SKIPPED') say(taskText(event))
    }),
    events.on('warning', (event) => say(`warning: ${event.message}`)),
  ]
  return { say, end: () => ends.forEach((end) => end()) }
}

function movingLine(events: Events, world: World): Progress {
  const style = styleOf(world.errors)
  const counts = { files: 0, rows: 0, tasks: 0, skipped: 0 }
  let last = ''
  let drawn = 0
  const clear = () => world.errors.write('\r\u001B[2K')
  const draw = (force: boolean) => {
    const now = performance.now()
    if (!force && now - drawn < frame) return
    drawn = now
    const text = `${grouped(counts.files)} files, ${grouped(counts.rows)} rows, ${grouped(counts.tasks)} task runs  ${last}`
    clear()
    world.errors.write(style.dim(text.slice(0, world.errors.width - 1)))
  }
  const keep = (text: string) => {
    clear()
    world.errors.write(`${text}\n`)
    draw(true)
  }
  const ends = [
    events.on('fileLoaded', (event) => {
      counts.files += 1
      counts.rows += event.loaded
      last = fileText(event)
      if (event.status === 'LOADED') draw(false)
      else keep(style.yellow(last))
    }),
    events.on('taskStarted', (event) => {
      last = `${event.task} runs`
      draw(false)
    }),
    events.on('taskEnded', (event) => {
      if (event.state === 'SKIPPED') return
      counts.tasks += 1
      last = taskText(event)
      if (event.state === 'FAILED') keep(style.red(last))
      else draw(false)
    }),
    events.on('warning', (event) => keep(style.yellow(`warning: ${event.message}`))),
  ]
  return {
    say: keep,
    end: () => {
      ends.forEach((end) => end())
      clear()
    },
  }
}

function fileText(event: {
  readonly table: string
  readonly file: string
  readonly status: string
  readonly parsed: number
  readonly loaded: number
  readonly rejected: number
  readonly skipped: number
}): string {
  const rest = [
    event.rejected > 0 ? `${grouped(event.rejected)} rejected` : '',
    event.skipped > 0 ? `${grouped(event.skipped)} skipped` : '',
  ].filter((text) => text !== '')
  return `${event.table} ← ${event.file}: ${event.status.toLowerCase()}, ${grouped(event.loaded)} of ${grouped(event.parsed)} rows${rest.map((text) => `, ${text}`).join('')}`
}

function taskText(event: {
  readonly task: string
  readonly at: number
  readonly state: string
  readonly seconds: number
  readonly error?: string
}): string {
  const when = new Date(event.at).toISOString().slice(0, 19).replace('T', ' ')
  const error = event.error === undefined ? '' : `: ${event.error.replaceAll('\n', ' ')}`
  return `${event.task} ${event.state.toLowerCase()} at ${when} UTC in ${event.seconds.toFixed(2)} s${error}`
}
