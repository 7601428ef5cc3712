import { fail, SnowmeltError } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import { parseStatement } from '../../sql/parse.ts'
import type { Describe } from '../../sql/statement/show.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { Context } from '../context.ts'
import { liveFacts } from '../describe/facts.ts'
import { ddlKind, ddlOf } from '../describe/get-ddl.ts'
import { namedObject } from './describe.ts'

/** GET_DDL('type', 'name' [, use_fully_qualified_names]). https://docs.snowflake.com/en/sql-reference/functions/get_ddl */
export async function getDdl(
  [type, name, qualified]: readonly (string | null)[],
  { span }: FunctionCall,
  context: Context,
): Promise<string | null> {
  if (type === null || type === undefined || name === null || name === undefined) return null
  const object = objectNamed(ddlKind(type, span), name, span, context)
  return await ddlOf(object, qualified === 'true', context.catalog, liveFacts(context))
}

/** Kinds of which each may be asked for as the other: TABLE and VIEW are interchangeable. */
function objectNamed(kind: ObjectKind, name: string, span: Span, context: Context): CatalogObject {
  const statement = described(kind, name, span)
  const object = namedObject(statement, context)
  if (object.kind === 'INTEGRATION' && object.category !== 'STORAGE')
    fail('UNSUPPORTED', { feature: `GET_DDL of a ${object.category} INTEGRATION` }, span)
  return object
}

/** The name, with types of arguments where the kind has them, as DESCRIBE reads it. */
function described(kind: ObjectKind, name: string, span: Span): Describe {
  try {
    const statement = parseStatement(`DESCRIBE ${objectKinds[kind].words} ${name}`)
    if (statement.kind === 'Describe' && statement.object === kind) return { ...statement, span }
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
  }
  return fail('INVALID_OBJECT_NAME', { name }, span)
}
