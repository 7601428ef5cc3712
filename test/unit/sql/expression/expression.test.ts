import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../../../src/sql/parse.ts'
import { print } from '../../../../src/sql/print.ts'
import { failure } from '../failure.ts'
import { withoutSpans } from '../without-spans.ts'

/** Checks what `text` is printed as, and that the print has the same tree. */
function expectPrint(text: string, printed: string): void {
  const tree = parseExpression(text)
  expect(print(tree)).toBe(printed)
  expect(withoutSpans(parseExpression(printed))).toEqual(withoutSpans(tree))
}

describe('precedence', () => {
  // Parentheses that change nothing are not printed, so that each case shows what the operators bind.
  test.each([
    ['(a OR (b AND c))', 'A OR B AND C'],
    ['(a OR b) AND c', '(A OR B) AND C'],
    ['(NOT (a = b)) AND c', 'NOT A = B AND C'],
    ['(NOT a) = b', '(NOT A) = B'],
    ['a = (b || c)', 'A = B || C'],
    ['(a + b) || c', 'A + B || C'],
    ['a + (b || c)', 'A + (B || C)'],
    ['(a * b) + c', 'A * B + C'],
    ['a * (b + c)', 'A * (B + C)'],
    ['a - (b - c)', 'A - (B - C)'],
    ['(a - b) - c', 'A - B - C'],
    ['-(a::int)', '-CAST(A AS INT)'],
    ['(-a)::int', 'CAST(-A AS INT)'],
    ['-(-1)', '-(-1)'],
    ["(a || b) COLLATE 'en'", "(A || B) COLLATE 'en'"],
    ["a || b COLLATE 'en'", "A || B COLLATE 'en'"],
    ['(v:a)::int', 'CAST(V:a AS INT)'],
    ['(v::variant):a', 'CAST(V AS VARIANT):a'],
    ['(a || b):c', '(A || B):c'],
    ['a BETWEEN 1 AND 2 AND b', 'A BETWEEN 1 AND 2 AND B'],
    ['a BETWEEN (b AND c) AND d', 'A BETWEEN (B AND C) AND D'],
    ['a = b = c', 'A = B = C'],
    ['a = (b = c)', 'A = (B = C)'],
    ['(a IN (1)) IS NULL', 'A IN (1) IS NULL'],
    ["a LIKE b || '%'", "A LIKE B || '%'"],
    ['NOT NOT a', 'NOT NOT A'],
    ['NOT EXISTS (SELECT 1)', 'NOT EXISTS (SELECT 1)'],
  ])('%s', expectPrint)
})

