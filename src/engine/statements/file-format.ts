import { fail } from '../../common/errors.ts'
import type { CreateFileFormat } from '../../sql/statement/file-format.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { Property } from '../../sql/statement/property.ts'
import type { FileFormatRecord } from '../catalog/objects/file-format.ts'
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

/** ALTER FILE FORMAT … SET: the options that are not given stay, and so does the type. */
export function setFileFormat(
  fileFormat: FileFormatRecord,
  properties: readonly Property[],
): FileFormatRecord {
  const comment = takeProperties(properties, 'FILE FORMAT').text('COMMENT') ?? fileFormat.comment
  const options = properties.filter(({ name }) => name !== 'COMMENT')
  const format = readFormat(options, fileFormat.format)
  if (format.type !== fileFormat.format.type) {
    const type = options.find(({ name }) => name === 'TYPE')
    fail('INVALID_PROPERTY', { property: 'TYPE', object: 'ALTER FILE FORMAT' }, type?.span)
  }
  return { ...fileFormat, format, comment }
}

export const fileFormatExecutors = { CreateFileFormat: createFileFormat }
