import { describe, expect, test } from 'vitest'
import { parseStatement } from '../../../../src/sql/parse.ts'
import { print } from '../../../../src/sql/print.ts'
import type { QueryBody } from '../../../../src/sql/query/query.ts'
import { failure } from '../failure.ts'
import { withoutSpans } from '../without-spans.ts'

/** Checks what `text` is printed as, and that the print has the same tree. */
function expectPrint(text: string, printed: string): void {
  const tree = parseStatement(text)
  expect(print(tree)).toBe(printed)
  expect(withoutSpans(parseStatement(printed))).toEqual(withoutSpans(tree))
}

describe('SELECT', () => {
  test.each([
    ['select 1', 'SELECT 1'],
    ['select all a, distinct_b c from t;', 'SELECT A, DISTINCT_B AS C FROM T'],
    ['select distinct top 5 a from t', 'SELECT DISTINCT TOP 5 A FROM T'],
    ['select top from t', 'SELECT TOP FROM T'],
    ['select a, b, from t', 'SELECT A, B FROM T'],
    ['select a as left, b "x y", c first from t', 'SELECT A AS LEFT, B AS "x y", C AS FIRST FROM T'],
    ['select *, t.*, db.s.t.* from t', 'SELECT *, T.*, DB.S.T.* FROM T'],
    [
      "select * ilike '%id%' replace (a + 1 as a) rename (b as c, d as e) from t",
      "SELECT * ILIKE '%id%' REPLACE (A + 1 AS A) RENAME (B AS C, D AS E) FROM T",
    ],
    [
      'select * exclude a, t.* exclude (b, c) rename d as e from t',
      'SELECT * EXCLUDE (A), T.* EXCLUDE (B, C) RENAME (D AS E) FROM T',
    ],
    [
      'select a from t where b group by 1, c having d qualify row_number() over (order by e) = 1 order by f desc nulls first, g asc limit 1 offset 2',
      'SELECT A FROM T WHERE B GROUP BY 1, C HAVING D QUALIFY ROW_NUMBER() OVER (ORDER BY E) = 1 ORDER BY F DESC NULLS FIRST, G LIMIT 1 OFFSET 2',
    ],
    ['select a from t group by all', 'SELECT A FROM T GROUP BY ALL'],
    [
      'select a from t group by rollup (a, (b, c)), cube (d), grouping sets ((a, b), c, ())',
      'SELECT A FROM T GROUP BY ROLLUP ((A), (B, C)), CUBE ((D)), GROUPING SETS ((A, B), (C), ())',
    ],
    ['select a from t offset 2 rows fetch next 3 rows only', 'SELECT A FROM T LIMIT 3 OFFSET 2'],
    ['select a from t offset ? fetch ?', 'SELECT A FROM T OFFSET ? ROWS FETCH NEXT ? ROWS ONLY'],
    ['select a from t limit null', 'SELECT A FROM T LIMIT NULL'],
    ['select a from t limit :n', 'SELECT A FROM T LIMIT :N'],
    [
      'select prior a, connect_by_root b, level from t start with c is null connect by c = prior a',
      'SELECT PRIOR A, CONNECT_BY_ROOT B, LEVEL FROM T START WITH C IS NULL CONNECT BY C = PRIOR A',
    ],
  ])('%s', expectPrint)
})

