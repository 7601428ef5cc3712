import { isErrorCode, type ErrorCode } from '../../common/codes.ts'
import type { SessionValues } from '../bind/tree.ts'
import type { BoundExpression } from '../bind/expression-tree.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { lowerExpression } from '../lower/expression.ts'
import type { ValueType } from '../types/data-type.ts'
import type { Format } from './format.ts'
import type { Loadable } from './loadable.ts'
import { columnName, type Shape } from './shape.ts'
import type { Reject, Runner } from './staging.ts'

/** The rows of a load that cannot become rows of the table: a temporary table, one row for each. */
export class BadRows {
  /** `at` (null when the row is not in the relation), `file`, `row`, `line`, `character`, `column`, `raw`, `reason`, `code`. */
  readonly #table: string
  readonly #runner: Runner

  private constructor(runner: Runner, table: string) {
    this.#runner = runner
    this.#table = table
  }

  static async create(runner: Runner): Promise<BadRows> {
    const table = runner.temporaryName('bad')
    await runner.run(
      duck`CREATE TEMP TABLE ${ident(table)} ("at" BIGINT, file INTEGER, "row" BIGINT, line BIGINT, "character" BIGINT, "column" INTEGER, raw VARCHAR, reason VARCHAR, code VARCHAR)`,
    )
    return new BadRows(runner, table)
  }

  get relation(): Sql {
    return ident('temp', 'main', this.#table)
  }

  /** Rows found one by one. */
  async add(rejects: readonly Reject[]): Promise<void> {
    for (let start = 0; start < rejects.length; start += 200) {
      const rows = rejects
        .slice(start, start + 200)
        .map(
          (r) =>
            duck`(NULL, ${integer(r.file)}, ${integer(r.row)}, ${integer(r.line)}, ${integer(r.character)}, ${r.column === undefined ? duck`NULL` : integer(r.column)}, ${r.raw === null ? duck`NULL` : text(r.raw)}, ${text(r.reason)}, ${text(r.code)})`,
        )
      await this.#runner.run(duck`INSERT INTO ${this.relation} VALUES ${join(rows)}`)
    }
  }

  /** Rows of which a field does not convert; a row is bad once, for its first bad column. Gives their number. */
  async addUnconvertible(loadable: Loadable, tests: readonly Test[]): Promise<number> {
    if (tests.length === 0) return 0
    const places = duck`CASE ${join(
      tests.map(({ when, place }) => duck`WHEN ${when} THEN ${integer(place)}`),
      ' ',
    )} END`
    const pick = (value: (test: Test) => Sql) =>
      duck`CASE "column" ${join(
        tests.map((test) => duck`WHEN ${integer(test.place)} THEN ${value(test)}`),
        ' ',
      )} END`
    return this.#runner.run(
      duck`INSERT INTO ${this.relation} SELECT "$at", "$file", "$row", "$row", 1, "column", NULL, ${pick(({ reason }) => reason)}, ${pick(({ code }) => code)} FROM (SELECT *, ${places} AS "column" FROM ${loadable.rows}) WHERE "column" IS NOT NULL`,
    )
  }

  /** Finds the place in the relation of rows that are known by file and number. */
  async place(loadable: Loadable): Promise<void> {
    await this.#runner.run(
      duck`UPDATE ${this.relation} AS b SET "at" = r."$at" FROM ${loadable.rows} r WHERE r."$file" = b.file AND r."$row" = b."row" AND b."at" IS NULL AND b."row" > 0`,
    )
  }

  /** Fills in line, character and text of the rows that do not have them yet. */
  async locate(loadable: Loadable, delimiter: number): Promise<void> {
    const found = await this.#runner.rows(
      duck`SELECT file, "row" FROM ${this.relation} WHERE raw IS NULL AND "row" > 0 ORDER BY file, "row"`,
    )
    if (found.length === 0) return
    const wanted = new Map<number, number[]>()
    for (const [file, row] of found) {
      const rows = wanted.get(Number(file)) ?? []
      rows.push(Number(row))
      wanted.set(Number(file), rows)
    }
    const before = duck`list_transform(t.fields[1:b."column" - 1], lambda f: len(f) + ${integer(delimiter)})`
    const character = duck`CASE WHEN t.fields IS NULL OR b."column" IS NULL THEN 1 ELSE 1 + coalesce(CAST(list_sum(${before}) AS BIGINT), 0) END`
    await this.#runner.run(
      duck`UPDATE ${this.relation} AS b SET line = t.line, raw = t.raw, "character" = ${character} FROM (${await loadable.texts(wanted)}) t WHERE t.file = b.file AND t."row" = b."row" AND b.raw IS NULL AND b."row" > 0`,
    )
  }

  /** By file: how many, and the first. */
  async summary(): Promise<ReadonlyMap<number, { readonly count: number; readonly first: Reject }>> {
    const rows = await this.#runner.rows(
      duck`SELECT file, count(*) OVER (PARTITION BY file), "row", line, "character", "column", raw, reason, code FROM ${this.relation} QUALIFY row_number() OVER (PARTITION BY file ORDER BY "row") = 1`,
    )
    return new Map(rows.map((row) => [Number(row[0]), { count: Number(row[1]), first: rejectOf(row) }]))
  }

  /** All of them, in order, at most `limit`. */
  async all(limit: number): Promise<readonly Reject[]> {
    const rows = await this.#runner.rows(
      duck`SELECT file, 0, "row", line, "character", "column", raw, reason, code FROM ${this.relation} ORDER BY file, "row" LIMIT ${integer(limit)}`,
    )
    return rows.map(rejectOf)
  }
}

