import { cp, mkdir, readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { fail } from '../../common/errors.ts'
import { packageFile } from '../../common/package.ts'
import type { Command } from '../command.ts'

/** The projects that `init` can copy: folders of `examples/` in the package. */
const templates = {
  starter: { does: 'one CSV file through Bronze, Silver and Gold: 60 lines of SQL', next: ['snowmelt run'] },
  shop: {
    does: 'a web shop: CSV, JSON and Parquet feeds with dirt, cron and one-minute tasks, a JavaScript procedure',
    next: ['snowmelt generate', "snowmelt run --for '1 day' --rejects"],
  },
} as const

/** `snowmelt init`: a project to begin with. */
export const init: Command = {
  name: 'init',
  operands: '[dir]',
  summary: 'make a new pipeline project',
  teaches: `Copies a complete, runnable project into a new folder. Templates: ${Object.entries(templates)
    .map(([name, { does }]) => `${name} (${does})`)
    .join('; ')}.`,
  options: [
    { name: 'template', value: 'NAME', text: `${Object.keys(templates).join(' or ')} (default starter)` },
  ],
  examples: [
    { line: 'snowmelt init my-pipeline && cd my-pipeline && snowmelt run', does: 'from nothing to Gold' },
    { line: 'snowmelt init shop --template shop', does: 'the large example' },
  ],
  async run(input, world) {
    const name = input.text('template') ?? 'starter'
    if (!isTemplate(name)) {
      fail('USAGE', {
        problem: `There is no template '${name}'; there are ${Object.keys(templates).join(' and ')}`,
      })
    }
    const folder = resolve(world.folder, input.operands[0] ?? '.')
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length > 0) fail('FOLDER_NOT_EMPTY', { folder })
    const source = packageFile(`examples/${name}`)
    await cp(source, folder, { recursive: true, filter: (path) => !isMadeByRunning(relative(source, path)) })
    const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort()
    const way = relative(world.folder, folder)
    const enter = way === '' ? [] : [`cd ${way.startsWith('..') ? folder : way}`]
    const next = [...enter, ...templates[name].next]
    if (input.flag('json')) world.out.write(`${JSON.stringify({ folder, template: name, files, next })}\n`)
    else
      world.out.write(
        `${files.map((file) => `  ${file}\n`).join('')}\nThe project is in ${folder}. Next:\n${next.map((line) => `  ${line}\n`).join('')}`,
      )
    return 0
  },
}

function isTemplate(name: string): name is keyof typeof templates {
  return Object.hasOwn(templates, name)
}

/** What a run leaves in the example's own folder does not belong into a new project. */
function isMadeByRunning(path: string): boolean {
  return path === '.snowmelt' || path.startsWith('lake/shop-lake') || path.startsWith('demo.')
}
