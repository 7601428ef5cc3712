import { typeText } from '../../../account/types.ts'
import { number, text, textTable, time, type Descriptor } from '../descriptor.ts'
import type { ValueType } from '../../types/data-type.ts'
import { commentOf, identifier, modifiers, nowhere, objectName, propertyList, typeName } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface ProcedureRecord extends ObjectRecord {
  readonly kind: 'PROCEDURE'
  readonly args: readonly {
    readonly name: string
    readonly type: ValueType
    readonly default?: string
    readonly out?: true
  }[]
  /** Absent for RETURNS TABLE (…). */
  readonly returns?: ValueType
  /** The columns of RETURNS TABLE (…); none where they are those of the result. */
  readonly table?: readonly { readonly name: string; readonly type: ValueType }[]
  /** RETURNS … NOT NULL. */
  readonly notNull?: true
  readonly language: string
  readonly strict: boolean
  readonly executeAs: 'OWNER' | 'CALLER' | 'RESTRICTED CALLER'
  readonly body: string
}

/**
 * What tells overloads apart: the types of the arguments without length, precision and scale.
 * https://docs.snowflake.com/en/developer-guide/udf-stored-procedure-naming-conventions
 */
export function argumentSignature(types: readonly ValueType[]): string {
  return `(${types.map((type) => type.kind).join(', ')})`
}

/** `P(NUMBER, DEFAULT VARCHAR) RETURN FLOAT`, as SHOW PROCEDURES has it. */
function signatureLine(it: ProcedureRecord): string {
  const args = it.args.map(({ type, default: byDefault, out }) =>
    out === true ? `OUT ${type.kind}` : byDefault === undefined ? type.kind : `DEFAULT ${type.kind}`,
  )
  return `${it.name}(${args.join(', ')}) RETURN ${it.returns === undefined ? tableText(it) : it.returns.kind}`
}

function tableText({ table = [] }: ProcedureRecord): string {
  return `TABLE (${table.map(({ name, type }) => `${name} ${type.kind}`).join(', ')})`
}

function tableColumns({ table = [] }: ProcedureRecord) {
  return table.map(({ name, type }) => ({ name: identifier(name), type: typeName(type) }))
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-procedures */
export const procedure: Descriptor<ProcedureRecord> = {
  paged: false,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    schema_name: text((it) => it.schema),
    is_builtin: text(() => 'N'),
    is_aggregate: text(() => 'N'),
    is_ansi: text(() => 'N'),
    min_num_arguments: number((it) => it.args.filter((arg) => arg.default === undefined).length),
    max_num_arguments: number((it) => it.args.length),
    arguments: text(signatureLine),
    description: text((it) => (it.comment === '' ? 'user-defined procedure' : it.comment)),
    catalog_name: text((it) => it.database),
    is_table_function: text((it) => (it.returns === undefined ? 'Y' : 'N')),
    valid_for_clustering: text(() => 'N'),
    is_secure: text(() => 'N'),
  },
  describe: (it) =>
    textTable(
      ['property', 'value'],
      [
        ['signature', `(${it.args.map(({ name, type }) => `${name} ${type.kind}`).join(', ')})`],
        ['returns', it.returns === undefined ? tableText(it) : typeText(it.returns)],
        ['language', it.language],
        ['null handling', it.strict ? 'RETURNS NULL ON NULL INPUT' : 'CALLED ON NULL INPUT'],
        ['volatility', 'VOLATILE'],
        ['execute as', it.executeAs],
        ['body', it.body],
      ],
    ),
  toDdl: (it, read) => ({
    kind: 'CreateProcedure',
    ...modifiers(),
    name: objectName(it.name),
    copyGrants: false,
    args: it.args.map(({ name, type, default: byDefault, out }) => ({
      name: identifier(name),
      type: typeName(type),
      ...(out === undefined ? {} : { out }),
      ...(byDefault === undefined ? {} : { default: read.expression(byDefault) }),
    })),
    returns: it.returns === undefined ? { table: tableColumns(it) } : typeName(it.returns),
    returnsNotNull: it.notNull === true,
    language: it.language,
    strict: it.strict,
    executeAs: it.executeAs,
    properties: propertyList({ COMMENT: commentOf(it) }),
    body: it.body,
    span: nowhere,
  }),
}
