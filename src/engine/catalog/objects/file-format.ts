import type { Row } from '../../../account/result.ts'
import { ownerRoleType, text, textTable, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList, wordValue } from '../trees.ts'
import { formatOption, formatOptions, type FormatOption, type FormatValue } from './file-format-options.ts'
import type { ObjectRecord } from './record.ts'

/** The options of a file format that were given, upper-case names; what is absent has the type's documented default. */
export interface FileFormatOptions {
  readonly type: 'CSV' | 'JSON' | 'PARQUET' | 'AVRO' | 'ORC' | 'XML'
  readonly options: Readonly<Record<string, string | number | boolean | readonly string[]>>
}
export interface FileFormatRecord extends ObjectRecord {
  readonly kind: 'FILE_FORMAT'
  readonly format: FileFormatOptions
}

const typeWords: Readonly<Record<FormatOption['kind'], string>> = {
  Text: 'String',
  Character: 'String',
  Choice: 'String',
  Boolean: 'Boolean',
  Integer: 'Integer',
  List: 'List',
}

/** A value as DESCRIBE writes it: control characters and backslashes escaped, lists in brackets. */
export function printFormatValue(value: FormatValue): string {
  if (typeof value === 'object') return `[${value.map(printFormatValue).join(', ')}]`
  return String(value)
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
}

/** The rows `property`, `property_type`, `property_value`, `property_default` of a format, as stages have them too. */
export function describeFormat(format: FileFormatOptions): readonly Row[] {
  const options = format.type === 'XML' ? {} : formatOptions[format.type]
  return [
    ['TYPE', 'String', format.type, 'CSV'],
    ...Object.entries(options).map(([name, option]): Row => [
      name,
      typeWords[option.kind],
      printFormatValue(formatOption(format, name)),
      printFormatValue(option.default),
    ]),
  ]
}

/** Every option with its value, as the `format_options` of SHOW FILE FORMATS. */
function optionsJson({ format }: FileFormatRecord): string {
  const options = format.type === 'XML' ? {} : formatOptions[format.type]
  const values = Object.keys(options).map((name) => [name, formatOption(format, name)])
  return JSON.stringify({ TYPE: format.type, ...Object.fromEntries(values) })
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-file-formats */
export const fileFormat: Descriptor<FileFormatRecord> = {
  paged: false,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    type: text((it) => it.format.type),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    format_options: text(optionsJson),
    owner_role_type: ownerRoleType(),
  },
  describe: (it) =>
    textTable(['property', 'property_type', 'property_value', 'property_default'], describeFormat(it.format)),
  toDdl: (it) => ({
    kind: 'CreateFileFormat',
    ...modifiers({ temporary: it.sessionId !== undefined }),
    name: objectName(it.name),
    properties: propertyList({
      TYPE: wordValue(it.format.type),
      ...it.format.options,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}