describe('FROM', () => {
  test.each([
    ['select 1 from a, b as x, db..c y (p, q)', 'SELECT 1 FROM A, B AS X, DB..C AS Y (P, Q)'],
    ["select 1 from identifier('a') t", "SELECT 1 FROM IDENTIFIER('a') AS T"],
    [
      'select 1 from a join b on x inner join c using (y)',
      'SELECT 1 FROM A INNER JOIN B ON X INNER JOIN C USING (Y)',
    ],
    [
      'select 1 from a left outer join b on x right join c on y full join d on z',
      'SELECT 1 FROM A LEFT JOIN B ON X RIGHT JOIN C ON Y FULL JOIN D ON Z',
    ],
    ['select 1 from a cross join b natural left join c', 'SELECT 1 FROM A CROSS JOIN B NATURAL LEFT JOIN C'],
    ['select 1 from a join (b join c on x) on y', 'SELECT 1 FROM A INNER JOIN (B INNER JOIN C ON X) ON Y'],
    ['select 1 from ((a join b on x))', 'SELECT 1 FROM A INNER JOIN B ON X'],
    [
      'select 1 from (select 2) t, lateral (select t.a)',
      'SELECT 1 FROM (SELECT 2) AS T, LATERAL (SELECT T.A)',
    ],
    ['select 1 from ((select 2)) t', 'SELECT 1 FROM (SELECT 2) AS T'],
    ['select 1 from ((select 2) union (select 3)) t', 'SELECT 1 FROM ((SELECT 2) UNION (SELECT 3)) AS T'],
    ['select 1 from ((select 2) a join b on x)', 'SELECT 1 FROM (SELECT 2) AS A INNER JOIN B ON X'],
    ['select 1 from ((select 2) limit 1)', 'SELECT 1 FROM ((SELECT 2) LIMIT 1)'],
    [
      "select 1 from t pivot (sum(a) total for b in ('x' as y, 2 z) default on null (0)) p (c, d)",
      "SELECT 1 FROM T PIVOT (SUM(A) AS TOTAL FOR B IN ('x' AS Y, 2 AS Z) DEFAULT ON NULL (0)) AS P (C, D)",
    ],
    [
      'select 1 from (select 2 as a) x pivot (sum(a) for b in (any order by b desc)) pivot (max(c) for d in (select e from f))',
      'SELECT 1 FROM (SELECT 2 AS A) AS X PIVOT (SUM(A) FOR B IN (ANY ORDER BY B DESC)) PIVOT (MAX(C) FOR D IN (SELECT E FROM F))',
    ],
    [
      'select 1 from (a join b on x) pivot (sum(c) for d in (1))',
      'SELECT 1 FROM (A INNER JOIN B ON X) PIVOT (SUM(C) FOR D IN (1))',
    ],
    [
      "select 1 from t unpivot include nulls (v for n in (a as b, c d, e as 'f'))",
      'SELECT 1 FROM T UNPIVOT INCLUDE NULLS (V FOR N IN (A AS B, C AS D, E AS "f"))',
    ],
    [
      'select 1 from t unpivot exclude nulls (v for n in (a)) u',
      'SELECT 1 FROM T UNPIVOT (V FOR N IN (A)) AS U',
    ],
    [
      'select 1 from t as x sample (10) join u tablesample row ($n rows) on y',
      'SELECT 1 FROM T AS X SAMPLE BERNOULLI (10) INNER JOIN U SAMPLE BERNOULLI ($N ROWS) ON Y',
    ],
    ['select 1 from t sample block (0.5) repeatable (7)', 'SELECT 1 FROM T SAMPLE SYSTEM (0.5) SEED (7)'],
    [
      'select 1 from t asof join u match_condition (t.a >= u.a) on t.b = u.b asof join w match_condition (t.a < w.a) using (c)',
      'SELECT 1 FROM T ASOF JOIN U MATCH_CONDITION (T.A >= U.A) ON T.B = U.B ASOF JOIN W MATCH_CONDITION (T.A < W.A) USING (C)',
    ],
    [
      'select 1 from a left directed join b on x first (b) cross directed join c',
      'SELECT 1 FROM A LEFT DIRECTED JOIN B ON X FIRST (B) CROSS DIRECTED JOIN C',
    ],
    ['select 1 from a, b where a.x = b.y (+)', 'SELECT 1 FROM A, B WHERE A.X = B.Y(+)'],
    [
      'select 1 from a order by all desc nulls last limit 1',
      'SELECT 1 FROM A ORDER BY ALL DESC NULLS LAST LIMIT 1',
    ],
    ['select 1 from values (1, 2), (3, 4) as v (a, b)', 'SELECT 1 FROM (VALUES (1, 2), (3, 4)) AS V (A, B)'],
    ['select 1 from (values (1)) v', 'SELECT 1 FROM (VALUES (1)) AS V'],
    [
      'select f.value from t, lateral flatten(input => t.v, outer => true) f',
      'SELECT F.VALUE FROM T, LATERAL FLATTEN(INPUT => T.V, OUTER => TRUE) AS F',
    ],
    ['select 1 from table(flatten(v)) as f (a)', 'SELECT 1 FROM TABLE(FLATTEN(V)) AS F (A)'],
    ['select 1 from table(a.b.f(1)), table(g())', 'SELECT 1 FROM TABLE(A.B.F(1)), TABLE(G())'],
    ["select 1 from table('t') x, table($v)", "SELECT 1 FROM IDENTIFIER('t') AS X, IDENTIFIER($V)"],
    ['select $1, t.$2 from @st/a/b.csv t', 'SELECT $1, T.$2 FROM @st/a/b.csv AS T'],
    [
      "select $1 from @db.s.st (file_format => 'ff', pattern => '.*') t",
      "SELECT $1 FROM @db.s.st (FILE_FORMAT => 'ff', PATTERN => '.*') AS T",
    ],
    [
      "select $1 from '@st/with space' (file_format => ff)",
      "SELECT $1 FROM '@st/with space' (FILE_FORMAT => FF)",
    ],
    [
      "select 1 from t at (timestamp => '2024'::timestamp) x",
      "SELECT 1 FROM T AT (TIMESTAMP => CAST('2024' AS TIMESTAMP)) AS X",
    ],
    [
      'select 1 from t before (statement => $q), u at (offset => -60)',
      'SELECT 1 FROM T BEFORE (STATEMENT => $Q), U AT (OFFSET => -60)',
    ],
    [
      'select 1 from t changes (information => append_only) at (offset => -60) end (offset => -1) c',
      'SELECT 1 FROM T CHANGES (INFORMATION => APPEND_ONLY) AT (OFFSET => -60) END (OFFSET => -1) AS C',
    ],
    ['select 1 from t at, u changes', 'SELECT 1 FROM T AS AT, U AS CHANGES'],
  ])('%s', expectPrint)
})

