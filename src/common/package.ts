import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where this package lies. Asked by what needs files beside the code (examples, the sandbox's thread): the build puts several
 * modules into one file, so a path relative to a module would not hold.
 */
const here = fileURLToPath(import.meta.url)
const root = findRoot(dirname(here))
/** In development the sources run as they are. */
const fromSource = here.endsWith('.ts')

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('Snowmelt bug: the package has no package.json')
  return findRoot(above)
}

/** The path of a file of the package, such as `examples/shop`. */
export function packageFile(path: string): string {
  return join(root, path)
}

/** The path of an entry module by its path below src/ without extension, such as `engine/procedures/javascript-worker`. */
export function entryModule(path: string): string {
  return fromSource ? join(root, 'src', `${path}.ts`) : join(root, 'dist', `${path}.js`)
}

/** Whether the code runs from src/, which Node 20 does not read by itself. */
export function runsFromSource(): boolean {
  return fromSource
}
