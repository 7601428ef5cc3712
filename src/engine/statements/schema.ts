import type { CreateSchema } from '../../sql/statement/schema.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'
import { takeRetention } from './retention.ts'

/** CREATE SCHEMA makes the schema and uses it. https://docs.snowflake.com/en/sql-reference/sql/create-schema */
async function createSchema(statement: CreateSchema, context: Context): Promise<Outcome> {
  const properties = takeProperties(statement.properties, 'SCHEMA')
  const retention = takeRetention(properties, { transient: statement.transient })
  const comment = properties.text('COMMENT') ?? ''
  properties.rejectRest()
  return await create(statement, context, {
    kind: 'SCHEMA',
    make: (base) => {
      const database = context.catalog.find('DATABASE', { database: '', schema: '', name: base.database })
      const transient = statement.transient || database?.transient === true
      context.transaction.onCommit(() => {
        context.state.database = base.database
        context.state.schema = base.name
      })
      return {
        ...base,
        kind: 'SCHEMA',
        transient,
        managedAccess: statement.managedAccess,
        ...(retention === undefined ? {} : { ownRetention: true }),
        retentionDays: retention ?? Math.min(database?.retentionDays ?? 1, transient ? 1 : 90),
        comment,
      }
    },
  })
}

export const schemaExecutors = { CreateSchema: createSchema }