function rejectOf(row: readonly (string | null)[]): Reject {
  const [file, , number, line, character, column, raw, reason, code] = row
  return {
    file: Number(file),
    row: Number(number),
    line: Number(line),
    character: Number(character),
    column: column === null || column === undefined ? undefined : Number(column),
    raw: raw ?? null,
    reason: reason ?? '',
    code: code !== null && code !== undefined && isErrorCode(code) ? code : 'EXECUTION_FAILED',
  }
}

/** When a column's field is bad, and what is said of it. */
export interface Test {
  readonly place: number
  readonly when: Sql
  readonly reason: Sql
  readonly code: Sql
  /** The insertion would not fail but store NULL. */
  readonly silent: boolean
}

/** The tests of a load's checked columns: what is NULL after TRY_CAST though a text is there, is too long, or may not be NULL. */
export function testsOf(
  shape: Shape,
  loadable: Loadable,
  format: Format,
  options: { readonly truncate: boolean },
  session: SessionValues,
): readonly Test[] {
  const names = new Set(loadable.fields.map(({ name }) => name))
  return shape.checked.flatMap((place, at) => {
    const target = shape.columns[at]
    if (place === undefined || target === undefined) return []
    const value = names.has(`$${place}`) ? ident(`$${place}`) : duck`CAST(NULL AS VARCHAR)`
    return [
      ...conversionTests(target, value, at + 1, format, options, session),
      ...nullTests(target, value, at + 1),
    ]
  })
}

function nullTests(target: TableColumn, value: Sql, place: number): readonly Test[] {
  if (target.nullable) return []
  return [
    {
      place,
      when: duck`${value} IS NULL`,
      reason: text('NULL result in a non-nullable column'),
      code: text('NULL_NOT_ALLOWED'),
      silent: false,
    },
  ]
}