describe('every form', () => {
  test.each([
    ['1.50', '1.50'],
    [String.raw`'it''s \\ \n'`, "'it''s \\\\ \n'"],
    ['$$a$$', "'a'"],
    ['true and FALSE or null', 'TRUE AND FALSE OR NULL'],
    ["date '2024-01-31'", "DATE '2024-01-31'"],
    ["timestamp '2024-01-31 00:00'", "TIMESTAMP '2024-01-31 00:00'"],
    ["d + interval '1 day, 2 hours'", "D + INTERVAL '1 day, 2 hours'"],
    ['"a b".c', '"a b".C'],
    ['db..t.c', 'DB..T.C'],
    ['$1 + t.$2', '$1 + T.$2'],
    ['$x || :1 || :n', '$X || :1 || :N'],
    ['a != b', 'A <> B'],
    ['a is not null and b is null', 'A IS NOT NULL AND B IS NULL'],
    ['a is true or b is not false', 'A IS TRUE OR B IS NOT FALSE'],
    ['a is not distinct from b', 'A IS NOT DISTINCT FROM B'],
    ['a not between 1 and 2', 'A NOT BETWEEN 1 AND 2'],
    ['a not in (1, 2)', 'A NOT IN (1, 2)'],
    ['(a, b) in ((1, 2), (3, 4))', '(A, B) IN ((1, 2), (3, 4))'],
    ['a in (select 1)', 'A IN (SELECT 1)'],
    ['a in ((select 1))', 'A IN (SELECT 1)'],
    ['a in ((select 1), 2)', 'A IN ((SELECT 1), 2)'],
    ['a in ((select 1) union (select 2))', 'A IN ((SELECT 1) UNION (SELECT 2))'],
    ['a = some (select 1)', 'A = ANY (SELECT 1)'],
    ['a <= all (select 1)', 'A <= ALL (SELECT 1)'],
    ["a not ilike 'x^%' escape '^'", "A NOT ILIKE 'x^%' ESCAPE '^'"],
    ["a like any ('x', 'y') escape '^'", "A LIKE ANY ('x', 'y') ESCAPE '^'"],
    ['a like all (select p from t)', 'A LIKE ALL (SELECT P FROM T)'],
    ["a regexp 'x'", "A RLIKE 'x'"],
    ['case a when 1 then b else c end', 'CASE A WHEN 1 THEN B ELSE C END'],
    ['case when a then 1 when b then 2 end', 'CASE WHEN A THEN 1 WHEN B THEN 2 END'],
    ['cast(a as number(10, 2))', 'CAST(A AS NUMBER(10,2))'],
    ['try_cast(a as double precision)', 'TRY_CAST(A AS DOUBLE PRECISION)'],
    ['a::char varying(3)', 'CAST(A AS CHAR VARYING(3))'],
    ['a::timestamp with local time zone', 'CAST(A AS TIMESTAMP WITH LOCAL TIME ZONE)'],
    ['a::array(number(3,0))', 'CAST(A AS ARRAY(NUMBER(3,0)))'],
    ['a::map(varchar, int)', 'CAST(A AS MAP(VARCHAR, INT))'],
    ['a::vector(float, 3)', 'CAST(A AS VECTOR(FLOAT, 3))'],
    ['v:a.B[0]."c d"[\'k\']', 'V:a.B[0]."c d"[\'k\']'],
    ['v:a:b', 'V:a.b'],
    ['v[0].a', 'V[0].a'],
    ['parse_json(x):select', 'PARSE_JSON(X):select'],
    ['(select 1)', '(SELECT 1)'],
    ['((select 1))', '(SELECT 1)'],
    ['((select 1) union select 2)', '((SELECT 1) UNION SELECT 2)'],
    ['((select 1) + 2)', '(SELECT 1) + 2'],
    ["[1, 'a', []]", "[1, 'a', []]"],
    ["{'a': 1, 'b': {'c': :x}}", "{'a': 1, 'b': {'c': :X}}"],
    ["X'4869'", "TO_BINARY('4869', 'HEX')"],
  ])('%s', expectPrint)
})

describe('calls', () => {
  test.each([
    ['f()', 'F()'],
    ['db.s."f"(a, b => 1, "c" => 2)', 'DB.S."f"(A, B => 1, "c" => 2)'],
    ['count(*)', 'COUNT(*)'],
    ['count(distinct a, b)', 'COUNT(DISTINCT A, B)'],
    ['count(all a)', 'COUNT(A)'],
    ['hash(t.* exclude (a) rename b as c)', 'HASH(T.* EXCLUDE (A) RENAME (B AS C))'],
    ["left('abc', 2) || right(a, 1)", "LEFT('abc', 2) || RIGHT(A, 1)"],
    [
      "replace(a, 'b') || insert(a, 1, 2, 'z') || if(a, b)",
      "REPLACE(A, 'b') || INSERT(A, 1, 2, 'z') || IF(A, B)",
    ],
    ["like(a, 'b') and rlike(a, 'c')", "LIKE(A, 'b') AND RLIKE(A, 'c')"],
    ['date(a) + time(b)', 'DATE(A) + TIME(B)'],
    ['current_date', 'CURRENT_DATE'],
    ['current_timestamp(3)', 'CURRENT_TIMESTAMP(3)'],
    ['extract(year from d)', "DATE_PART('year', D)"],
    ['extract(x, d)', 'EXTRACT(X, D)'],
    ["position('a' in b || c)", "POSITION('a', B || C)"],
    ["position('a', b, 2)", "POSITION('a', B, 2)"],
    ["identifier('f')(1)", "IDENTIFIER('f')(1)"],
    ['identifier($c)', 'IDENTIFIER($C)'],
    ['first_value(a ignore nulls) over (order by b)', 'FIRST_VALUE(A) IGNORE NULLS OVER (ORDER BY B)'],
    ['lag(a) respect nulls over (partition by b)', 'LAG(A) RESPECT NULLS OVER (PARTITION BY B)'],
    [
      "listagg(distinct a, ',') within group (order by b desc nulls last) over (partition by c, d)",
      "LISTAGG(DISTINCT A, ',') WITHIN GROUP (ORDER BY B DESC NULLS LAST) OVER (PARTITION BY C, D)",
    ],
    [
      'sum(a) over (partition by b order by c rows between unbounded preceding and current row)',
      'SUM(A) OVER (PARTITION BY B ORDER BY C ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)',
    ],
    [
      'sum(a) over (order by c rows 3 preceding)',
      'SUM(A) OVER (ORDER BY C ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)',
    ],
    [
      "sum(a) over (order by c range between interval '1 day' preceding and 2 following)",
      "SUM(A) OVER (ORDER BY C RANGE BETWEEN INTERVAL '1 day' PRECEDING AND 2 FOLLOWING)",
    ],
    ['transform(a, x -> x * 2)', 'TRANSFORM(A, (X) -> X * 2)'],
    ['reduce(a, 0, (acc, x) -> acc + x)', 'REDUCE(A, 0, (ACC, X) -> ACC + X)'],
    ['filter(a, x int -> x > (y))', 'FILTER(A, (X INT) -> X > Y)'],
    ['f((a, b))', 'F((A, B))'],
  ])('%s', expectPrint)
})

