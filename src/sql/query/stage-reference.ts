import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import { printLocation } from '../statement/location.ts'
import { parsePropertyValue, printPropertyValue, type Property } from '../statement/property.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'

/**
 * `@stage/path (FILE_FORMAT => fmt, PATTERN => '…') alias`. `location` as written, from the `@` (or an `s3://…` literal).
 * https://docs.snowflake.com/en/user-guide/querying-stage
 */
export interface StageReference {
  readonly kind: 'StageReference'
  readonly location: string
  /** DIRECTORY(@stage): the stage's directory table. https://docs.snowflake.com/en/user-guide/data-load-dirtables-query */
  readonly directory?: true
  readonly options: readonly Property[]
  readonly alias?: TableAlias
  readonly span: Span
}

/** @stage[/path] [ ( NAME => value, … ) ] [alias] */
export function parseStageReference(cursor: Cursor): StageReference {
  const start = cursor.start()
  const location = cursor.stage()
  const options = cursor.is('(') ? cursor.parenthesized(() => cursor.list(() => parseOption(cursor))) : []
  const alias = parseTableAlias(cursor)
  return {
    kind: 'StageReference',
    location,
    options,
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

/** DIRECTORY ( @stage ) [alias] */
export function parseDirectory(cursor: Cursor): StageReference {
  const start = cursor.start()
  cursor.expect('DIRECTORY')
  const location = cursor.parenthesized(() => cursor.stage())
  const alias = parseTableAlias(cursor)
  return {
    kind: 'StageReference',
    location,
    directory: true,
    options: [],
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

function parseOption(cursor: Cursor): Property {
  const start = cursor.start()
  const name = cursor.identifier().text
  cursor.expect('=>')
  return { name, value: parsePropertyValue(cursor), span: cursor.span(start) }
}

export const printStageReference: ByKind<StageReference, [], Sql> = {
  StageReference: (t) =>
    sql`${t.directory === true ? sql`DIRECTORY(${printLocation(t.location)})` : printLocation(t.location)}${printOptions(t.options)}${printTableAlias(t.alias)}`,
}

function printOptions(options: readonly Property[]): Sql {
  const items = options.map(({ name, value }) => sql`${sql.words(name)} => ${printPropertyValue(value)}`)
  return items.length === 0 ? sql.empty : sql` (${sql.join(items)})`
}
