import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuck } from '../../../../src/engine/duck/instance.ts'
import type { Duck } from '../../../../src/engine/duck/connection.ts'
import { duck, ident, join as joinSql } from '../../../../src/engine/duck/sql.ts'
import { openFiles } from '../../../../src/engine/load/loadable.ts'
import { readableFormat } from '../../../../src/engine/load/format.ts'
import { SideConnection } from '../../../../src/engine/load/side.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'
import type { Files } from '../../../../src/lake/files.ts'

let folder: string
let files: Files
let database: Duck

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snowmelt-csv-'))
  files = openLocalLake(folder)
  database = await openDuck({ folders: files.folders })
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

type Options = Record<string, string | number | boolean | readonly string[]>
interface Outcome {
  readonly rows: readonly (readonly (string | null)[])[]
  readonly rejects: readonly string[]
}

async function read(
  content: string | Buffer,
  options: Options,
  columns: number,
  expected?: number | 'uniform',
): Promise<Outcome> {
  const url = `s3://bucket/${crypto.randomUUID()}`
  await files.write(url, Buffer.from(content))
  const info = await files.stat(url)
  if (info === undefined) throw new Error('the file was written')
  const side = await SideConnection.open(database)
  const release: (() => void)[] = []
  const staging = await openFiles(
    { files, duck: database, runner: side },
    [info],
    readableFormat({ type: 'CSV', options }),
    { columns, expected, columnName: (column) => `"T"["C":${column}]` },
    (one) => release.push(one),
  )
  const names = joinSql(staging.fields.map(({ name }) => ident(name)))
  const rows = await side.rows(duck`SELECT "$row", ${names} FROM ${staging.rows} ORDER BY "$at"`)
  for (const one of release) one()
  side.close()
  return {
    rows,
    rejects: staging.rejects.map((reject) => `${reject.row}@${reject.line}: ${reject.reason}`),
  }
}

const quoted: Options = { FIELD_OPTIONALLY_ENCLOSED_BY: '"' }

