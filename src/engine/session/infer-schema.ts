import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import { ledgerRelationSource } from '../catalog/ledger-relation.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'
import { inferredSchema } from '../load/infer-schema.ts'
import { readableFormat } from '../load/format.ts'
import { locate } from '../load/location.ts'
import { TableArguments } from './table-arguments.ts'

const names = ['LOCATION', 'FILE_FORMAT', 'IGNORE_CASE', 'MAX_FILE_COUNT', 'MAX_RECORDS_PER_FILE', 'KIND']

/**
 * TABLE(INFER_SCHEMA(LOCATION => '@stage[/path]', FILE_FORMAT => 'name' [, FILES => ('file', …)] [, IGNORE_CASE => { TRUE | FALSE }]
 *   [, MAX_FILE_COUNT => n] [, MAX_RECORDS_PER_FILE => n] [, KIND => { 'STANDARD' | 'ICEBERG' }]))
 * https://docs.snowflake.com/en/sql-reference/functions/infer_schema
 */
export async function inferSchemaFunction({ call }: TableFunction, context: Context): Promise<BoundSource> {
  const files = call.args.find(({ name }) => name?.text === 'FILES')
  const rest = call.args.filter((argument) => argument !== files)
  const given = await TableArguments.read({ ...call, args: rest }, 'INFER_SCHEMA', names, context)
  const { catalog, state } = context
  const written = given.required('LOCATION')
  if (!written.startsWith('@')) given.refuse(written, 'a stage for LOCATION')
  if (/^@(?:[^/]*\.)?%/.test(written))
    fail('UNSUPPORTED', { feature: 'a table stage in INFER_SCHEMA' }, call.span)
  const format = catalog.get('FILE_FORMAT', readName(given.required('FILE_FORMAT'), call.span), state)
  const kind = (given.text('KIND') ?? 'STANDARD').toUpperCase()
  const relation = await inferredSchema(
    {
      location: locate(written, catalog, state, call.span),
      format: readableFormat(format.format),
      files: files === undefined ? undefined : fileNames(files.value),
      ignoreCase: given.boolean('IGNORE_CASE') ?? false,
      maxFiles: given.integer('MAX_FILE_COUNT', 1, Number.MAX_SAFE_INTEGER),
      maxRecords: given.integer('MAX_RECORDS_PER_FILE', 1, Number.MAX_SAFE_INTEGER),
      kind:
        kind === 'STANDARD' || kind === 'ICEBERG' ? kind : given.refuse(kind, 'STANDARD or ICEBERG for KIND'),
    },
    context,
  )
  return ledgerRelationSource('INFER_SCHEMA', relation)
}

/** "The maximum number of files names that can be specified is 1000." */
function fileNames(value: Expression): readonly string[] {
  const items = value.kind === 'RowValue' ? value.items : [value]
  if (items.length > 1000)
    fail('STAGE_FORMAT_MISMATCH', { reason: 'FILES names more than 1000 files.' }, value.span)
  return items.map((item) =>
    item.kind === 'StringLiteral'
      ? item.value
      : fail(
          'INVALID_ARGUMENT',
          { function: 'INFER_SCHEMA', value: item.kind, expected: 'names for FILES' },
          item.span,
        ),
  )
}
