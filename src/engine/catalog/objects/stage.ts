import type { Row } from '../../../account/result.ts'
import { ownerRoleType, text, textTable, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nestedValue, nowhere, objectName, propertyList, wordValue } from '../trees.ts'
import { copyOptions } from './copy-options.ts'
import { describeFormat, type FileFormatOptions } from './file-format.ts'
import type { ObjectRecord } from './record.ts'

/** A file format as COPY and stages refer to it: by name, or in place. */
export type FileFormatUse =
  | { readonly kind: 'Named'; readonly name: readonly string[] }
  | { readonly kind: 'Inline'; readonly format: FileFormatOptions }

export interface StageRecord extends ObjectRecord {
  readonly kind: 'STAGE'
  /** Absent for an internal stage. Ends without a slash unless written so. */
  readonly url?: string
  readonly storageIntegration?: string
  readonly fileFormat?: FileFormatUse
  /** COPY options given at the stage, such as ON_ERROR. */
  readonly copyOptions: Readonly<Record<string, string | number | boolean>>
  readonly directory: { readonly enable: boolean; readonly autoRefresh: boolean }
  /** As given: kept and shown, the lake's files are not encrypted by us. */
  readonly encryption: Readonly<Record<string, string>>
  readonly temporary: boolean
}

function place(it: StageRecord): string {
  if (it.url !== undefined) return it.temporary ? 'EXTERNAL TEMPORARY' : 'EXTERNAL'
  return it.temporary ? 'INTERNAL TEMPORARY' : 'INTERNAL'
}

function formatRows({ fileFormat }: Pick<StageRecord, 'fileFormat'>): readonly Row[] {
  if (fileFormat?.kind === 'Named') return [['FORMAT_NAME', 'String', fileFormat.name.join('.'), '']]
  return describeFormat(fileFormat?.format ?? { type: 'CSV', options: {} })
}

/** The columns of {@link stageProperties}. */
export const stagePropertyColumns: readonly string[] = [
  'parent_property',
  'property',
  'property_type',
  'property_value',
  'property_default',
]

const under = (parent: string, rows: readonly Row[]): readonly Row[] => rows.map((row) => [parent, ...row])

/** How files of a stage are read, which the stage of a table has too. */
export function stageProperties(it: Pick<StageRecord, 'fileFormat' | 'copyOptions'>): readonly Row[] {
  return [
    ...under('STAGE_FILE_FORMAT', formatRows(it)),
    ...under(
      'STAGE_COPY_OPTIONS',
      Object.entries(copyOptions).map(([name, option]) => [
        name,
        option.type,
        String(it.copyOptions[name] ?? option.default),
        option.default,
      ]),
    ),
  ]
}

function describedRows(it: StageRecord): readonly Row[] {
  return [
    ...stageProperties(it),
    ...under('STAGE_LOCATION', [['URL', 'String', it.url === undefined ? '' : JSON.stringify([it.url]), '']]),
    ...under(
      'STAGE_INTEGRATION',
      it.storageIntegration === undefined
        ? []
        : [['STORAGE_INTEGRATION', 'String', it.storageIntegration, '']],
    ),
    ...under(
      'STAGE_ENCRYPTION',
      Object.entries(it.encryption).map(([name, value]) => [name, 'String', value, '']),
    ),
    ...under('DIRECTORY', [
      ['ENABLE', 'Boolean', String(it.directory.enable), 'false'],
      ['AUTO_REFRESH', 'Boolean', String(it.directory.autoRefresh), 'false'],
    ]),
  ]
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-stages */
export const stage: Descriptor<StageRecord> = {
  paged: false,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    url: text((it) => it.url ?? ''),
    has_credentials: text(() => 'N'),
    has_encryption_key: text((it) =>
      'MASTER_KEY' in it.encryption || 'KMS_KEY_ID' in it.encryption ? 'Y' : 'N',
    ),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    region: text(() => null),
    type: text(place),
    cloud: text((it) => (it.url === undefined ? null : 'AWS')),
    notification_channel: text(() => null),
    storage_integration: text((it) => it.storageIntegration ?? null),
    endpoint: text(() => null),
    owner_role_type: ownerRoleType(),
    directory_enabled: text((it) => (it.directory.enable ? 'Y' : 'N')),
  },
  describe: (it) => textTable(stagePropertyColumns, describedRows(it)),
  toDdl: (it) => ({
    kind: 'CreateStage',
    ...modifiers({ temporary: it.temporary }),
    name: objectName(it.name),
    properties: propertyList({
      URL: it.url,
      STORAGE_INTEGRATION: it.storageIntegration === undefined ? undefined : wordValue(it.storageIntegration),
      ENCRYPTION: Object.keys(it.encryption).length === 0 ? undefined : nestedValue(it.encryption),
      DIRECTORY: it.directory.enable
        ? nestedValue({ ENABLE: true, AUTO_REFRESH: it.directory.autoRefresh })
        : undefined,
      FILE_FORMAT: formatTree(it.fileFormat),
      COPY_OPTIONS: Object.keys(it.copyOptions).length === 0 ? undefined : nestedValue(it.copyOptions),
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}

function formatTree(use: FileFormatUse | undefined): ReturnType<typeof nestedValue> | undefined {
  if (use === undefined) return undefined
  return use.kind === 'Named'
    ? nestedValue({ FORMAT_NAME: wordValue(...use.name) })
    : nestedValue({ TYPE: wordValue(use.format.type), ...use.format.options })
}
