import type { StageReference } from '../../sql/query/query.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { BoundSource } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { directorySource } from './directory.ts'
import { openFiles } from './loadable.ts'
import { locate } from './location.ts'
import { regularExpression } from './options.ts'
import { formatOf, takeFormat } from './resolve.ts'
import { findFiles } from './select-files.ts'
import { sourceOf } from './stage-source.ts'
import { SnowmeltError } from '../../common/errors.ts'

/**
 * Staged files as a relation for `SELECT … FROM @stage (FILE_FORMAT => …, PATTERN => …)`. A row or file that cannot be read
 * fails the query, as in Snowflake.
 * https://docs.snowflake.com/en/user-guide/querying-stage
 */
export async function prepareStage(reference: StageReference, context: Context): Promise<BoundSource> {
  if (reference.directory === true) return directorySource(reference, context)
  const { catalog, state, transaction } = context
  const location = locate(reference.location, catalog, state, reference.span)
  const properties = takeProperties(reference.options, 'stage')
  const given = takeFormat(properties, { catalog, state })
  const written = properties.text('PATTERN')
  const pattern =
    written === undefined ? undefined : (regularExpression(written) ?? properties.rejectValue('PATTERN'))
  properties.rejectRest()
  const format = formatOf(given, location, { catalog, state })
  const { found } = await findFiles(context.files, location, {
    files: undefined,
    pattern,
    onError: { kind: 'Abort' },
  })
  const loadable = await openFiles(
    { files: context.files, duck: context.duck, runner: transaction },
    found,
    format,
    { columns: undefined, expected: undefined, columnName: () => '' },
    (release) => {
      transaction.onCommit(release)
      transaction.onRollback(release)
    },
  )
  const [fault] = loadable.rejects
  if (fault !== undefined) {
    const file = location.path(loadable.files[fault.file]?.url ?? '')
    throw new SnowmeltError(
      fault.code,
      `${fault.reason}\n  File '${file}', line ${fault.line}, character ${fault.character}`,
      reference.span,
    )
  }
  return sourceOf(loadable, location, context.values.now)
}
