import type { CreateFileFormat } from '../../sql/statement/file-format.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { readFormat } from '../catalog/objects/file-format-options.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-file-format */
async function createFileFormat(statement: CreateFileFormat, context: Context): Promise<Outcome> {
  const comment = takeProperties(statement.properties, 'FILE FORMAT').text('COMMENT') ?? ''
  const format = readFormat(statement.properties.filter(({ name }) => name !== 'COMMENT'))
  return await create(statement, context, {
    kind: 'FILE_FORMAT',
    make: (base) => ({ ...base, kind: 'FILE_FORMAT', format, comment }),
  })
}

export const fileFormatExecutors = { CreateFileFormat: createFileFormat }
