import { describe, expect, test } from 'vitest'
import { parseExpression, parseStatement } from '../../../src/sql/parse.ts'
import { print } from '../../../src/sql/print.ts'
import { rewrite, visit, type Node } from '../../../src/sql/walk.ts'

function kinds(node: Node): readonly string[] {
  const found: string[] = []
  visit(node, { enter: ({ kind }) => void found.push(kind) })
  return found
}

describe('visit', () => {
  test('finds nodes in lists and records, in the order of the text', () => {
    expect(kinds(parseExpression('CASE WHEN a THEN 1 ELSE v:b[$1] END'))).toEqual([
      'Case',
      'ColumnReference',
      'NumberLiteral',
      'Path',
      'ColumnReference',
      'PositionalColumn',
    ])
    expect(kinds(parseExpression('f(DISTINCT a, b => 2) OVER (ORDER BY c ROWS 3 PRECEDING)'))).toEqual([
      'FunctionCall',
      'Name',
      'ColumnReference',
      'NumberLiteral',
      'ColumnReference',
      'NumberLiteral',
    ])
  })

  test('finds tables everywhere in a statement, but no properties', () => {
    const tables = (text: string) => {
      const found: string[] = []
      visit(parseStatement(text), {
        enter: (node) => void (node.kind === 'TableReference' && found.push(print(node))),
      })
      return found
    }
    expect(
      tables(
        'WITH a AS (SELECT * FROM b) SELECT (SELECT c FROM d) FROM e JOIN f ON EXISTS (SELECT 1 FROM g) GROUP BY (SELECT 1 FROM h)',
      ),
    ).toEqual(['B', 'D', 'E', 'F', 'G', 'H'])
    expect(tables('CREATE TASK t WAREHOUSE = w AS INSERT INTO a SELECT * FROM b')).toEqual(['B'])
    expect(
      tables('MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN UPDATE SET y = (SELECT 1 FROM c)'),
    ).toEqual(['B', 'C'])
    expect(kinds(parseStatement('COPY INTO t FROM @st FILE_FORMAT = (FORMAT_NAME = ff)'))).toEqual([
      'CopyIntoTable',
      'Name',
    ])
  })

  test('skips what is below, and leaves after what is below', () => {
    const seen: string[] = []
    visit(parseExpression('f(a) + g(b)'), {
      enter: (node) => {
        seen.push(`enter ${node.kind}`)
        return node.kind === 'FunctionCall' && print(node) === 'F(A)' ? 'skip' : undefined
      },
      leave: (node) => void seen.push(`leave ${node.kind}`),
    })
    expect(seen).toEqual([
      'enter Binary',
      'enter FunctionCall',
      'enter FunctionCall',
      'enter Name',
      'leave Name',
      'enter ColumnReference',
      'leave ColumnReference',
      'leave FunctionCall',
      'leave Binary',
    ])
  })
})

describe('rewrite', () => {
  test('rewrites below before above and shares what stays', () => {
    const before = parseExpression('a + 1 > b OR c')
    const after = rewrite(before, {
      NumberLiteral: (node) => ({ ...node, text: String(Number(node.text) + 1) }),
      Binary: (node) => (node.operator === '>' ? { ...node, operator: '>=' } : node),
    })
    expect(print(after)).toBe('A + 2 >= B OR C')
    expect(print(before)).toBe('A + 1 > B OR C')
    expect(before.kind === 'Binary' && after.kind === 'Binary' && after.right === before.right).toBe(true)
  })

  test('a tree in which nothing changes is the same tree', () => {
    const statement = parseStatement(
      'SELECT CASE a WHEN 1 THEN 2 END FROM t, LATERAL FLATTEN(INPUT => t.v) GROUP BY ROLLUP (a, b)',
    )
    expect(rewrite(statement, { Name: (node) => node })).toBe(statement)
  })

  test('resolves IDENTIFIER(…) wherever it names an object', () => {
    const statement = parseStatement(
      "INSERT INTO IDENTIFIER('t') SELECT IDENTIFIER('f')(1) FROM IDENTIFIER('u')",
    )
    const resolved = rewrite(statement, {
      IdentifierFunction: ({ argument, span }) => ({
        kind: 'Name',
        parts: [
          {
            text: argument.kind === 'StringLiteral' ? argument.value.toUpperCase() : '?',
            quoted: false,
            span,
          },
        ],
        span,
      }),
    })
    expect(print(resolved)).toBe('INSERT INTO T SELECT F(1) FROM U')
  })
})
