import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fail } from '../../common/errors.ts'
import { entryModule } from '../../common/package.ts'
import { checkConfig, type ResolvedConfig } from './config.ts'

/** A project folder with its config; the paths are absolute. */
export interface Project {
  readonly folder: string
  readonly config: ResolvedConfig
  readonly accountPath: string
  readonly lakePath: string
}

const configNames = ['snowmelt.config.ts', 'snowmelt.config.js', 'snowmelt.config.mjs'] as const

/** True when `folder` holds a project's config. */
export function isProject(folder: string): boolean {
  return configNames.some((name) => existsSync(join(folder, name)))
}

/**
 * Opens the project in `folder`.
 * Throws PROJECT_NOT_FOUND when there is no config, CONFIG_INVALID when it cannot be loaded or says something unknown.
 */
export async function openProject(folder: string): Promise<Project> {
  const name = configNames.find((candidate) => existsSync(join(folder, candidate)))
  if (name === undefined) fail('PROJECT_NOT_FOUND', { folder })
  const path = join(folder, name)
  const checked = checkConfig(await loadModule(path, 'the config'))
  if ('problems' in checked) fail('CONFIG_INVALID', { path, problem: checked.problems.join('; ') })
  const { config } = checked
  return {
    folder,
    config,
    accountPath: resolve(folder, config.account),
    lakePath: resolve(folder, config.lake),
  }
}

/** The generator of a project. Throws CONFIG_INVALID when it has none. */
export async function loadGenerator(
  project: Project,
): Promise<(lake: string, wave: number) => Promise<readonly string[]>> {
  const { generate } = project.config
  if (generate === undefined) {
    fail('CONFIG_INVALID', {
      path: join(project.folder, configNames[0]),
      problem: 'generate: no module is named',
    })
  }
  const path = resolve(project.folder, generate)
  const found = await loadModule(path, 'the generator')
  if (typeof found !== 'function')
    fail('CONFIG_INVALID', { path, problem: 'its default export is not a function' })
  return found as (lake: string, wave: number) => Promise<readonly string[]>
}

/** The default export of a TypeScript or JavaScript module of the project, where `snowmelt` means this very package. */
async function loadModule(path: string, what: string): Promise<unknown> {
  if (!existsSync(path)) fail('FILE_NOT_FOUND', { path, what })
  const { createJiti } = await import('jiti')
  const jiti = createJiti(pathToFileURL(path).href, { alias: packageAliases(), moduleCache: false })
  try {
    return await jiti.import(path, { default: true })
  } catch (cause) {
    fail(
      'CONFIG_INVALID',
      { path, problem: cause instanceof Error ? cause.message : String(cause) },
      undefined,
      cause,
    )
  }
}

/**
 * A project may be opened by a Snowmelt that is not installed in its folder (`npx`), so its imports of `snowmelt` are
 * led to the package that this file belongs to: to dist/ when built, to src/ when run from source.
 */
function packageAliases(): Record<string, string> {
  return { 'snowmelt/synthetic': entryModule('sources/synthetic/index'), snowmelt: entryModule('index') }
}