test('spans are of the text as written, parentheses included', () => {
  const text = ' (a + b) * f(c)::int '
  const tree = parseExpression(text)
  const slice = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end)
  expect(slice(tree.span)).toBe('(a + b) * f(c)::int')
  expect(tree.kind === 'Binary' && slice(tree.left.span)).toBe('(a + b)')
  expect(tree.kind === 'Binary' && slice(tree.right.span)).toBe('f(c)::int')
})

test('a CAST spans its parentheses', () => {
  expect(parseExpression(' cast(a as int) ').span).toEqual({ start: 1, end: 15 })
})

test('question marks are counted', () => {
  const tree = parseExpression('? + f(?, :x) + ?')
  expect(JSON.stringify(withoutSpans(tree)).match(/"index":\d/g)).toEqual([
    '"index":1',
    '"index":2',
    '"index":3',
  ])
})

test.each([
  ['', "SYNTAX_ERROR: syntax error line 1 at position 0 unexpected '<EOF>'."],
  ['a +', "SYNTAX_ERROR: syntax error line 1 at position 3 unexpected '<EOF>'."],
  ['a b', "SYNTAX_ERROR: syntax error line 1 at position 2 unexpected 'b'."],
  ['from', "SYNTAX_ERROR: syntax error line 1 at position 0 unexpected 'from'."],
  ['true.a', "SYNTAX_ERROR: syntax error line 1 at position 4 unexpected '.'."],
  ['f(a,)', "SYNTAX_ERROR: syntax error line 1 at position 4 unexpected ')'."],
  ['f(\n a))', "SYNTAX_ERROR: syntax error line 2 at position 3 unexpected ')'."],
  ['a NOT b', "SYNTAX_ERROR: syntax error line 1 at position 2 unexpected 'NOT'."],
  ['a IS 1', "SYNTAX_ERROR: syntax error line 1 at position 5 unexpected '1'."],
  ['a = NOT b', "SYNTAX_ERROR: syntax error line 1 at position 4 unexpected 'NOT'."],
  ['a # b', "SYNTAX_ERROR: syntax error line 1 at position 2 unexpected '#'."],
  ["'a' 'b'", "SYNTAX_ERROR: syntax error line 1 at position 4 unexpected ''b''."],
  ['case end', "SYNTAX_ERROR: syntax error line 1 at position 8 unexpected '<EOF>'."],
  ['cast(a as object(b int))', "UNSUPPORTED: Unsupported feature 'structured OBJECT'."],
  ["INTERVAL '1' DAY", "UNSUPPORTED: Unsupported feature 'INTERVAL '…' DAY'."],
  ['sum(a) over (order by all)', "SYNTAX_ERROR: syntax error line 1 at position 22 unexpected 'all'."],
])('%s fails', (text, message) => {
  expect(failure(() => parseExpression(text))).toBe(message)
})

test('a chain of ten thousand operators is read and printed', () => {
  const text = Array.from({ length: 10_000 }, (_, i) => `A = ${i}`).join(' OR ')
  expect(print(parseExpression(text))).toBe(text)
})
