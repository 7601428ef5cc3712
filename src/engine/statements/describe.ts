import { fail } from '../../common/errors.ts'
import type { Describe, DescribeResult } from '../../sql/statement/show.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import { describedObject, describeObject, resultDescription } from '../describe/describe.ts'
import { liveFacts } from '../describe/facts.ts'
import { sceneOf } from '../describe/scene.ts'
import type { Context } from '../context.ts'
import { evaluate } from './evaluate.ts'
import type { Outcome } from './outcome.ts'
import { getProcedure } from './procedure-lookup.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/desc */
async function describe(statement: Describe, context: Context): Promise<Outcome> {
  const scene = sceneOf(context, liveFacts(context))
  return await describeObject(namedObject(statement, context), scene, statement.type)
}

/** The object that the statement names; a procedure by the types of its arguments too. */
export function namedObject(statement: Describe, context: Context): CatalogObject {
  if (statement.object !== 'PROCEDURE')
    return describedObject(statement, sceneOf(context, liveFacts(context)))
  return getProcedure(statement.name, statement.argumentTypes ?? [], context)
}

/** https://docs.snowflake.com/en/sql-reference/sql/desc-result */
async function describeResult({ query, span }: DescribeResult, context: Context): Promise<Outcome> {
  const [id] = await evaluate([query], span, context)
  const queryId = id?.value ?? ''
  const result = context.values.result?.(queryId) ?? fail('RESULT_NOT_FOUND', { queryId }, span)
  return resultDescription(result.columns)
}

export const describeExecutors = { Describe: describe, DescribeResult: describeResult }
