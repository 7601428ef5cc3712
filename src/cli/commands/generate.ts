import { fail } from '../../common/errors.ts'
import { loadGenerator } from '../../project/config/project.ts'
import type { Command } from '../command.ts'
import { projectAt } from '../open.ts'

/** `snowmelt generate`: the project's synthetic files. */
export const generate: Command = {
  name: 'generate',
  operands: '[project]',
  summary: "write a wave of the project's synthetic files into the lake",
  teaches:
    "Calls the module that the project's config names under `generate`. Its data come from a seed: the same wave is the same " +
    'bytes on every machine.',
  options: [{ name: 'wave', value: 'N', text: 'which delivery to write, from 1 (default 1)' }],
  examples: [
    { line: 'snowmelt generate', does: 'the first delivery' },
    { line: 'snowmelt generate --wave 2 && snowmelt run', does: 'a second one, and an incremental run' },
  ],
  async run(input, world) {
    const wave = Number(input.text('wave') ?? '1')
    if (!Number.isInteger(wave) || wave < 1) fail('USAGE', { problem: '--wave is a whole number from 1' })
    const project = await projectAt(world, input.operands[0])
    const write = await loadGenerator(project)
    const files = await write(project.lakePath, wave)
    if (input.flag('json')) world.out.write(`${JSON.stringify({ wave, files })}\n`)
    else
      world.out.write(
        `${files.map((file) => `wrote ${file}\n`).join('')}${files.length} files of wave ${wave} are in ${project.lakePath}\n`,
      )
    return 0
  },
}
