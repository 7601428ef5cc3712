import type { Draw } from '../draw.ts'
import { call, expression, type Place } from './expression.ts'

/** A query over the tables of `setup`. */
export function query(draw: Draw, depth: number): string {
  if (depth <= 0)
    return draw.pick(['SELECT 1', 'SELECT id FROM facts', 'SELECT MAX(n) FROM facts', "SELECT 'a', 2"])
  const body = draw.chance(0.12)
    ? `${select(draw, depth - 1)} ${draw.pick(['UNION', 'UNION ALL', 'INTERSECT', 'EXCEPT', 'MINUS'])} ${select(draw, depth - 1)}`
    : select(draw, depth)
  const ctes = draw.chance(0.12)
    ? `WITH ${draw.chance(0.3) ? 'RECURSIVE ' : ''}c AS (${draw.pick([query(draw, depth - 1), 'SELECT 1 AS id UNION ALL SELECT id + 1 FROM c WHERE id < 5'])}) `
    : ''
  return `${ctes}${body}${tail(draw)}`
}

function tail(draw: Draw): string {
  const order = draw.chance(0.25)
    ? ` ORDER BY ${draw.pick(['1', '2 DESC', 'id', 's NULLS FIRST', 'ALL', '1, 2'])}`
    : ''
  return (
    order +
    (draw.chance(0.2)
      ? draw.pick([
          ' LIMIT 2',
          ' LIMIT 0',
          ' LIMIT NULL OFFSET 1',
          ' OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY',
          ' LIMIT -1',
        ])
      : '')
  )
}

function select(draw: Draw, depth: number): string {
  const rows = draw.chance(0.8)
  const place: Place = { draw, depth, rows, query }
  const items = draw.list(1, 3, (index) => item(place, index)).join(', ')
  if (!rows) return `SELECT ${items}`
  const where = draw.chance(0.35) ? ` WHERE ${expression(place, 'BOOLEAN')}` : ''
  const having = draw.chance(0.1) ? ` HAVING ${expression(place, 'BOOLEAN')}` : ''
  const qualify = draw.chance(0.05) ? ` QUALIFY ${expression(place, 'BOOLEAN')}` : ''
  const distinct = draw.pick(['', '', '', '', 'DISTINCT ', 'TOP 2 ', 'ALL '])
  return `SELECT ${distinct}${items} FROM ${from(draw, depth)}${where}${grouping(place)}${having}${qualify}`
}

function item(place: Place, index: number): string {
  const { draw } = place
  if (place.rows && draw.chance(0.06))
    return draw.pick([
      '*',
      'f.*',
      '* EXCLUDE (v, o)',
      "* ILIKE '%s%'",
      '* RENAME (s AS t)',
      '* REPLACE (1 AS id)',
      '$1',
    ])
  const value = draw.chance(0.5) ? call(place) : expression(place)
  return draw.chance(0.5) ? `${value} AS ${draw.pick(['c', '"Quoted c"', 's', `c${index}`])}` : value
}

function grouping({ draw, ...rest }: Place): string {
  if (!draw.chance(0.2)) return ''
  const place = { ...rest, draw }
  return ` GROUP BY ${draw.pick(['1', '1, 2', 'ALL', 'id', 'b, d', 'ROLLUP (b, d)', 'CUBE (b, d)', 'GROUPING SETS ((b), (d), ())', expression(place)])}`
}

function from(draw: Draw, depth: number): string {
  const first = draw.chance(0.7) ? 'facts f' : source(draw, depth)
  if (!draw.chance(0.3)) return first
  const place: Place = { draw, depth: depth - 1, rows: true, query }
  return draw.pick([
    () => `${first} JOIN small s2 ON f.id = s2.id`,
    () =>
      `${first} ${draw.pick(['LEFT', 'RIGHT', 'FULL OUTER', 'INNER'])} JOIN small ON ${expression(place, 'BOOLEAN')}`,
    () => `${first} CROSS JOIN small`,
    () => `${first} NATURAL JOIN nothing`,
    () => `${first} LEFT JOIN nothing USING (id)`,
    () =>
      `${first}, LATERAL FLATTEN(INPUT => ${expression(place, draw.pick(['ARRAY', 'VARIANT', 'OBJECT']))}${draw.pick(['', ', OUTER => TRUE', ', RECURSIVE => TRUE', ", PATH => 'a.b'", ", MODE => 'ARRAY'"])}) fl`,
    () => `${first}, LATERAL (${query(draw, depth - 1)}) l`,
    () => `${first} ASOF JOIN small s2 MATCH_CONDITION (f.ntz >= s2.at) ON f.id = s2.id`,
    () => `${first} PIVOT (SUM(n) FOR b IN (TRUE, FALSE)) AS p`,
    () => `${first} UNPIVOT (val FOR col IN (n, wide)) AS u`,
    () => `${first} ${draw.pick(['SAMPLE (50)', 'TABLESAMPLE BERNOULLI (10) SEED (1)', 'SAMPLE (2 ROWS)'])}`,
    () =>
      `${first} ${draw.pick(['AT (OFFSET => -60)', "BEFORE (TIMESTAMP => '2024-01-01'::TIMESTAMP_LTZ)", "AT (STATEMENT => 'x')"])}`,
  ])()
}

function source(draw: Draw, depth: number): string {
  return draw.pick([
    () => 'facts',
    () => 'small AS f',
    () => 'seen f',
    () => '"Odd Table" f',
    () => 'nothing f',
    () => 'fuzz.public.facts f',
    () => "IDENTIFIER('facts') f",
    () => `(${query(draw, depth - 1)}) f`,
    () => "(VALUES (1, 'a'), (2, NULL)) f (id, s)",
    () => `TABLE(GENERATOR(ROWCOUNT => ${draw.pick(['3', '0', '-1', 'NULL'])})) f`,
    () => `TABLE(FLATTEN(${draw.pick(['PARSE_JSON(\'{"a":[1,2]}\')', '[1, [2]]', 'NULL'])})) f`,
    () => `TABLE(SPLIT_TO_TABLE('a,b', ${draw.pick(["','", "''", 'NULL'])})) f`,
    () => 'TABLE(RESULT_SCAN(LAST_QUERY_ID())) f',
    () =>
      `INFORMATION_SCHEMA.${draw.pick(['TABLES', 'COLUMNS', 'SCHEMATA', 'VIEWS', 'DATABASES', 'NOWHERE'])} f`,
    () => 'missing f',
  ])()
}
