import type { Row } from '../../account/result.ts'
import type { ShowFunctions } from '../../sql/statement/show-objects.ts'
import {
  number,
  rowOf,
  text,
  time,
  type Description,
  type Scene,
  type ShowColumn,
} from '../catalog/descriptor.ts'
import { functionNames, lookup } from '../functions/registry.ts'
import type { FunctionRow } from '../functions/row.ts'
import type { Parameter } from '../functions/parameters.ts'
import { likeFilter } from './like.ts'

/** A function as SHOW FUNCTIONS describes it. */
interface ShownFunction {
  readonly createdOn?: number
  readonly name: string
  readonly schema: string
  readonly database: string
  readonly isBuiltin: boolean
  readonly isAggregate: boolean
  readonly least: number
  readonly most: number
  readonly signatures: string
  readonly description: string
  readonly isTable: boolean
  readonly isSecure: boolean
  readonly language: string
  readonly isMemoizable: boolean
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-functions#output */
const functionColumns: Readonly<Record<string, ShowColumn<ShownFunction>>> = {
  created_on: time((it) => it.createdOn),
  name: text((it) => it.name),
  schema_name: text((it) => it.schema),
  is_builtin: flag((it) => it.isBuiltin),
  is_aggregate: flag((it) => it.isAggregate),
  is_ansi: text(() => 'N'),
  min_num_arguments: number((it) => it.least),
  max_num_arguments: number((it) => it.most),
  arguments: text((it) => it.signatures),
  description: text((it) => it.description),
  catalog_name: text((it) => it.database),
  is_table_function: flag((it) => it.isTable),
  valid_for_clustering: text(() => 'N'),
  is_secure: flag((it) => it.isSecure),
  is_external_function: text(() => 'N'),
  language: text((it) => it.language),
  is_memoizable: flag((it) => it.isMemoizable),
  is_data_metric: text(() => 'N'),
}

function flag(of: (it: ShownFunction) => boolean): ShowColumn<ShownFunction> {
  return text((it) => (of(it) ? 'Y' : 'N'))
}

/** What SHOW FUNCTIONS lists: those that come with the account, by name. */
export async function showFunctions(statement: ShowFunctions, scene: Scene): Promise<Description> {
  const fits = likeFilter(statement.like ?? '%')
  const listed = functionNames().filter(fits).map(builtin)
  const rows: Row[] = []
  for (const one of listed) rows.push(await rowOf(one, functionColumns, scene))
  return {
    columns: Object.entries(functionColumns).map(([name, { type }]) => ({ name, type, nullable: true })),
    rows,
  }
}

/** More arguments than this there are none of. */
const endless = 0

function builtin(name: string): ShownFunction {
  const entry = lookup(name)
  const rows = entry === undefined || 'special' in entry ? [] : entry
  return {
    name,
    schema: '',
    database: '',
    isBuiltin: true,
    isAggregate: rows.some(({ role }) => role === 'Aggregate'),
    least: Math.min(...(rows.length === 0 ? [0] : rows.map(({ args }) => args.length))),
    most: Math.max(
      0,
      ...rows.map(({ args, optional = [], rest = [] }) =>
        rest.length > 0 ? endless : args.length + optional.length,
      ),
    ),
    signatures: rows.map((row) => signature(name, row)).join(', '),
    description: '',
    isTable: false,
    isSecure: false,
    language: 'SQL',
    isMemoizable: false,
  }
}

/** `SQUARE(FLOAT) RETURN FLOAT` */
function signature(name: string, { args, optional = [], rest = [], returns }: FunctionRow): string {
  const types = [...args, ...optional, ...rest].map(typeWord).join(', ')
  const result = typeof returns === 'function' ? '' : ` RETURN ${returns.kind}`
  return `${name}(${types})${result}`
}

/** The type that an argument of no type of its own is given. */
function typeWord({ target }: Parameter): string {
  const { kind } = target({ kind: 'NULL' })
  return kind === 'NULL' ? 'ANY' : kind
}
