import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Clock } from '../common/clock.ts'
import { fail } from '../common/errors.ts'
import type { FileInfo, Files } from './files.ts'
import { checkKey, isHidden, parseUrl } from './location.ts'
import { watchFolder } from './watch.ts'

/** Files up to this size get their content's MD5 as etag, as objects that S3 took in one part do (AWS's tools split at 8 MiB). */
const wholeEtagLimit = 8 * 1024 * 1024

/** How many files are read at once for their etags. */
const parallelReads = 16

/**
 * A folder as the lake: `s3://bucket/key` is the file `<folder>/bucket/key`. With a `clock`, objects written through the lake carry
 * that clock's time, so that virtual time and modification times agree.
 */
export function openLocalLake(folder: string, options: { readonly clock?: Clock } = {}): Files {
  return new LocalLake(resolve(folder), options.clock)
}

class LocalLake implements Files {
  readonly #root: string
  readonly #clock: Clock | undefined
  /** Path → etag with the identity (size, times, inode) of the content that it was computed from. */
  readonly #etags = new Map<string, { readonly identity: string; readonly etag: string }>()
  #scratch: string | undefined

  constructor(root: string, clock: Clock | undefined) {
    this.#root = root
    this.#clock = clock
  }

  get folders(): readonly string[] {
    return [this.#realRoot(), this.scratch]
  }

  get scratch(): string {
    this.#scratch ??= realpathSync(mkdtempSync(join(tmpdir(), 'snowmelt-')))
    return this.#scratch
  }

  async list(prefix: string): Promise<readonly FileInfo[]> {
    const { bucket, key } = parseUrl(prefix)
    const parent = key.slice(0, key.lastIndexOf('/') + 1)
    checkKey(prefix, parent)
    await this.#checkReadable()
    const paths: string[] = []
    await this.#walk(join(this.#root, bucket, parent), (path) => {
      if (this.#key(bucket, path).startsWith(key)) paths.push(path)
    })
    const infos = await inParallel(paths, parallelReads, (path) =>
      this.#info(`s3://${bucket}/${this.#key(bucket, path)}`, path),
    )
    return infos
      .filter((info) => info !== undefined)
      .sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0))
  }

  async stat(url: string): Promise<FileInfo | undefined> {
    return this.#info(url, this.#path(url))
  }

  async localPath(url: string): Promise<string> {
    return this.#path(url)
  }

  async read(url: string): Promise<Uint8Array> {
    const path = this.#path(url)
    return readFile(path).catch((error: unknown) => fail('LAKE_FILE_MISSING', { url }, undefined, error))
  }

  async write(url: string, content: Uint8Array): Promise<void> {
    await this.#replace(url, async (half) => await writeFile(half, content))
  }

  async put(url: string, source: string): Promise<void> {
    await this.#replace(url, async (half) => {
      await rename(source, half).catch(async (error: unknown) => {
        // The scratch folder may be on another file system.
        if (!isAcross(error)) throw error
        await copyFile(source, half)
        await rm(source)
      })
    })
  }

  async #replace(url: string, fill: (half: string) => Promise<void>): Promise<void> {
    const path = this.#path(url)
    await mkdir(dirname(path), { recursive: true })
    // A hidden name in the same folder: listings pass it over, and the rename is atomic within one file system.
    const half = join(dirname(path), `.snowmelt-${randomUUID()}`)
    try {
      await fill(half)
      if (this.#clock !== undefined) {
        const seconds = this.#clock.now() / 1000
        await utimes(half, seconds, seconds)
      }
      await rename(half, path)
    } catch (error) {
      await rm(half, { force: true })
      fail('LAKE_UNWRITABLE', { path, reason: reasonOf(error) }, undefined, error)
    }
  }

  /** Done before it returns: PURGE removes what a COPY has loaded at the moment of its commit, which waits for nobody. */
  async remove(url: string): Promise<void> {
    rmSync(this.#path(url), { force: true })
  }

  watch(arrived: (url: string) => void): () => void {
    return watchFolder(this.#realRoot(), (path) => {
      const [bucket, ...rest] = path.split(sep)
      if (bucket !== undefined && rest.length > 0) arrived(`s3://${bucket}/${rest.join('/')}`)
    })
  }

  #realRoot(): string {
    try {
      mkdirSync(this.#root, { recursive: true })
      return realpathSync(this.#root)
    } catch (error) {
      return fail('LAKE_UNREADABLE', { path: this.#root, reason: reasonOf(error) }, undefined, error)
    }
  }

  async #checkReadable(): Promise<void> {
    await readdir(this.#root).catch((error: unknown) => {
      fail('LAKE_UNREADABLE', { path: this.#root, reason: reasonOf(error) }, undefined, error)
    })
  }

  #key(bucket: string, path: string): string {
    return relative(join(this.#root, bucket), path).split(sep).join('/')
  }

  /** The file of `url`, after it is sure that no symbolic link on its way leads out of the lake. */
  #path(url: string): string {
    const { bucket, key } = parseUrl(url)
    if (key === '' || key.endsWith('/')) fail('LAKE_PATH_REFUSED', { url, reason: 'it names no object' })
    checkKey(url, key)
    const path = join(this.#root, bucket, key)
    this.#checkInside(path, url)
    return path
  }

  #checkInside(path: string, url: string): void {
    const root = this.#realRoot()
    // What does not exist yet is judged by the nearest folder above it that does.
    for (let at = path; at.length >= this.#root.length; at = dirname(at)) {
      const real = realPath(at)
      if (real === undefined) continue
      if (real !== root && !real.startsWith(root + sep))
        fail('LAKE_PATH_REFUSED', { url, reason: 'a symbolic link leads out of the lake' })
      return
    }
  }

  async #walk(folder: string, found: (path: string) => void): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return []
      return fail('LAKE_UNREADABLE', { path: folder, reason: reasonOf(error) }, undefined, error)
    })
    for (const entry of entries) {
      if (isHidden(entry.name)) continue
      const path = join(folder, entry.name)
      if (entry.isFile()) found(path)
      else if (entry.isDirectory()) await this.#walk(path, found)
      else if (entry.isSymbolicLink()) {
        this.#checkInside(path, path)
        const target = await stat(path).catch(() => undefined)
        if (target?.isFile() === true) found(path)
        else if (target?.isDirectory() === true)
          fail('LAKE_PATH_REFUSED', { url: path, reason: 'it is a symbolic link to a folder' })
      }
    }
  }

  /** Undefined when the file is gone: it may vanish between the listing of its folder and this. */
  async #info(url: string, path: string): Promise<FileInfo | undefined> {
    const found = await stat(path, { bigint: true }).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      return fail('LAKE_UNREADABLE', { path, reason: reasonOf(error) }, undefined, error)
    })
    if (found === undefined || !found.isFile()) return undefined
    const size = Number(found.size)
    const identity = `${found.size}:${found.mtimeNs}:${found.ctimeNs}:${found.ino}`
    const known = this.#etags.get(path)
    const lastModified = Math.trunc(Number(found.mtimeNs / 1_000_000n))
    if (known?.identity === identity) return { url, size, etag: known.etag, lastModified }
    // Larger files are known by size, time and inode: reading them twice would cost as much as a tenth of their load.
    const content =
      size <= wholeEtagLimit
        ? await readFile(path).catch(() => undefined)
        : Buffer.from(`${found.size}:${found.mtimeNs}:${found.ino}`)
    if (content === undefined) fail('LAKE_UNREADABLE', { path, reason: 'the file cannot be read' })
    const etag = createHash('md5').update(content).digest('hex')
    this.#etags.set(path, { identity, etag })
    return { url, size, etag, lastModified }
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function isAcross(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EXDEV'
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index] as T
      results[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
