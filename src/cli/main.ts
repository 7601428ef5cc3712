#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { readInput } from './command.ts'
import { commands } from './commands.ts'
import { commandHelp, programHelp } from './help.ts'
import { packageFile } from '../common/package.ts'
import { reportError } from './print/error.ts'
import { processWorld, type World } from './world.ts'

/** Ctrl-C asks once for an orderly end; a second one ends the process at once (nothing is lost: the account file is transactional). */
function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(exitCodeOfStop)
      stop.abort()
    })
  }
  return stop.signal
}

/** 128 + SIGINT, as shells count. */
const exitCodeOfStop = 130

async function main(args: readonly string[], world: World): Promise<number> {
  const [name, ...rest] = args
  const version = packageVersion()
  if (name === '--version' || name === '-v') {
    world.out.write(`${version}\n`)
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const topic = commands.find((command) => command.name === rest[0])
    world.out.write(topic === undefined ? programHelp(commands, version) : commandHelp(await topic.load()))
    return name === undefined ? 2 : 0
  }
  const entry = commands.find((command) => command.name === name)
  if (entry === undefined) {
    world.errors.write(`There is no command '${name}'.\n\n${programHelp(commands, version)}`)
    return 2
  }
  const command = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    world.out.write(commandHelp(command))
    return 0
  }
  try {
    const code = await command.run(readInput(command, rest), world)
    const cutShort = world.stop.aborted && command.untilStopped !== true
    return cutShort && code === 0 ? exitCodeOfStop : code
  } catch (error) {
    return reportError(error, rest.includes('--json'), world)
  }
}

function packageVersion(): string {
  const about = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    version: string
  }
  return about.version
}

process.exitCode = await main(process.argv.slice(2), processWorld(stopSignal()))