describe('CSV files', () => {
  it.each<[string, string | Buffer, Options, (string | null)[][]]>([
    [
      'plain',
      '1,a\n2,b',
      {},
      [
        ['1', '1', 'a'],
        ['2', '2', 'b'],
      ],
    ],
    [
      'Windows line ends',
      '1,a\r\n2,b\r\n',
      {},
      [
        ['1', '1', 'a'],
        ['2', '2', 'b'],
      ],
    ],
    [
      'mixed line ends',
      '1,a\r\n2,b\n',
      {},
      [
        ['1', '1', 'a'],
        ['2', '2', 'b'],
      ],
    ],
    ['a byte order mark', '\ufeff1,a\n', {}, [['1', '1', 'a']]],
    [
      'escapes outside of quotes',
      '1,le\\,ft\n2,a\\\\b\n3,ab\\\nc\n',
      {},
      [
        ['1', '1', 'le,ft'],
        ['2', '2', 'a\\b'],
        ['3', '3', 'ab\nc'],
      ],
    ],
    [
      '\\N for NULL',
      '1,\\N\n\\N,b\n',
      {},
      [
        ['1', '1', null],
        ['2', null, 'b'],
      ],
    ],
    ['no escape', '1,C:\\dir\n', { ESCAPE_UNENCLOSED_FIELD: 'NONE' }, [['1', '1', 'C:\\dir']]],
    [
      'a backslash in quotes is itself',
      '1,"C:\\x\\"\n2,y\n',
      quoted,
      [
        ['1', '1', 'C:\\x\\'],
        ['2', '2', 'y'],
      ],
    ],
    [
      'quotes, delimiters and line ends in quotes',
      '1,"a ""b"", c\nd"\n2,e"f\n',
      quoted,
      [
        ['1', '1', 'a "b", c\nd'],
        ['2', '2', 'e"f'],
      ],
    ],
    [
      'empty is NULL, empty in quotes is empty',
      '1,\n2,""\n',
      quoted,
      [
        ['1', '1', null],
        ['2', '2', ''],
      ],
    ],
    ['empty stays empty when told so', '1,\n', { EMPTY_FIELD_AS_NULL: false }, [['1', '1', '']]],
    [
      'NULL_IF in quotes too',
      "1,'gone'\n2,'here'\n",
      { FIELD_OPTIONALLY_ENCLOSED_BY: '0x27', NULL_IF: ['gone'] },
      [
        ['1', '1', null],
        ['2', '2', 'here'],
      ],
    ],
    [
      'trimmed',
      ' 1 ,  a\n2, "b c " \n',
      { ...quoted, TRIM_SPACE: true },
      [
        ['1', '1', 'a'],
        ['2', '2', 'b c '],
      ],
    ],
    [
      'long delimiters',
      '1||x##2||y##',
      { RECORD_DELIMITER: '##', FIELD_DELIMITER: '||' },
      [
        ['1', '1', 'x'],
        ['2', '2', 'y'],
      ],
    ],
    [
      'a record delimiter of one character, header by lines',
      'id,n\n1,a;2,b;3,c',
      { RECORD_DELIMITER: ';', SKIP_HEADER: 1 },
      [
        ['1', '1', 'a'],
        ['2', '2', 'b'],
        ['3', '3', 'c'],
      ],
    ],
    [
      'blank lines skipped',
      '1,a\n\n2,b\n',
      { SKIP_BLANK_LINES: true },
      [
        ['1', '1', 'a'],
        ['2', '2', 'b'],
      ],
    ],
    ['a header only', 'id,n\n', { SKIP_HEADER: 1 }, []],
    ['nothing at all', '', {}, []],
    [
      'gzip',
      gzipSync('1,a\n2,b\n'),
      {},
      [
        ['1', '1', 'a'],
        ['2', '2', 'b'],
      ],
    ],
    [
      'another encoding',
      Buffer.from('1,caf\xe9\n', 'latin1'),
      { ENCODING: 'ISO88591' },
      [['1', '1', 'café']],
    ],
    ['other alphabets', '1,Zoë 中文 🎉\n', {}, [['1', '1', 'Zoë 中文 🎉']]],
    [
      'no field delimiter',
      '1,a\n2,b\n',
      { FIELD_DELIMITER: 'NONE' },
      [
        ['1', '1,a', null],
        ['2', '2,b', null],
      ],
    ],
  ])('%s', async (_name, content, options, rows) => {
    expect(await read(content, options, 2)).toEqual({ rows, rejects: [] })
  })

  it('keeps the numbers of rows around faulty ones', async () => {
    const { rows, rejects } = await read('id,n\n1,a\n2\n3,b,c\n\n4,d\n', { SKIP_HEADER: 1 }, 2, 2)
    expect(rows).toEqual([
      ['1', '1', 'a'],
      ['5', '4', 'd'],
    ])
    expect(rejects).toEqual([
      `2@3: End of record reached while expected to parse column '"T"["C":2]'`,
      `3@4: Field delimiter ',' found while expecting record delimiter '\\n'`,
      `4@5: End of record reached while expected to parse column '"T"["C":2]'`,
    ])
  })

  it('takes rows of any length when told so', async () => {
    const { rows, rejects } = await read('1\n2,b,c\n', {}, 2)
    expect(rows).toEqual([
      ['1', '1', null],
      ['2', '2', 'b'],
    ])
    expect(rejects).toEqual([])
  })

  it('finds quotes that do not end and text behind quotes', async () => {
    const { rows, rejects } = await read('1,"a"b\n2,"c"\n3,"open\n', quoted, 2, 2)
    expect(rows).toEqual([['2', '2', 'c']])
    expect(rejects).toEqual([
      `1@1: Found character 'b' instead of field delimiter ','`,
      '3@3: Unclosed quote: the field that begins with "open does not end',
    ])
  })

  it('counts lines, not records, where records span lines', async () => {
    const { rejects } = await read('1,"a\nb"\n2\n', quoted, 2, 2)
    expect(rejects).toEqual([`2@3: End of record reached while expected to parse column '"T"["C":2]'`])
  })

  it('rejects what is no UTF-8, or replaces it when told so', async () => {
    const bytes = Buffer.from('1,a\xe9\n2,b\n', 'latin1')
    const strict = await read(bytes, {}, 2, 2)
    expect(strict.rows).toEqual([['2', '2', 'b']])
    expect(strict.rejects).toEqual([`1@1: Invalid UTF8 detected in string '1,a\ufffd'`])
    const lenient = await read(bytes, { REPLACE_INVALID_CHARACTERS: true }, 2, 2)
    expect(lenient.rows).toEqual([
      ['1', '1', 'a\ufffd'],
      ['2', '2', 'b'],
    ])
  })

  it('calls a file that was cut off faulty', async () => {
    const whole = gzipSync(Array.from({ length: 5000 }, (_, i) => `${i},${crypto.randomUUID()}\n`).join(''))
    const { rows, rejects } = await read(whole.subarray(0, whole.length / 2), {}, 2, 2)
    expect(rows).toEqual([])
    expect(rejects).toEqual(['0@0: The file cannot be read: unexpected end of file'])
  })

  it('refuses what it cannot read, by name', async () => {
    await expect(read('1', { VALIDATE_UTF8: false }, 1)).rejects.toThrow(
      "Unsupported feature 'VALIDATE_UTF8 = FALSE'.",
    )
  })

  it('takes records of another length than the first for faults, whether or not the number of columns is checked', async () => {
    const { rows, rejects } = await read('1,a\n2\n3,c,d\n4,e\n', {}, 3, 'uniform')
    expect(rows).toEqual([
      ['1', '1', 'a', null],
      ['4', '4', 'e', null],
    ])
    expect(rejects).toEqual([
      `2@2: End of record reached while expected to parse column '"T"["C":2]'`,
      `3@3: Field delimiter ',' found while expecting record delimiter '\\n'`,
    ])
  })
})
