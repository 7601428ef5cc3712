import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { Context } from '../context.ts'
import { locate, type StageLocation } from './location.ts'
import { regularExpression } from './options.ts'

/** The files of a stage for LIST, REMOVE and their kin; a pattern sees the path in the bucket, or the whole name. */
export async function stagedFiles(
  written: { readonly location: string; readonly pattern?: string; readonly span: Span },
  { catalog, files, state }: Pick<Context, 'catalog' | 'files' | 'state'>,
): Promise<{ readonly place: StageLocation; readonly found: readonly FileInfo[] }> {
  const { location, pattern, span } = written
  const place = locate(location, catalog, state, span)
  const expression = pattern === undefined ? undefined : regularExpression(pattern)
  if (pattern !== undefined && expression === undefined)
    fail('INVALID_VALUE', { value: pattern, property: 'PATTERN' }, span)
  const found = (await files.list(place.prefix)).filter(
    ({ url }) =>
      expression === undefined || expression.test(place.path(url)) || expression.test(place.display(url)),
  )
  return { place, found }
}
