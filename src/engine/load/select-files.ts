import type { Instant } from '../../common/clock.ts'
import { fail } from '../../common/errors.ts'
import type { FileInfo, Files } from '../../lake/files.ts'
import type { LoadHistory } from './history.ts'
import type { StageLocation } from './location.ts'
import type { CopyOptions } from './options.ts'

/** Snowflake forgets what it has loaded into a table after 64 days. */
export const historyDays = 64
const day = 86_400_000

/** The files of a location that FILES and PATTERN name, in the order of their names. */
export async function findFiles(
  files: Files,
  location: StageLocation,
  { files: named, pattern, onError }: Pick<CopyOptions, 'files' | 'pattern' | 'onError'>,
): Promise<{ readonly found: readonly FileInfo[]; readonly missing: readonly string[] }> {
  const listed =
    named === undefined ? await files.list(location.prefix) : await statAll(files, location, named)
  const missing = (named ?? [])
    .map((name) => urlOf(location, name))
    .filter((url) => !listed.some((file) => file.url === url))
  const [first] = missing
  if (first !== undefined && onError.kind === 'Abort')
    fail('COPY_FILE_MISSING', { file: location.display(first) })
  // A folder's own object, as consoles make them, has nothing to load. "When the FILES and PATTERN options are used together, only the
  // specified paths in the FILES option are loaded."
  const found = listed.filter(
    (file) =>
      !file.url.endsWith('/') && (named !== undefined || pattern === undefined || matches(pattern, file.url)),
  )
  return { found, missing }
}

/**
 * "Bulk data load operations apply the regular expression to the entire storage location in the FROM clause": the path in the bucket,
 * or with the bucket before it, for either is found in patterns that people use.
 */
function matches(pattern: RegExp, url: string): boolean {
  const key = url.replace(/^s3:\/\/[^/]+\//, '')
  return pattern.test(key) || pattern.test(url)
}

/**
 * "For external stages only, the file path is set by concatenating the URL in the stage definition and the list of resolved file names.
 * However, Snowflake doesn't insert a separator implicitly between the path and file names."
 */
function urlOf({ prefix, base, isExternal }: StageLocation, name: string): string {
  if (!isExternal) return base + name
  return prefix.endsWith('/') && name.startsWith('/') ? prefix + name.slice(1) : prefix + name
}

async function statAll(
  files: Files,
  location: StageLocation,
  names: readonly string[],
): Promise<readonly FileInfo[]> {
  const found: FileInfo[] = []
  for (const name of new Set(names)) {
    const info = await files.stat(urlOf(location, name))
    if (info !== undefined) found.push(info)
  }
  return found
}

/**
 * The files that are to be loaded now: not those which the history knows with the same content, and not those whose state nobody can
 * know any more (older than the history reaches, into a table that has been loaded before that), unless LOAD_UNCERTAIN_FILES or FORCE.
 * A file that was overwritten has another etag and is loaded again, in full, as in Snowflake.
 * https://docs.snowflake.com/en/user-guide/data-load-considerations-load#load-metadata
 */
export function newFiles(
  files: readonly FileInfo[],
  history: LoadHistory,
  options: Pick<CopyOptions, 'force' | 'loadUncertain'>,
  now: Instant,
): readonly FileInfo[] {
  if (options.force) return files
  const edge = now - historyDays * day
  const isUncertain = (file: FileInfo) =>
    !options.loadUncertain && file.lastModified < edge && history.first !== undefined && history.first < edge
  return files.filter((file) => history.etags.get(file.url) !== file.etag && !isUncertain(file))
}

/** As many files as SIZE_LIMIT allows: loading stops after the file that reaches it, so one is always loaded. */
export function upToSize(files: readonly FileInfo[], limit: number | undefined): readonly FileInfo[] {
  if (limit === undefined) return files
  let total = 0
  return files.filter((file) => {
    const fits = total < limit
    total += file.size
    return fits
  })
}
