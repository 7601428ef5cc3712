import { createHash } from 'node:crypto'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { CreateIntegration } from '../../sql/statement/integration.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { IntegrationRecord } from '../catalog/objects/integration.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'

/** What a type of integration takes besides TYPE, ENABLED and COMMENT, and what the account makes for it. */
interface Settings {
  readonly properties: IntegrationRecord['properties']
  readonly generate: (base: ObjectRecord) => IntegrationRecord['generated']
}

const takers: Readonly<
  Record<
    IntegrationRecord['category'],
    Readonly<Record<string, (properties: TypedProperties, span: Span) => Settings>>
  >
> = {
  STORAGE: { EXTERNAL_STAGE: takeExternalStage },
  NOTIFICATION: { QUEUE: takeQueue, EMAIL: takeEmail, WEBHOOK: takeWebhook },
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-integration */
async function createIntegration(statement: CreateIntegration, context: Context): Promise<Outcome> {
  const { category, span } = statement
  const title = `${category} INTEGRATION`
  const properties = takeProperties(statement.properties, title)
  const types = takers[category]
  const type = required('TYPE', properties.word('TYPE', Object.keys(types)), title, span)
  const enabled = properties.boolean('ENABLED') ?? true
  const settings = types[type]?.(properties, span)
  if (settings === undefined) throw new Error(`Snowmelt bug: no taker for ${title} of type ${type}`)
  const comment = properties.text('COMMENT') ?? ''
  properties.rejectRest()
  return await create(statement, context, {
    kind: 'INTEGRATION',
    make: (base) => ({
      ...base,
      kind: 'INTEGRATION',
      category,
      type,
      enabled,
      properties: settings.properties,
      generated: settings.generate(base),
      comment,
    }),
  })
}

function required<T>(property: string, value: T | undefined, object: string, span: Span): T {
  return value ?? fail('MISSING_PROPERTY', { property, object }, span)
}

function given(
  values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): IntegrationRecord['properties'] {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration */
function takeExternalStage(properties: TypedProperties, span: Span): Settings {
  const title = 'STORAGE INTEGRATION'
  const provider = takeProvider(properties, 'STORAGE_PROVIDER', ['S3', 'S3GOV', 'S3CHINA'], ['GCS', 'AZURE'])
  const externalId = properties.text('STORAGE_AWS_EXTERNAL_ID')
  const settings = given({
    STORAGE_PROVIDER: required('STORAGE_PROVIDER', provider, title, span),
    STORAGE_AWS_ROLE_ARN: required(
      'STORAGE_AWS_ROLE_ARN',
      properties.text('STORAGE_AWS_ROLE_ARN'),
      title,
      span,
    ),
    STORAGE_AWS_OBJECT_ACL: properties
      .word('STORAGE_AWS_OBJECT_ACL', ['BUCKET-OWNER-FULL-CONTROL'])
      ?.toLowerCase(),
    USE_PRIVATELINK_ENDPOINT: properties.boolean('USE_PRIVATELINK_ENDPOINT'),
    STORAGE_ALLOWED_LOCATIONS: required(
      'STORAGE_ALLOWED_LOCATIONS',
      takeLocations(properties, 'STORAGE_ALLOWED_LOCATIONS'),
      title,
      span,
    ),
    STORAGE_BLOCKED_LOCATIONS: takeLocations(properties, 'STORAGE_BLOCKED_LOCATIONS'),
  })
  return {
    properties: settings,
    generate: (base) => ({
      STORAGE_AWS_IAM_USER_ARN: userArn,
      STORAGE_AWS_EXTERNAL_ID: externalId ?? generatedId(base),
    }),
  }
}

/** A provider that can be had, or the refusal by name of one that Snowflake knows too. */
function takeProvider(
  properties: TypedProperties,
  name: string,
  supported: readonly string[],
  unsupported: readonly string[],
): string | undefined {
  const provider = properties.word(name, [...supported, ...unsupported])
  if (provider !== undefined && !supported.includes(provider))
    fail('UNSUPPORTED', { feature: `${name} = ${provider}` }, properties.value(name)?.span)
  return provider
}

function takeLocations(properties: TypedProperties, name: string): readonly string[] | undefined {
  const locations = properties.list(name)
  const wrong = locations?.find((location) => location !== '*' && !/^s3(gov|china)?:\/\/[^/]+/.test(location))
  if (wrong !== undefined) fail('INVALID_URL_PREFIX', { url: wrong }, properties.value(name)?.span)
  return locations
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-notification-integration-queue-outbound-aws */
function takeQueue(properties: TypedProperties, span: Span): Settings {
  const title = 'NOTIFICATION INTEGRATION'
  const provider = takeProvider(
    properties,
    'NOTIFICATION_PROVIDER',
    ['AWS_SNS'],
    ['AWS_SQS', 'GCP_PUBSUB', 'AZURE_STORAGE_QUEUE', 'AZURE_EVENT_GRID'],
  )
  const arn = (name: string): string => required(name, properties.text(name), title, span)
  return {
    properties: given({
      NOTIFICATION_PROVIDER: required('NOTIFICATION_PROVIDER', provider, title, span),
      DIRECTION: properties.word('DIRECTION', ['OUTBOUND', 'INBOUND']) ?? 'INBOUND',
      AWS_SNS_TOPIC_ARN: arn('AWS_SNS_TOPIC_ARN'),
      AWS_SNS_ROLE_ARN: arn('AWS_SNS_ROLE_ARN'),
    }),
    generate: (base) => ({ SF_AWS_IAM_USER_ARN: userArn, SF_AWS_EXTERNAL_ID: generatedId(base) }),
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-notification-integration-email */
function takeEmail(properties: TypedProperties): Settings {
  return {
    properties: given({
      ALLOWED_RECIPIENTS: properties.list('ALLOWED_RECIPIENTS'),
      DEFAULT_RECIPIENTS: properties.list('DEFAULT_RECIPIENTS'),
      DEFAULT_SUBJECT: properties.text('DEFAULT_SUBJECT'),
    }),
    generate: () => ({}),
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-notification-integration-webhooks */
function takeWebhook(properties: TypedProperties, span: Span): Settings {
  const url = properties.text('WEBHOOK_URL')
  if (url !== undefined && !url.startsWith('https://')) properties.rejectValue('WEBHOOK_URL')
  return {
    properties: given({
      WEBHOOK_URL: required('WEBHOOK_URL', url, 'NOTIFICATION INTEGRATION', span),
      WEBHOOK_BODY_TEMPLATE: properties.text('WEBHOOK_BODY_TEMPLATE'),
    }),
    generate: () => ({}),
  }
}

/** Nobody assumes a role from here: what DESCRIBE shows has the shape of the real thing, so that scripts can read it. */
const userArn = 'arn:aws:iam::000000000000:user/snowmelt'

/** An id that the trust policy of a role would name: another one for each integration that is made. */
function generatedId(base: ObjectRecord): string {
  const digest = createHash('sha256').update(`${base.id} ${base.name} ${base.createdOn}`).digest('base64')
  return `SNOWMELT_SFCRole=${base.id}_${digest.slice(0, 27)}=`
}

/**
 * ALTER … INTEGRATION … SET: what is not given stays. The provider and the direction are those that it was made with.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-storage-integration
 */
export function setIntegration(
  integration: IntegrationRecord,
  properties: TypedProperties,
): IntegrationRecord {
  const enabled = properties.boolean('ENABLED') ?? integration.enabled
  const read = changeable[integration.type]
  if (read === undefined)
    throw new Error(`Snowmelt bug: no settings of an integration of type ${integration.type}`)
  const externalId =
    integration.category === 'STORAGE' ? properties.text('STORAGE_AWS_EXTERNAL_ID') : undefined
  return {
    ...integration,
    enabled,
    properties: { ...integration.properties, ...given(read(properties)) },
    generated: {
      ...integration.generated,
      ...(externalId === undefined ? {} : { STORAGE_AWS_EXTERNAL_ID: externalId }),
    },
  }
}

/** What can be set of an integration of a type. */
const changeable: Readonly<Record<string, (properties: TypedProperties) => Parameters<typeof given>[0]>> = {
  EXTERNAL_STAGE: (properties) => ({
    STORAGE_AWS_ROLE_ARN: properties.text('STORAGE_AWS_ROLE_ARN'),
    STORAGE_AWS_OBJECT_ACL: properties
      .word('STORAGE_AWS_OBJECT_ACL', ['BUCKET-OWNER-FULL-CONTROL'])
      ?.toLowerCase(),
    USE_PRIVATELINK_ENDPOINT: properties.boolean('USE_PRIVATELINK_ENDPOINT'),
    STORAGE_ALLOWED_LOCATIONS: takeLocations(properties, 'STORAGE_ALLOWED_LOCATIONS'),
    STORAGE_BLOCKED_LOCATIONS: takeLocations(properties, 'STORAGE_BLOCKED_LOCATIONS'),
  }),
  QUEUE: (properties) => ({
    AWS_SNS_TOPIC_ARN: properties.text('AWS_SNS_TOPIC_ARN'),
    AWS_SNS_ROLE_ARN: properties.text('AWS_SNS_ROLE_ARN'),
  }),
  EMAIL: (properties) => takeEmail(properties).properties,
  WEBHOOK: (properties) => ({
    WEBHOOK_URL: properties.text('WEBHOOK_URL'),
    WEBHOOK_BODY_TEMPLATE: properties.text('WEBHOOK_BODY_TEMPLATE'),
  }),
}

export const integrationExecutors = { CreateIntegration: createIntegration }
