import { watch } from 'node:fs'
import { sep } from 'node:path'
import { isHidden } from './location.ts'

/** How long a file must not have changed before it is announced. */
const quiet = 60

/**
 * Calls `arrived` with paths relative to `folder` when files there have appeared or changed and have been quiet for a moment.
 *
 * Quiet is no proof that a file is complete: a slow writer that pauses longer is announced between two of its writes, and once
 * more after the last one. What was loaded then has the etag of the half, the whole file has another etag, so it is loaded as a
 * changed file, and rows of its first half come twice. Snowflake does the same with a file that is overwritten under its name:
 * COPY loads the changed file again, in full. Writers that replace a file as a whole (rename, S3's PUT, Files.write) never meet this.
 */
export function watchFolder(folder: string, arrived: (path: string) => void): () => void {
  const waiting = new Map<string, NodeJS.Timeout>()
  const watcher = watch(folder, { recursive: true }, (_event, path) => {
    if (path === null || path.split(sep).some(isHidden)) return
    clearTimeout(waiting.get(path))
    const announce = () => {
      waiting.delete(path)
      arrived(path)
    }
    waiting.set(path, setTimeout(announce, quiet))
  })
  // A folder that vanishes while it is watched: the periodic listing notices whatever matters.
  watcher.on('error', () => watcher.close())
  return () => {
    watcher.close()
    for (const timer of waiting.values()) clearTimeout(timer)
    waiting.clear()
  }
}
