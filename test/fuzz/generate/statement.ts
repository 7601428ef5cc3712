import type { Node } from '../../../src/sql/walk.ts'
import { rewrite, visit } from '../../../src/sql/walk.ts'
import { parseExpression, parseStatement } from '../../../src/sql/parse.ts'
import { print } from '../../../src/sql/print.ts'
import { knownStatements, knownVariants } from '../../../src/sql/text/unread-statements.ts'
import { statementParsers } from '../../../src/sql/statement/index.ts'
import type { Expression } from '../../../src/sql/expression/expression.ts'
import type { Draw } from '../draw.ts'
import { expression } from './expression.ts'
import { query } from './query.ts'

const leading: readonly string[] = [...Object.keys(statementParsers), ...knownStatements, ...knownVariants]

const rests = [
  'facts', 'IF EXISTS facts', 'IF NOT EXISTS x', '', 'x AS SELECT 1', '"Odd Table"', 'fuzz.public.facts', "LIKE 'f%'", 'IN DATABASE fuzz',
  "x COMMENT = 'c'", 'x SET COMMENT = 1', "IDENTIFIER('facts')", 'facts (id INT)', 'x TO ROLE public', 'ALL ON TABLE facts TO ROLE public',
  'facts RENAME TO y', 'facts ADD COLUMN z INT', 'x TYPE = CSV', '@~/x', 'x CLONE facts', "a = (b = 'c', d = (1, 2))", "'text'", '1', 'x ()',
] // prettier-ignore

/** Leading words of a statement, known or refused, with something behind them. */
export function loose(draw: Draw): string {
  return `${draw.pick(leading)} ${draw.pick(rests)}${draw.chance(0.3) ? ` ${draw.pick(rests)}` : ''}`
}

const changing: readonly ((draw: Draw) => string)[] = [
  (draw) => `INSERT INTO facts (id, n, s) SELECT ${values(draw, 3)}${draw.pick(['', ' FROM facts f'])}`,
  (draw) => `INSERT INTO facts (id, ${draw.pick(columns)}) VALUES (${value(draw)}, ${value(draw)})`,
  (draw) => `INSERT OVERWRITE INTO small SELECT ${values(draw, 4)}`,
  (draw) => `UPDATE facts f SET ${draw.pick(columns)} = ${rowValue(draw)} WHERE ${rowValue(draw)}`,
  (draw) =>
    `UPDATE facts f SET ${draw.pick(columns)} = s2.amount FROM small s2 WHERE f.id = s2.id AND ${rowValue(draw)}`,
  (draw) => `DELETE FROM facts f USING small s2 WHERE ${rowValue(draw)}`,
  (draw) =>
    `MERGE INTO facts f USING small s2 ON ${rowValue(draw)} WHEN MATCHED AND ${rowValue(draw)} THEN UPDATE SET ${draw.pick(columns)} = ${rowValue(draw)} WHEN NOT MATCHED THEN INSERT (id) VALUES (s2.id)`,
  (draw) => `CREATE OR REPLACE TABLE made AS ${query(draw, 2)}`,
  (draw) => `CREATE OR REPLACE VIEW made_view AS ${query(draw, 2)}`,
  (draw) => `CREATE OR REPLACE TABLE made (id INT DEFAULT ${value(draw)}, s VARCHAR AS (${value(draw)}))`,
  (draw) => `SET (a, b) = (${value(draw)}, ${value(draw)})`,
]

const columns = [
  'id',
  'n',
  'big',
  'wide',
  'x',
  's',
  's10',
  'bin',
  'b',
  'd',
  'tm',
  'ntz',
  'ltz',
  'tz',
  'v',
  'o',
  'a',
]

const value = (draw: Draw): string => expression({ draw, depth: 2, rows: false, query })
const values = (draw: Draw, count: number): string => draw.list(count, count, () => value(draw)).join(', ')
const rowValue = (draw: Draw): string => expression({ draw, depth: 2, rows: true, query })

/** A statement that changes the tables of `setup`. */
export function change(draw: Draw): string {
  return draw.pick(changing)(draw)
}

/** The statement `sql` with one of its expressions, or of its queries, made into a generated one. */
export function grafted(sql: string, draw: Draw): string {
  const tree = parseStatement(sql)
  const places: Node[] = []
  visit(tree, {
    enter: (node) => {
      if (isExpression(node) || node.kind === 'Query') places.push(node)
    },
  })
  if (places.length === 0) return `${sql} ${draw.pick(rests)}`
  const place = draw.pick(places)
  try {
    const made = place.kind === 'Query' ? parsedQuery(query(draw, 2)) : parseExpression(value(draw))
    return print(replaced(tree, place, made))
  } catch {
    return sql
  }
}

function parsedQuery(sql: string): Node {
  const statement = parseStatement(sql)
  if (statement.kind !== 'QueryStatement') throw new Error(`${sql} is no query`)
  return statement.query
}

/** A rewrite of one node: the kinds' table has the same function for all kinds, and only that node is changed by it. */
function replaced<N extends Node>(tree: N, place: Node, made: Node): N {
  const put = (node: Node): Node => (node.kind === place.kind && sameSpan(node, place) ? made : node)
  return rewrite(tree, { [place.kind]: put })
}

function sameSpan(a: object, b: object): boolean {
  return JSON.stringify(Reflect.get(a, 'span')) === JSON.stringify(Reflect.get(b, 'span'))
}

const expressionKinds: ReadonlySet<string> = new Set([
  'Binary', 'BooleanLiteral', 'Case', 'Cast', 'ColumnReference', 'FunctionCall', 'InList', 'IsNull', 'Like', 'NullLiteral',
  'NumberLiteral', 'StringLiteral', 'Unary', 'Path', 'Between', 'ArrayLiteral', 'ObjectLiteral', 'TypedLiteral',
] satisfies Expression['kind'][]) // prettier-ignore

function isExpression(node: Node): boolean {
  return expressionKinds.has(node.kind)
}
