import type { Instant } from '../common/clock.ts'

/** An object of the lake. */
export interface FileInfo {
  /** `s3://bucket/key`. */
  readonly url: string
  /** Bytes. */
  readonly size: number
  /** Changes whenever the content does (S3: the ETag; local: see local.ts). */
  readonly etag: string
  readonly lastModified: Instant
}

/** The lake: objects by URL. `s3://bucket/key` of a local lake is the file `<lake>/bucket/key`. */
export interface Files {
  /** Objects whose URL begins with `prefix`, sorted by URL. Throws LAKE_UNREADABLE when the lake cannot be read. */
  list(prefix: string): Promise<readonly FileInfo[]>
  stat(url: string): Promise<FileInfo | undefined>
  /** A path that DuckDB can read the object's bytes from. */
  localPath(url: string): Promise<string>
  read(url: string): Promise<Uint8Array>
  /** Replaces the object as a whole: readers see the old or the new one, never a half. */
  write(url: string, content: Uint8Array): Promise<void>
  /** Like `write`, with the content of a local file, which is taken away: of any size, it is not read into memory. */
  put(url: string, path: string): Promise<void>
  remove(url: string): Promise<void>
  /** The folders that DuckDB must be allowed to read. */
  readonly folders: readonly string[]
  /** One of `folders`, of this process alone: who puts a copy there (an unpacked file) removes it. */
  readonly scratch: string
  /** Calls `arrived` for files that appear or change, until the returned function is called. Events may be missed or doubled. */
  watch(arrived: (url: string) => void): () => void
}

/**
 * The bucket of internal stages: a folder that the lake's listings of buckets do not show, and that no URL a user writes may name.
 * Each stage has a folder named after its record's id, so a stage that was dropped and made again is empty.
 */
export const stageBucket = '.snowmelt-stages'
