import { fail } from '../common/errors.ts'
import { stageBucket } from './files.ts'

/** Names that a walk of the lake passes over: half-written files and other tools' temporary ones are hidden by a dot. */
export const isHidden = (name: string): boolean => name.startsWith('.')

/** Bucket and key of an `s3://` URL; the key may be empty or a part of one (a prefix). */
export interface Location {
  readonly bucket: string
  readonly key: string
}

/** `s3://bucket/key` in its parts. The government's and China's clouds keep their buckets under schemes of their own. */
export function parseUrl(url: string): Location {
  const match = /^s3(?:gov|china)?:\/\/([^/]+)(?:\/(.*))?$/s.exec(url)
  if (match === null) fail('LAKE_PATH_REFUSED', { url, reason: 'it is not an s3://bucket/key location' })
  const bucket = match[1] ?? ''
  const key = match[2] ?? ''
  if (bucket !== stageBucket && !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(bucket))
    fail('LAKE_PATH_REFUSED', { url, reason: `'${bucket}' is no bucket's name` })
  return { bucket, key }
}

/**
 * Refuses keys that a file system would read as a way out of the lake. S3 takes `..` and `%2e%2e` literally, but no honest
 * pipeline has such keys, and a folder cannot hold them.
 */
export function checkKey(url: string, key: string): void {
  if (key.includes('\0')) fail('LAKE_PATH_REFUSED', { url, reason: 'it has a NUL character' })
  for (const segment of key.replace(/\/$/, '').split('/')) {
    if (key !== '' && segment === '')
      fail('LAKE_PATH_REFUSED', { url, reason: 'it has an empty folder name' })
    const plain = segment.replaceAll(/%2e/gi, '.').replaceAll(/%(2f|5c)/gi, '/')
    if (
      plain === '.' ||
      plain === '..' ||
      (plain !== segment && plain.includes('/')) ||
      /(^|[\\/])\.\.([\\/]|$)/.test(plain)
    )
      fail('LAKE_PATH_REFUSED', { url, reason: 'it leads out of its folder' })
  }
}