function conversionTests(
  target: TableColumn,
  value: Sql,
  place: number,
  format: Format,
  options: { readonly truncate: boolean },
  session: SessionValues,
): readonly Test[] {
  const { type } = target
  if (type.kind === 'VARCHAR') {
    if (options.truncate || type.length >= 16_777_216) return []
    const reason = duck`${text(`User character length limit (${type.length}) exceeded by string '`)} || ${value} || ''''`
    return [
      {
        place,
        when: duck`length(${value}) > ${integer(type.length)}`,
        reason,
        code: codeText('COPY_TEXT_TOO_LONG'),
        silent: false,
      },
    ]
  }
  const converted = triedValue(target, value, format, session)
  if (converted === undefined) return []
  const { said, code } = faultOf(type, value, format)
  const silent =
    ['VARIANT', 'OBJECT', 'ARRAY'].includes(type.kind) ||
    (type.kind === 'TIME' && format.values.time !== 'AUTO')
  return [{ place, when: duck`${value} IS NOT NULL AND ${converted} IS NULL`, reason: said, code, silent }]
}

const anyText: ValueType = { kind: 'VARCHAR', length: 16_777_216 }
const nowhere = { start: 0, end: 0 }

/** The field's value, or NULL where it is not one of the column's type. Whole numbers are tried beyond 64 bits: the column can be widened. */
function triedValue(
  { type }: TableColumn,
  value: Sql,
  format: Format,
  session: SessionValues,
): Sql | undefined {
  if (type.kind === 'VARIANT' || type.kind === 'OBJECT' || type.kind === 'ARRAY') {
    const kind = type.kind === 'VARIANT' ? duck`TRUE` : duck`json_type(${value}) = ${text(type.kind)}`
    return duck`CASE WHEN trim(${value}) = '' OR (json_valid(${value}) AND ${kind}) THEN TRUE END`
  }
  if (type.kind === 'BINARY' && format.values.binary !== 'HEX')
    return format.values.binary === 'UTF8' ? undefined : duck`TRY(from_base64(${value}))`
  const wanted: ValueType =
    type.kind === 'NUMBER' && type.form === 'BIGINT' ? { ...type, form: 'HUGEINT' } : type
  const operand: BoundExpression = { kind: 'ColumnUse', id: 1, type: anyText, span: nowhere }
  const tried: BoundExpression = {
    kind: 'Convert',
    operand,
    type: wanted,
    mode: { kind: 'Try' },
    span: nowhere,
  }
  const lowered = lowerExpression(tried, {
    column: () => value,
    query: () => {
      throw new Error('Snowmelt bug: a conversion has no query')
    },
    session,
  })
  // Most whole numbers have at most 18 digits; the wide conversion is asked only about the rest.
  return wanted.kind === 'NUMBER' && wanted.form === 'HUGEINT'
    ? duck`coalesce(CAST(try_cast(${value} AS BIGINT) AS HUGEINT), ${lowered})`
    : lowered
}

function codeText(code: ErrorCode): Sql {
  return text(code)
}

/** What Snowflake says of a field that is not a value of `type`. */
function faultOf(type: ValueType, value: Sql, format: Format): { readonly said: Sql; readonly code: Sql } {
  const unrecognized = (what: string) => duck`${text(`${what} '`)} || ${value} || ''' is not recognized'`
  const unparsable = (what: string, model: string) =>
    duck`'Can''t parse ''' || ${value} || ${text(`' as ${what} with format '${model}'`)}`
  const temporal = (kind: string, model: string, title: string, code: ErrorCode) =>
    model === 'AUTO'
      ? { said: unrecognized(title), code: codeText(code) }
      : { said: unparsable(kind, model), code: codeText('CANNOT_PARSE_TEMPORAL') }
  switch (type.kind) {
    case 'NUMBER': {
      const isNumber = duck`regexp_full_match(trim(${value}), '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?')`
      return {
        said: duck`CASE WHEN ${isNumber} THEN 'Numeric value ''' || ${value} || ''' is out of range' ELSE ${unrecognized('Numeric value')} END`,
        code: duck`CASE WHEN ${isNumber} THEN 'NUMBER_OUT_OF_RANGE' ELSE 'NUMERIC_VALUE_NOT_RECOGNIZED' END`,
      }
    }
    case 'FLOAT':
      return { said: unrecognized('Numeric value'), code: codeText('NUMERIC_VALUE_NOT_RECOGNIZED') }
    case 'BOOLEAN':
      return { said: unrecognized('Boolean value'), code: codeText('BOOLEAN_VALUE_NOT_RECOGNIZED') }
    case 'DATE':
      return temporal('date', format.values.date, 'Date', 'DATE_NOT_RECOGNIZED')
    case 'TIME':
      return temporal('time', format.values.time, 'Time', 'TIME_NOT_RECOGNIZED')
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return temporal('timestamp', format.values.timestamp, 'Timestamp', 'TIMESTAMP_NOT_RECOGNIZED')
    case 'BINARY':
      return {
        said: duck`'The following string is not a legal hex-encoded value: ''' || ${value} || ''''`,
        code: codeText('BINARY_NOT_RECOGNIZED'),
      }
    default:
      return { said: duck`'Error parsing JSON: ' || ${value}`, code: codeText('JSON_PARSE_ERROR') }
  }
}

/** The session with the formats of dates and timestamps that a file format gives. */
export function withFormats(session: SessionValues, { values }: Format): SessionValues {
  const given: Readonly<Record<string, string>> = {
    DATE_INPUT_FORMAT: values.date,
    TIMESTAMP_INPUT_FORMAT: values.timestamp,
    TIME_INPUT_FORMAT: values.time,
  }
  const parameter = (name: string) => {
    const own = given[name]
    return own === undefined || own.toUpperCase() === 'AUTO' ? session.parameter(name) : own
  }
  // The session's other members, methods too, stay as they are.
  return Object.create(session, { parameter: { value: parameter } }) as SessionValues
}

/** How a reject's column is named in the ledger and in results. */
export function rejectColumn(
  reject: Pick<Reject, 'column'>,
  table: TableRecord,
  columns: readonly TableColumn[],
): string | null {
  const name = reject.column === undefined ? undefined : columns[reject.column - 1]?.name
  return name === undefined || reject.column === undefined ? null : columnName(table, name, reject.column)
}