describe('queries', () => {
  test.each([
    ['(select 1)', 'SELECT 1'],
    ['((select 1) order by 1)', '(SELECT 1) ORDER BY 1'],
    ['values (1, default), (2, 3)', 'VALUES (1, DEFAULT), (2, 3)'],
    [
      'with a as (select 1), b (x) as (select 2) select 3',
      'WITH A AS (SELECT 1), B (X) AS (SELECT 2) SELECT 3',
    ],
    [
      'with recursive a as (select 1 union all select 2 from a) select 3',
      'WITH RECURSIVE A AS (SELECT 1 UNION ALL SELECT 2 FROM A) SELECT 3',
    ],
    ['with recursive as (select 1) select 2', 'WITH RECURSIVE AS (SELECT 1) SELECT 2'],
    ['select 1 union all by name select 2', 'SELECT 1 UNION ALL BY NAME SELECT 2'],
    ['select 1 union distinct select 2 minus select 3', 'SELECT 1 UNION SELECT 2 EXCEPT SELECT 3'],
    ['select 1 union select 2 intersect select 3', 'SELECT 1 UNION SELECT 2 INTERSECT SELECT 3'],
    ['(select 1 union select 2) intersect select 3', '(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3'],
    ['select 1 except (select 2 except select 3)', 'SELECT 1 EXCEPT (SELECT 2 EXCEPT SELECT 3)'],
    ['select 1 union (select 2 limit 1) order by 1', 'SELECT 1 UNION (SELECT 2 LIMIT 1) ORDER BY 1'],
  ])('%s', expectPrint)

  test('INTERSECT binds more tightly than UNION and EXCEPT, which group to the left', () => {
    const shape = (body: QueryBody): unknown =>
      body.kind === 'SetOperation' ? [shape(body.left), body.operator, shape(body.right)] : 'S'
    const tree = parseStatement('select 1 union select 2 intersect select 3 except select 4')
    expect(tree.kind === 'QueryStatement' && shape(tree.query.body)).toEqual([
      ['S', 'UNION', ['S', 'INTERSECT', 'S']],
      'EXCEPT',
      'S',
    ])
  })
})

test.each([
  ['select', "SYNTAX_ERROR: syntax error line 1 at position 6 unexpected '<EOF>'."],
  ['select 1 form t', "SYNTAX_ERROR: syntax error line 1 at position 14 unexpected 't'."],
  ['select a from', "SYNTAX_ERROR: syntax error line 1 at position 13 unexpected '<EOF>'."],
  ['select a as select from t', "SYNTAX_ERROR: syntax error line 1 at position 12 unexpected 'select'."],
  ['select a from t as left', "SYNTAX_ERROR: syntax error line 1 at position 19 unexpected 'left'."],
  ['select a from left', "SYNTAX_ERROR: syntax error line 1 at position 14 unexpected 'left'."],
  [
    "select * ilike 'a' exclude b from t",
    "SYNTAX_ERROR: syntax error line 1 at position 19 unexpected 'exclude'.",
  ],
  ['select 1 intersect all select 2', "SYNTAX_ERROR: syntax error line 1 at position 19 unexpected 'all'."],
  ['select a from t start with b', "SYNTAX_ERROR: syntax error line 1 at position 28 unexpected '<EOF>'."],
  ['select 1\nselect 2', "SYNTAX_ERROR: syntax error line 2 at position 0 unexpected 'select'."],
  ['select 1; select 2', "SYNTAX_ERROR: syntax error line 1 at position 10 unexpected 'select'."],
  ['select a from t asof join u', "SYNTAX_ERROR: syntax error line 1 at position 27 unexpected '<EOF>'."],
  ['select a from asof', "SYNTAX_ERROR: syntax error line 1 at position 14 unexpected 'asof'."],
  [
    'select a from t match_condition',
    "SYNTAX_ERROR: syntax error line 1 at position 16 unexpected 'match_condition'.",
  ],
  [
    'select a from t pivot (sum(a), max(a) for b in (1))',
    "UNSUPPORTED: Unsupported feature 'PIVOT with several aggregates'.",
  ],
  ['select a from t match_recognize (order by a)', "UNSUPPORTED: Unsupported feature 'MATCH_RECOGNIZE'."],
  [
    'with p as procedure () returns int as $$$$ call p()',
    "UNSUPPORTED: Unsupported feature 'WITH … AS PROCEDURE'.",
  ],
])('%s fails', (text, message) => {
  expect(failure(() => parseStatement(text))).toBe(message)
})
