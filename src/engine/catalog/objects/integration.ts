import type { Row } from '../../../account/result.ts'
import { text, textTable, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList, wordValue } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface IntegrationRecord extends ObjectRecord {
  readonly kind: 'INTEGRATION'
  readonly category: 'STORAGE' | 'NOTIFICATION'
  /** EXTERNAL_STAGE, QUEUE, EMAIL, WEBHOOK. */
  readonly type: string
  readonly enabled: boolean
  /** The other properties in the order given, upper-case names. */
  readonly properties: Readonly<Record<string, string | boolean | readonly string[]>>
  /** What the account made for the other side to trust: STORAGE_AWS_IAM_USER_ARN, STORAGE_AWS_EXTERNAL_ID …. */
  readonly generated: Readonly<Record<string, string>>
}

function row(name: string, value: string | boolean | readonly string[], byDefault = ''): Row {
  if (typeof value === 'boolean') return [name, 'Boolean', String(value), 'false']
  return typeof value === 'string'
    ? [name, 'String', value, byDefault]
    : [name, 'List', value.join(','), '[]']
}

/** Where DESCRIBE has rows whether or not they were given. */
const always: Readonly<Record<IntegrationRecord['category'], Readonly<Record<string, readonly string[]>>>> = {
  STORAGE: { STORAGE_ALLOWED_LOCATIONS: [], STORAGE_BLOCKED_LOCATIONS: [] },
  NOTIFICATION: {},
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-integrations */
export const integration: Descriptor<IntegrationRecord> = {
  paged: false,
  show: {
    name: text((it) => it.name),
    type: text((it) => (it.category === 'NOTIFICATION' && it.type === 'QUEUE' ? queueType(it) : it.type)),
    category: text((it) => it.category),
    enabled: text((it) => String(it.enabled)),
    comment: text((it) => it.comment),
    created_on: time((it) => it.createdOn),
  },
  describe: (it) =>
    textTable(
      ['property', 'property_type', 'property_value', 'property_default'],
      [
        row('ENABLED', it.enabled),
        ...Object.entries({ ...always[it.category], ...it.properties, ...it.generated }).map(
          ([name, value]) => row(name, value),
        ),
        row('COMMENT', it.comment),
      ],
    ),
  toDdl: (it) => ({
    kind: 'CreateIntegration',
    ...modifiers(),
    category: it.category,
    name: objectName(it.name),
    properties: propertyList({
      TYPE: wordValue(it.type),
      ...it.properties,
      // "If a STORAGE_AWS_EXTERNAL_ID was not specified …, this command returns the ID that was automatically generated."
      STORAGE_AWS_EXTERNAL_ID: it.generated.STORAGE_AWS_EXTERNAL_ID,
      ENABLED: it.enabled,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}

function queueType(it: IntegrationRecord): string {
  return `QUEUE - ${String(it.properties.NOTIFICATION_PROVIDER ?? '')}`
}

/** Whether an integration lets stages name `url`: within an allowed location (or `*`), and not within a blocked one. */
export function allowsLocation(it: IntegrationRecord, url: string): boolean {
  const within = (location: string): boolean => {
    if (location === '*') return true
    const folder = location.endsWith('/') ? location : `${location}/`
    return `${url.replace(/\/$/, '')}/`.startsWith(folder)
  }
  const listed = (name: string): readonly string[] => {
    const value = it.properties[name]
    return typeof value === 'object' ? value : []
  }
  return listed('STORAGE_ALLOWED_LOCATIONS').some(within) && !listed('STORAGE_BLOCKED_LOCATIONS').some(within)
}
