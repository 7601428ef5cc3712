import type { Describe } from '../../sql/statement/show.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import { describedObject, describeObject } from '../describe/describe.ts'
import { liveFacts } from '../describe/facts.ts'
import { sceneOf } from '../describe/scene.ts'
import type { Context } from '../context.ts'
import type { Outcome } from './outcome.ts'
import { getProcedure } from './procedure-lookup.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/desc */
async function describe(statement: Describe, context: Context): Promise<Outcome> {
  const scene = sceneOf(context, liveFacts(context))
  return await describeObject(objectOf(statement, context), scene)
}

function objectOf(statement: Describe, context: Context): CatalogObject {
  if (statement.object !== 'PROCEDURE')
    return describedObject(statement, sceneOf(context, liveFacts(context)))
  return getProcedure(statement.name, statement.argumentTypes ?? [], context)
}

export const describeExecutors = { Describe: describe }
