import { fail } from '../../../src/common/errors.ts'
import { parseStatement } from '../../../src/sql/parse.ts'
import type { Query } from '../../../src/sql/query/query.ts'
import type { Statement } from '../../../src/sql/statement/statement.ts'
import { bindQuery } from '../../../src/engine/bind/query.ts'
import type {
  BoundQuery,
  BoundSource,
  BoundViewSource,
  SessionValues,
  Sources,
} from '../../../src/engine/bind/tree.ts'
import type { DuckConnection } from '../../../src/engine/duck/connection.ts'
import { duckType } from '../../../src/engine/duck/data-type.ts'
import { openDuck } from '../../../src/engine/duck/instance.ts'
import { installMacros } from '../../../src/engine/duck/macros/index.ts'
import { duck, ident, join, type Sql } from '../../../src/engine/duck/sql.ts'
import { lowerQuery, lowerQueryAsText } from '../../../src/engine/lower/query.ts'
import type { ValueType } from '../../../src/engine/types/data-type.ts'
import { number, text, variant } from '../../../src/engine/types/standard.ts'

/** Types of the columns of test tables. */
export const int: ValueType = number(38, 0, 'BIGINT')
export const varchar: ValueType = text()
export { variant }

/** Sources as plain data: tables by name, with DuckDB rows; views by name, with their text. */
export interface World {
  readonly tables: Readonly<Record<string, BoundSource>>
  readonly views?: Readonly<Record<string, string>>
}

/** A session whose parameters are the defaults, but for those given. */
export function sessionValues(parameters: Readonly<Record<string, string>> = {}): SessionValues {
  const defaults: Readonly<Record<string, string>> = { DEFAULT_NULL_ORDERING: 'LAST', TIMEZONE: 'UTC' }
  return {
    now: 0,
    sessionId: '1',
    account: 'LOCAL',
    region: 'LOCAL',
    user: 'ME',
    role: 'ACCOUNTADMIN',
    warehouse: 'WH',
    database: 'DB',
    schema: 'PUBLIC',
    parameter: (name) => parameters[name] ?? defaults[name] ?? '',
    variable: () => undefined,
    bind: () => undefined,
    queryId: () => undefined,
    transactionId: undefined,
    streamHasData: () => false,
  }
}

/** A table `name` with these columns, kept in DuckDB under the same name. */
export function table(
  name: string,
  columns: Readonly<Record<string, ValueType>>,
  more: Partial<BoundSource> = {},
): BoundSource {
  return {
    rows: ident(name),
    name,
    columns: Object.entries(columns).map(([column, type]) => ({
      name: column,
      physical: column,
      type,
      nullable: true,
    })),
    ...more,
  }
}

export function sourcesOf(world: World): Sources {
  return {
    table: (reference): BoundSource | BoundViewSource => {
      const name = reference.name.kind === 'Name' ? (reference.name.parts.at(-1)?.text ?? '') : ''
      const view = world.views?.[name]
      if (view !== undefined)
        return { query: queryOf(view), text: view, database: 'DB', schema: 'PUBLIC', columns: [], name }
      return world.tables[name] ?? fail('OBJECT_NOT_FOUND', { kind: 'Object', name }, reference.span)
    },
    stage: (reference) => world.tables[reference.location] ?? fail('UNSUPPORTED', { feature: 'stage' }),
    tableFunction: () => fail('UNKNOWN_FUNCTION', { name: 'F' }),
    sequence: () => undefined,
  }
}

export function queryOf(sql: string): Query {
  const statement: Statement = parseStatement(sql)
  if (statement.kind !== 'QueryStatement') throw new Error(`${sql} is no query`)
  return statement.query
}

/** The bound query of `sql`. */
export function bound(sql: string, world: World, session = sessionValues()): BoundQuery {
  return bindQuery(queryOf(sql), sourcesOf(world), session, sql)
}

/** The DuckDB SQL of `sql`. */
export function lowered(sql: string, world: World): string {
  return lowerQuery(bound(sql, world), sessionValues()).toString()
}

/** A DuckDB in memory in which queries over a world can be run. */
export async function openWorld(world: World, rows: Readonly<Record<string, Sql>> = {}) {
  const opened = await openDuck({ folders: [], prepare: installMacros })
  const connection: DuckConnection = await opened.connect()
  for (const [name, source] of Object.entries(world.tables)) {
    const columns = source.columns.map(({ physical, type }) => duck`${ident(physical)} ${duckType(type)}`)
    await connection.run(duck`CREATE TABLE ${ident(name)} (${join(columns)})`)
    const values = rows[name]
    if (values !== undefined) await connection.run(duck`INSERT INTO ${ident(name)} VALUES ${values}`)
  }
  return {
    connection,
    /** Column names, then the rows as texts. */
    async run(sql: string, session = sessionValues()) {
      const query = bound(sql, world, session)
      return {
        columns: query.columns.map(({ name }) => name),
        rows: await connection.rows(lowerQueryAsText(query, session)),
      }
    },
    async rows(sql: string, session = sessionValues()) {
      return (await this.run(sql, session)).rows
    },
    async close() {
      connection.close()
      await opened.close()
    },
  }
}
