import { duck, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { elements } from './array.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter, Form } from './row.ts'

/** How the columns of a table, an external table or a view are written: after the name, and between them. */
const layouts: Readonly<
  Record<string, { readonly tail: (member: (key: string) => Sql) => Sql; readonly gap: Sql }>
> = {
  table: {
    tail: (member) =>
      duck`' ' || ${member('TYPE')} || CASE WHEN lower(${member('NULLABLE')}) = 'false' THEN ' NOT NULL' ELSE '' END`,
    gap: duck`',' || chr(10)`,
  },
  external_table: {
    tail: (member) => duck`' ' || ${member('TYPE')} || ' AS (' || ${member('EXPRESSION')} || ')'`,
    gap: duck`',' || chr(10)`,
  },
  view: { tail: () => duck`''`, gap: duck`' ,' || chr(10)` },
}

const description: Form = (args, { constants }) => {
  const { tail, gap } = layouts[constants[1] ?? ''] ?? { tail: () => duck`''`, gap: duck`','` }
  const member = (key: string) => duck`json_extract_string("$c", ${literal(`$.${key}`)})`
  const line = duck`'"' || replace(${member('COLUMN_NAME')}, '"', '""') || '"' || ${tail(member)}`
  return duck`array_to_string(list_transform(${elements(at(args, 0))}, lambda "$c": ${line}), ${gap})`
}

/** https://docs.snowflake.com/en/sql-reference/functions-metadata */
export const metadata: Chapter = {
  GENERATE_COLUMN_DESCRIPTION: [
    {
      args: [take.array, { ...take.constantText, only: Object.keys(layouts) }],
      returns: types.text(),
      duck: description,
    },
  ],
}
