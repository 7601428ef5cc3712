import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { Property, PropertyValue } from '../../sql/statement/property.ts'
import type { TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { allowsLocation } from '../catalog/objects/integration.ts'
import type { FileFormatOptions } from '../catalog/objects/file-format.ts'
import { readFormat } from '../catalog/objects/file-format-options.ts'
import type { FileFormatUse } from '../catalog/objects/stage.ts'
import type { SessionState } from '../session-state.ts'
import { readableFormat, type Format } from './format.ts'
import type { StageLocation } from './location.ts'

interface Names {
  readonly catalog: Catalog
  readonly state: SessionState
}

/**
 * The format of staged files: the statement's, or the stage's, or CSV. Options are not mixed: the first place that names a format
 * counts alone. https://docs.snowflake.com/en/sql-reference/sql/copy-into-table#format-type-options-formattypeoptions
 */
export function formatOf(
  given: FileFormatOptions | undefined,
  location: StageLocation,
  names: Names,
): Format {
  const inherited = location.stage?.fileFormat
  return readableFormat(
    given ??
      (inherited === undefined ? undefined : usedFormat(inherited, names)) ?? { type: 'CSV', options: {} },
  )
}

/** `FILE_FORMAT = (TYPE = … | FORMAT_NAME = …)`, or a format's name alone, in parentheses or not. */
export function takeFormat(properties: TypedProperties, names: Names): FileFormatOptions | undefined {
  return formatIn(properties.value('FILE_FORMAT'), names, () => properties.rejectValue('FILE_FORMAT'))
}

/** A file format where it stands as a value, as in `@stage (FILE_FORMAT => fmt)`. */
export function formatIn(
  value: PropertyValue | undefined,
  names: Names,
  reject: () => never,
): FileFormatOptions | undefined {
  switch (value?.kind) {
    case undefined:
      return undefined
    case 'Name':
      return named(value.name, names)
    case 'Text':
      return named(nameIn(value.text, value.span), names)
    case 'List': {
      const [only, ...more] = value.items
      return only === undefined || more.length > 0 ? reject() : formatIn(only, names, reject)
    }
    case 'Properties': {
      const name = value.properties.find((property) => property.name === 'FORMAT_NAME')
      if (name === undefined) return readFormat(value.properties)
      const other = value.properties.find((property) => property !== name)
      if (other !== undefined)
        fail('CONFLICTING_CLAUSES', { clauses: `FORMAT_NAME and ${other.name}` }, other.span)
      return formatIn(name.value, names, reject)
    }
    default:
      return reject()
  }
}

function named(name: ObjectName, { catalog, state }: Names): FileFormatOptions {
  return catalog.get('FILE_FORMAT', name, state).format
}

/** The format that a stage refers to. */
export function usedFormat(use: FileFormatUse, names: Names): FileFormatOptions {
  if (use.kind === 'Inline') return use.format
  const span = { start: 0, end: 0 }
  return named({ kind: 'Name', parts: use.name.map((text) => ({ text, quoted: true, span })), span }, names)
}

/** A dotted name written as a text. */
function nameIn(text: string, span: Property['span']): ObjectName {
  const pieces = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^".]+))(?:\.|$)/g)]
  if (pieces.length === 0) fail('INVALID_OBJECT_NAME', { name: text }, span)
  const parts = pieces.map(([, quoted, bare = '']) => ({
    text: quoted === undefined ? bare.toUpperCase() : quoted.replaceAll('""', '"'),
    quoted: quoted !== undefined,
    span,
  }))
  return { kind: 'Name', parts, span }
}

/** STORAGE_INTEGRATION, CREDENTIALS and ENCRYPTION of a COPY from a URL. */
export function takeAccess(
  properties: TypedProperties,
  location: StageLocation,
  { catalog, state }: Names,
): void {
  if (properties.has('CREDENTIALS'))
    fail('CREDENTIALS_REFUSED', { object: 'COPY INTO' }, properties.value('CREDENTIALS')?.span)
  if (properties.has('ENCRYPTION'))
    fail('UNSUPPORTED', { feature: 'ENCRYPTION of a COPY statement' }, properties.value('ENCRYPTION')?.span)
  const name = properties.name('STORAGE_INTEGRATION')
  if (name === undefined) return
  if (location.stage !== undefined)
    fail('CONFLICTING_CLAUSES', { clauses: 'STORAGE_INTEGRATION and a stage that is not a URL' }, name.span)
  const integration = catalog.get('INTEGRATION', name, state)
  if (!integration.enabled) fail('INTEGRATION_DISABLED', { integration: integration.name }, name.span)
  if (!allowsLocation(integration, location.prefix))
    fail('LOCATION_NOT_ALLOWED', { location: location.prefix, integration: integration.name }, name.span)
}
