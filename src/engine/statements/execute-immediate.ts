import { posix } from 'node:path'
import { fail, failure, SnowmeltError } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { parseImmediate } from '../../sql/parse.ts'
import { splitScript } from '../../sql/script/split.ts'
import type { ExecuteImmediate, ExecuteImmediateFrom } from '../../sql/statement/execute-immediate.ts'
import type { Context, Variables } from '../context.ts'
import { locate } from '../load/location.ts'
import { within } from '../procedures/scripting-place.ts'
import { isExact } from '../procedures/scripting-result.ts'
import { evaluate } from './evaluate.ts'
import type { Outcome } from './outcome.ts'

/**
 * Gives what the statement in the text gives.
 * https://docs.snowflake.com/en/sql-reference/sql/execute-immediate
 */
async function executeImmediate(statement: ExecuteImmediate, context: Context): Promise<Outcome> {
  const { statement: written, using, span } = statement
  const [text, ...values] = await evaluate([written, ...using], span, context)
  if (text?.value == null)
    return fail('INVALID_VALUE', { value: 'NULL', property: 'EXECUTE IMMEDIATE' }, span)
  const variables: Variables = {
    get: (name) => (typeof name === 'number' ? values[name - 1] : undefined),
    set: async () => undefined,
  }
  const immediate = text.value
  const { columns, rows, rowCount } = await within(context.text, span, async () =>
    context.run(immediate, [], { statement: parseImmediate(immediate), variables, exact: isExact(context) }),
  )
  return { columns, rows, rowCount }
}

/** "The maximum execution depth for nested files is 5." */
const deepest = 5
/** "The file to be executed cannot be larger than 10MB in size." */
const largest = 10 * 1024 * 1024

/**
 * Runs the statements of a staged file and gives what the last one gives.
 * https://docs.snowflake.com/en/sql-reference/sql/execute-immediate-from
 */
async function executeImmediateFrom(statement: ExecuteImmediateFrom, context: Context): Promise<Outcome> {
  const { state } = context
  const outer = state.files ?? []
  const location = absolute(statement, outer.at(-1))
  if (outer.length >= deepest) fail('SCRIPT_DEPTH', { depth: deepest }, statement.span)
  const text = await scriptOf(location, statement, context)
  state.files = [...outer, location]
  let last: Outcome = { columns: [], rows: [] }
  try {
    for (const piece of splitScript(text)) {
      // What is before the statement becomes blank, so that places count in the file.
      const padded = text.slice(0, piece.offset).replaceAll(/[^\n]/g, ' ') + piece.text
      last = await context.run(padded, [], { exact: isExact(context) }).catch((thrown: unknown) => {
        throw inFile(thrown, location, text, piece.offset)
      })
    }
  } finally {
    state.files = outer
  }
  return { columns: last.columns, rows: last.rows, rowCount: last.rowCount ?? last.rows.length }
}

const parts = /^(@(?:"(?:[^"]|"")*"|[^/"])+)\/(.*)$/s

/** A path without a stage starts at the file around it, or with a slash at the root of that file's stage. */
function absolute({ location, span }: ExecuteImmediateFrom, around: string | undefined): string {
  if (location.startsWith('@')) return location
  const [, stage, path = ''] = parts.exec(around ?? '') ?? []
  if (stage === undefined) return fail('RELATIVE_SCRIPT', { file: location }, span)
  const folder = location.startsWith('/') ? '' : posix.dirname(path)
  return `${stage}/${posix.normalize(posix.join(folder, location)).replace(/^\//, '')}`
}

async function scriptOf(
  location: string,
  { span }: ExecuteImmediateFrom,
  { files, catalog, state }: Context,
): Promise<string> {
  const [, stage = location, file = ''] = parts.exec(location) ?? []
  const url = locate(location, catalog, state, span).prefix
  const found = file === '' || file.endsWith('/') ? undefined : await files.stat(url)
  if (found === undefined) return fail('STAGED_SCRIPT_NOT_FOUND', { file, stage: stage.slice(1) }, span)
  if (found.size > largest) fail('INVALID_VALUE', { value: `${found.size} bytes`, property: 'FROM' }, span)
  const text = new TextDecoder('utf-8').decode(await files.read(url))
  if (/^\s{0,10}(?:--|#)!jinja/.test(text)) fail('UNSUPPORTED', { feature: 'Jinja2 template' }, span)
  return text
}

/** `Uncaught exception of type 'STATEMENT_ERROR' in file … on line … at position … : …`; a syntax error is told as it is. */
function inFile(thrown: unknown, file: string, text: string, offset: number): unknown {
  if (!(thrown instanceof SnowmeltError) || thrown.code === 'SYNTAX_ERROR') return thrown
  const { line, column } = positionAt(text, offset)
  const { message, sqlState } = thrown
  const facts = { file, line, position: column - 1, message, sqlState, number: Number(thrown.number) }
  const error = failure('UNCAUGHT_EXCEPTION', { name: 'STATEMENT_ERROR', ...facts }, undefined, thrown)
  error.position = { line, column }
  return error
}

export const executeImmediateExecutors = {
  ExecuteImmediate: executeImmediate,
  ExecuteImmediateFrom: executeImmediateFrom,
}
