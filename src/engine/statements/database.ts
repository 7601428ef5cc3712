import type { CreateDatabase } from '../../sql/statement/database.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import { informationSchemaName, type SchemaRecord } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'
import { takeRetention } from './retention.ts'

/**
 * CREATE DATABASE makes the database and its schemas, and uses it and its PUBLIC.
 * https://docs.snowflake.com/en/sql-reference/sql/create-database
 */
async function createDatabase(statement: CreateDatabase, context: Context): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const properties = takeProperties(statement.properties, 'DATABASE')
  const retention = takeRetention(properties, { transient: statement.transient })
  const retentionDays = retention ?? 1
  const own = retention === undefined ? {} : { ownRetention: true as const }
  const comment = properties.text('COMMENT') ?? ''
  properties.rejectRest()
  const schemas: SchemaRecord[] = []
  return await create(statement, context, {
    kind: 'DATABASE',
    make: (base) => {
      schemas.push(
        ...schemasOf(base, { transient: statement.transient, retentionDays }, catalog.nextId.bind(catalog)),
      )
      return { ...base, kind: 'DATABASE', transient: statement.transient, retentionDays, ...own, comment }
    },
    after: async () => {
      for (const schema of schemas) await catalog.put(transaction, schema)
      transaction.onCommit(() => {
        state.database = schemas[0]?.database
        state.schema = 'PUBLIC'
      })
    },
  })
}

/** The schemas that every database has from the start. */
function schemasOf(
  database: ObjectRecord,
  inherited: Pick<SchemaRecord, 'transient' | 'retentionDays'>,
  nextId: () => number,
): readonly SchemaRecord[] {
  const common: Omit<SchemaRecord, 'id' | 'name'> = {
    kind: 'SCHEMA',
    database: database.name,
    schema: '',
    owner: database.owner,
    createdOn: database.createdOn,
    comment: '',
    managedAccess: false,
    ...inherited,
  }
  return [
    { ...common, id: nextId(), name: 'PUBLIC' },
    {
      ...common,
      id: nextId(),
      name: informationSchemaName,
      owner: '',
      comment: 'Views describing the contents of schemas in this database',
    },
  ]
}

export const databaseExecutors = { CreateDatabase: createDatabase }
