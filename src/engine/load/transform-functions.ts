import { fail } from '../../common/errors.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import { lookup } from '../functions/registry.ts'
import { collect } from './trees.ts'

/**
 * The functions that a COPY may call. Those of the manual's list, and three kinds that it does not name and that belong to its words:
 * what tells of the session, the other names of a function in the list, and COALESCE, which is NVL of any number of values.
 * https://docs.snowflake.com/en/user-guide/data-load-transform#supported-functions
 */
const supported: ReadonlySet<string> = new Set([
  'ARRAY_CONSTRUCT', 'ARRAY_SIZE', 'ASCII', 'CEIL', 'CHECK_JSON', 'CHECK_XML', 'CHR', 'CHAR', 'CONCAT', 'CONVERT_TIMEZONE', 'ENDSWITH',
  'EQUAL_NULL', 'FLOOR', 'GET', 'GET_PATH', 'GET_IGNORE_CASE', 'HEX_DECODE_STRING', 'HEX_ENCODE', 'IFF', 'IFNULL', 'IS_ARRAY',
  'IS_BOOLEAN', 'IS_DECIMAL', 'IS_INTEGER', 'IS_NULL_VALUE', 'IS_OBJECT', 'IS_TIME', 'IS_TIMESTAMP_NTZ', 'IS_TIMESTAMP_LTZ',
  'IS_TIMESTAMP_TZ', 'LENGTH', 'LEN', 'LPAD', 'LTRIM', 'MD5', 'MD5_HEX', 'NULLIF', 'NVL', 'NVL2', 'OBJECT_CONSTRUCT', 'PARSE_IP',
  'PARSE_JSON', 'PARSE_URL', 'PARSE_XML', 'RANDOM', 'REGEXP_REPLACE', 'REGEXP_SUBSTR', 'REPLACE', 'REVERSE', 'RPAD', 'RTRIM', 'SPLIT',
  'SPLIT_PART', 'STARTSWITH', 'SUBSTR', 'SUBSTRING', 'TO_ARRAY', 'TO_BINARY', 'TO_BOOLEAN', 'TO_CHAR', 'TO_VARCHAR', 'TO_DATE', 'DATE',
  'TO_DECFLOAT', 'TO_DECIMAL', 'TO_NUMBER', 'TO_NUMERIC', 'TO_DOUBLE', 'TO_OBJECT', 'TO_TIME', 'TIME', 'TO_TIMESTAMP',
  'TO_TIMESTAMP_NTZ', 'TO_TIMESTAMP_LTZ', 'TO_TIMESTAMP_TZ', 'TO_VARIANT', 'TRIM', 'TRY_CAST', 'TRY_HEX_DECODE_STRING', 'TRY_TO_BINARY',
  'TRY_TO_BOOLEAN', 'TRY_TO_DATE', 'TRY_TO_DECFLOAT', 'TRY_TO_DECIMAL', 'TRY_TO_NUMBER', 'TRY_TO_NUMERIC', 'TRY_TO_DOUBLE',
  'TRY_TO_TIME', 'UNICODE', 'UUID_STRING', 'XMLGET', 'LIKE', 'ILIKE', 'CAST', 'COALESCE', 'CURRENT_DATE', 'CURRENT_TIME',
  'CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP', 'GETDATE', 'SYSDATE', 'SYSTIMESTAMP', 'CURRENT_USER', 'CURRENT_ROLE',
  'CURRENT_SESSION', 'CURRENT_DATABASE', 'CURRENT_SCHEMA', 'CURRENT_WAREHOUSE', 'CURRENT_ACCOUNT',
]) // prettier-ignore

/** "Note that the COPY INTO <table> command does not support the optional format argument for this function." */
const withoutFormat: ReadonlySet<string> = new Set(['TRY_TO_DATE', 'TRY_TO_TIME'])

/** Fails for a function of Snowflake's that a transformation may not call; a user's own function may be called. */
export function refuseFunctions(tree: unknown): void {
  for (const { name, args, span } of collect(tree, asCall)) {
    const written = name.kind === 'Name' ? (name.parts.at(-1)?.text ?? '') : ''
    if (name.kind !== 'Name' || name.parts.length !== 1 || lookup(written) === undefined) continue
    if (!supported.has(written)) fail('COPY_FUNCTION_UNSUPPORTED', { name: written }, span)
    if (withoutFormat.has(written) && args.length > 1)
      fail('COPY_FUNCTION_UNSUPPORTED', { name: `${written} with a format` }, span)
  }
}

function asCall(node: { readonly kind: string }): FunctionCall | undefined {
  // The shape of a node is told by its kind.
  return node.kind === 'FunctionCall' ? (node as FunctionCall) : undefined
}
