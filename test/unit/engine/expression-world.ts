import { bindExpression } from '../../../src/engine/bind/expression.ts'
import { toText } from '../../../src/engine/bind/coercion.ts'
import type { BoundExpression } from '../../../src/engine/bind/expression-tree.ts'
import type { Scope } from '../../../src/engine/bind/tree.ts'
import { fail } from '../../../src/common/errors.ts'
import { typeText } from '../../../src/account/types.ts'
import type { DuckConnection } from '../../../src/engine/duck/connection.ts'
import { duckType } from '../../../src/engine/duck/data-type.ts'
import { openDuck } from '../../../src/engine/duck/instance.ts'
import { installMacros } from '../../../src/engine/duck/macros/index.ts'
import { duck, ident, join, text, type Sql } from '../../../src/engine/duck/sql.ts'
import { lowerExpression, type LowerTarget } from '../../../src/engine/lower/expression.ts'
import type { ValueType } from '../../../src/engine/types/data-type.ts'
import { parseExpression } from '../../../src/sql/parse.ts'
import { defaultSession } from './default-session.ts'

/** Columns of the one relation that test expressions see, with each row's DuckDB texts. */
export interface Rows {
  readonly columns: Readonly<Record<string, ValueType>>
  readonly rows: readonly (readonly (string | null)[])[]
}

const noRows: Rows = { columns: {}, rows: [[]] }

/** Binds the text of an expression. */
export function bound(
  sql: string,
  rows: Rows = noRows,
  parameters: Readonly<Record<string, string>> = {},
): BoundExpression {
  return bindExpression(parseExpression(sql), scopeOf(sql, rows, parameters))
}

function scopeOf(sql: string, { columns }: Rows, parameters: Readonly<Record<string, string>>): Scope {
  const use = (name: string, span: BoundExpression['span']): BoundExpression | undefined => {
    const type = columns[name]
    return type && { kind: 'ColumnUse', id: Object.keys(columns).indexOf(name), type, span }
  }
  return {
    session: defaultSession(parameters),
    text: sql,
    column: (parts, span) => {
      const name = parts.map((part) => part.text).join('.')
      return use(name, span) ?? fail('INVALID_IDENTIFIER', { name, line: 1, position: span.start }, span)
    },
    position: (_qualifier, _index, span) => fail('UNSUPPORTED', { feature: '$n' }, span),
    star: (_qualifier, span) =>
      Object.keys(columns).flatMap((name) => ({ name, value: use(name, span) ?? bound('NULL') })),
    query: (query) => fail('UNSUPPORTED', { feature: 'query' }, query.span),
  }
}

/** The type of an expression as DESCRIBE writes it. */
export function typeOfText(sql: string, rows?: Rows): string {
  const { type } = bound(sql, rows)
  return type.kind === 'NULL' ? 'NULL' : typeText(type)
}

/** A DuckDB in memory that evaluates expressions. */
export interface Evaluator {
  /** The texts of the expression in results, a row each. */
  values(
    sql: string,
    rows?: Rows,
    parameters?: Readonly<Record<string, string>>,
  ): Promise<readonly (string | null)[]>
  /** The text for the only row. */
  value(sql: string): Promise<string | null>
  readonly connection: DuckConnection
  close(): Promise<void>
}

export async function openEvaluator(): Promise<Evaluator> {
  const opened = await openDuck({ folders: [], prepare: installMacros })
  const connection = await opened.connect()
  const values = async (
    sql: string,
    rows: Rows = noRows,
    parameters: Readonly<Record<string, string>> = {},
  ) => {
    const target: LowerTarget = {
      column: (id) => ident(Object.keys(rows.columns)[id] ?? ''),
      query: () => duck``,
      session: defaultSession(parameters),
    }
    const expression = bound(sql, rows, parameters)
    const value = lowerExpression(toText(expression), target)
    const found = await connection.rows(duck`SELECT ${value} FROM ${relation(rows)}`)
    return found.map(([first = null]) => first)
  }
  return {
    connection,
    values,
    value: async (sql) => (await values(sql))[0] ?? null,
    close: async () => {
      connection.close()
      await opened.close()
    },
  }
}

function relation({ columns, rows }: Rows): Sql {
  const names = Object.keys(columns)
  if (names.length === 0) return duck`(SELECT 1) AS t`
  const lines = rows.map((row) => {
    const cells = Object.values(columns).map((type, index) => {
      const cell = row[index] ?? null
      return cell === null
        ? duck`CAST(NULL AS ${duckType(type)})`
        : duck`CAST(${text(cell)} AS ${duckType(type)})`
    })
    return duck`(${join(cells)})`
  })
  return duck`(VALUES ${join(lines)}) AS t(${join(names.map((name) => ident(name)))})`
}
