import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Files } from '../../../src/lake/files.ts'
import { openLocalLake } from '../../../src/lake/local.ts'

let folder: string
let files: Files
const bytes = (text: string) => new TextEncoder().encode(text)
const urls = async (prefix: string) => (await files.list(prefix)).map(({ url }) => url)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snowmelt-lake-'))
  files = openLocalLake(folder)
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('keeps objects as files and lists them by prefix, sorted', async () => {
  await files.write('s3://b/dir/part_b.csv', bytes('2'))
  await files.write('s3://b/dir/part_a.csv', bytes('1'))
  await files.write('s3://b/dir.csv', bytes('0'))
  await writeFile(join(folder, 'b', 'dir', '.half'), 'x')
  expect(await urls('s3://b/dir')).toEqual([
    's3://b/dir.csv',
    's3://b/dir/part_a.csv',
    's3://b/dir/part_b.csv',
  ])
  expect(await urls('s3://b/dir/part_')).toEqual(['s3://b/dir/part_a.csv', 's3://b/dir/part_b.csv'])
  expect(await urls('s3://other/')).toEqual([])
  expect(Buffer.from(await files.read('s3://b/dir/part_a.csv')).toString()).toBe('1')
  await files.remove('s3://b/dir.csv')
  expect(await files.stat('s3://b/dir.csv')).toBeUndefined()
})

it('gives an object another etag when its content changes, and the same for the same content', async () => {
  await files.write('s3://b/a', bytes('one'))
  const first = await files.stat('s3://b/a')
  await files.write('s3://b/a', bytes('two'))
  expect((await files.stat('s3://b/a'))?.etag).not.toBe(first?.etag)
  await files.write('s3://b/a', bytes('one'))
  expect((await files.stat('s3://b/a'))?.etag).toBe(first?.etag)
})

describe('ways out of the lake', () => {
  it.each([
    's3://b/../secret', 's3://b/a/../../secret', 's3://b//etc/passwd', 's3://b/./a', 's3://../x', 's3://b/%2e%2e/secret', 's3://b/%2E%2e%2fsecret',
    '/etc/passwd', 'file:///etc/passwd', 's3://b/a\0b', 's3://b/..\\secret',
  ])('%s', async (url) => {
    for (const use of [files.stat(url), files.read(url), files.write(url, bytes('x')), files.localPath(url)])
      await expect(use).rejects.toMatchObject({ code: 'LAKE_PATH_REFUSED' })
  }) // prettier-ignore

  it('symbolic links', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'snowmelt-outside-'))
    await writeFile(join(outside, 'secret'), 'x')
    await mkdir(join(folder, 'b'))
    await symlink(join(outside, 'secret'), join(folder, 'b', 'link'))
    await expect(files.read('s3://b/link')).rejects.toMatchObject({ code: 'LAKE_PATH_REFUSED' })
    await expect(files.list('s3://b/')).rejects.toMatchObject({ code: 'LAKE_PATH_REFUSED' })
    await rm(outside, { recursive: true })
  })
})

it('names the folder that cannot be read', async () => {
  const path = join(folder, 'file')
  await writeFile(path, '')
  await expect(openLocalLake(join(path, 'lake')).list('s3://b/')).rejects.toMatchObject({
    code: 'LAKE_UNREADABLE',
    message: expect.stringContaining(join(path, 'lake')) as string,
  })
})

it('tells of files that arrive, not of temporary ones', async () => {
  await mkdir(join(folder, 'b'))
  const arrived = new Promise<string>((resolve) => {
    const stop = files.watch((url) => {
      stop()
      resolve(url)
    })
  })
  await writeFile(join(folder, 'b', '.tmp'), 'x')
  await files.write('s3://b/new.csv', bytes('1'))
  expect(await arrived).toBe('s3://b/new.csv')
})
