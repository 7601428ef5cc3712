import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  count,
  date,
  float,
  integer,
  number,
  text,
  timestampNtz,
  variant,
} from '../../../../src/engine/types/standard.ts'
import { openEvaluator, type Evaluator, type Rows } from '../expression-world.ts'

let evaluator: Evaluator

beforeAll(async () => {
  evaluator = await openEvaluator()
})
afterAll(async () => {
  await evaluator.close()
})

/** Expressions and the text of their value; null for NULL. */
function values(what: string, cases: readonly (readonly [string, string | null])[]): void {
  it.each(cases)(`${what}: %s`, async (sql, expected) => {
    expect(await evaluator.value(sql)).toBe(expected)
  })
}

/** Expressions that fail when evaluated or bound, and what the message says. */
function failures(what: string, cases: readonly (readonly [string, string | RegExp])[]): void {
  it.each(cases)(`${what}: %s`, async (sql, message) => {
    await expect((async () => await evaluator.value(sql))()).rejects.toThrow(message)
  })
}

describe('texts of values', () => {
  values('literals', [
    ['0.10', '0.10'],
    ['.5', '0.5'],
    ['-7.000', '-7.000'],
    ['1e20', '100000000000000000000'],
    ['3::FLOAT', '3'],
    ["'nan'::FLOAT", 'NaN'],
    ['TRUE', 'true'],
    ["DATE '2024-01-31'", '2024-01-31'],
    ["'2024-07-01 10:00:00.123456'::TIMESTAMP_NTZ", '2024-07-01 10:00:00.123'],
    ["'2024-07-01 10:00:00'::TIMESTAMP_LTZ", '2024-07-01 10:00:00.000 -0700'],
    ["'2024-07-01 10:00:00 +0530'::TIMESTAMP_TZ", '2024-07-01 10:00:00.000 +0530'],
    ['PARSE_JSON(\'{ "a" : [1, "x"] }\')', '{"a":[1,"x"]}'],
    ["PARSE_JSON('null')", 'null'],
    ["PARSE_JSON('null')::VARCHAR", null],
  ])

  it('follow the session’s formats', async () => {
    const formats = {
      DATE_OUTPUT_FORMAT: 'DD.MM.YYYY',
      TIMEZONE: 'Asia/Tokyo',
      TIMESTAMP_OUTPUT_FORMAT: 'YYYY HH24 TZH:TZM',
    }
    expect(await evaluator.values("DATE '2024-01-31'", undefined, formats)).toEqual(['31.01.2024'])
    expect(await evaluator.values("DATE '2024-01-31' || '!'", undefined, formats)).toEqual(['31.01.2024!'])
    expect(await evaluator.values("'2024-01-31 00:00:00 +0000'::TIMESTAMP_LTZ", undefined, formats)).toEqual([
      '2024 09 +09:00',
    ])
  })
})

describe('conversions', () => {
  values('texts to numbers', [
    ["'12.5'::INT", '13'],
    ["'-12.5'::INT", '-13'],
    ["' 42 '::INT", '42'],
    ["'1.2e3'::INT", '1200'],
    ["'12345678901234567890123'::INT", '12345678901234567890123'],
    ["'1.005'::NUMBER(10,2)", '1.01'],
    ["TRY_CAST('1_000' AS INT)", null],
    ["TRY_CAST('0x1F' AS INT)", null],
    ["TRY_CAST('9.99' AS NUMBER(2,1))", null],
  ])
  values('texts to dates and times', [
    ["'05-JAN-2024'::DATE", '2024-01-05'],
    ["'01/05/2024'::DATE", '2024-01-05'],
    ["'2024-01-05 10:11:12'::DATE", '2024-01-05'],
    ["'2024-01-05T10:11:12Z'::TIMESTAMP_NTZ", '2024-01-05 10:11:12.000'],
    ["'2024-01-05 10:11-07'::TIMESTAMP_NTZ", '2024-01-05 10:11:00.000'],
    ["'2024-01-05 10:11:12.5 -0730'::TIMESTAMP_TZ", '2024-01-05 10:11:12.500 -0730'],
    ["TRY_CAST('epoch' AS DATE)", null],
    ["TRY_CAST('infinity' AS TIMESTAMP_NTZ)", null],
    ["TO_DATE('31.12.2024', 'DD.MM.YYYY')", '2024-12-31'],
    ["TRY_TO_DATE('31/12', 'DD.MM.YYYY')", null],
    ["TO_TIMESTAMP_LTZ('2024-07-01 00', 'YYYY-MM-DD HH24')", '2024-07-01 00:00:00.000 -0700'],
  ])
  failures('bad values', [
    ["'abc'::INT", "Numeric value 'abc' is not recognized"],
    ["'1_000'::INT", "Numeric value '1_000' is not recognized"],
    ["'0x1F'::INT", "Numeric value '0x1F' is not recognized"],
    ["'1000'::NUMBER(3,0)", "Numeric value '1000' is out of range"],
    ['1000::NUMBER(3,0)', 'Number out of representable range'],
    ['99.96::NUMBER(3,1)', 'Number out of representable range'],
    ["'x'::DATE", "Date 'x' is not recognized"],
    ["'x'::BOOLEAN", "Boolean value 'x' is not recognized"],
    ["'2024-02-30 00:00:00'::TIMESTAMP_NTZ", "Timestamp '2024-02-30 00:00:00' is not recognized"],
    ["TO_DATE('x', 'YYYY')", "Can't parse 'x' as date with format 'YYYY'"],
    ["'xy'::CHAR", "String 'xy' is too long and would be truncated"],
    ["PARSE_JSON('{')", 'Error parsing JSON'],
    [`PARSE_JSON('"x"')::INT`, 'Failed to cast variant value x to FIXED'],
    ["PARSE_JSON('[1]')::OBJECT", 'Failed to cast variant value [1] to OBJECT'],
    ['TRY_CAST(5 AS VARCHAR)', 'TRY_CAST'],
    ["DATE '2024-01-01'::INT", 'CAST'],
  ])
})

describe('operators', () => {
  values('on NULL and booleans', [
    ['NULL AND FALSE', 'false'],
    ['NULL OR NULL', null],
    ['NOT NULL::BOOLEAN', null],
    ['NULL IS DISTINCT FROM 1', 'true'],
    ['(1 = 1) IS NOT TRUE', 'false'],
    ['1 IN (2, NULL)', null],
    ["(1, 'b') IN ((1, 'a'), (NULL, 'b'))", null],
    ['5 BETWEEN NULL AND 3', 'false'],
  ])
  values('on texts', [
    ["'a%c' LIKE 'a^%c' ESCAPE '^'", 'true'],
    ["'Abc' ILIKE ANY ('x', 'aB_')", 'true'],
    ["'cobalt' RLIKE 'bal'", 'false'],
    ["'ABC' COLLATE 'en-ci' = 'abc'", 'true'],
    ["'1.50' = 1.5", 'true'],
    ["'10' > 9", 'true'],
    ["'3.7' + 1", '4.70000'],
    ["'a' || NULL", null],
  ])
  values('on dates', [
    ["'2024-03-01'::DATE - '2024-02-01'::DATE", '29'],
    ["DATE '2024-02-28' + 1", '2024-02-29'],
    ["DATE '2023-02-28' + INTERVAL '1 day, 1 year'", '2024-03-01'],
    ["'2024-01-01 00:00:00 +0000'::TIMESTAMP_TZ = '2024-01-01 05:30:00 +0530'::TIMESTAMP_TZ", 'true'],
    ["DATE '2024-03-04' = '04-MAR-2024'", 'true'],
  ])
  failures('on what they do not take', [
    ['TRUE + 1', 'cannot be used'],
    ["DATE '2024-01-01' * 2", 'cannot be used'],
    ['1 / 0', 'Division by zero'],
    ['1::FLOAT / 0', 'Division by zero'],
    ["CASE WHEN TRUE THEN DATE '2024-01-01' ELSE 1 END", 'Can not convert'],
  ])
})

describe('semi-structured values', () => {
  const people: Rows = {
    columns: { V: variant, I: count },
    rows: [
      ['{"name":"Zed","tags":["a",{"k":1.5}],"odd\\"key":7,"n":null}', '1'],
      [null, '0'],
    ],
  }
  it.each([
    ['V:name', ['"Zed"', null]],
    ['V:name::VARCHAR', ['Zed', null]],
    ["V:name = 'Zed'", ['true', null]],
    ['V:tags[1].k::NUMBER(5,2)', ['1.50', null]],
    ['V:tags[I]', ['{"k":1.5}', null]],
    [`V['odd"key']::INT`, ['7', null]],
    ['V:n', ['null', null]],
    ['V:n::INT', [null, null]],
    ['V:missing', [null, null]],
    ['V:tags[1].k + 1', ['2.5', null]],
    [
      'OBJECT_CONSTRUCT(*)',
      ['{"I":1,"V":{"n":null,"name":"Zed","odd\\"key":7,"tags":["a",{"k":1.5}]}}', '{"I":0}'],
    ],
    ["{'b': I, 'a': NULL}", ['{"b":1}', '{"b":0}']],
    ['ARRAY_CONSTRUCT(I, NULL, 2.50)', ['[1,undefined,2.5]', '[0,undefined,2.5]']],
    ['ARRAY_SIZE(V:tags)', ['2', null]],
    ['IS_NULL_VALUE(V:n)', ['true', null]],
    ["ARRAY_CONTAINS('a'::VARIANT, V:tags::ARRAY)", ['true', null]],
  ])('%s', async (sql, expected) => {
    expect(await evaluator.values(sql, people)).toEqual(expected)
  })
})

describe('aggregates', () => {
  const sales: Rows = {
    columns: { G: text(), N: count, D: number(10, 2), H: integer, F: float, DT: date, TS: timestampNtz() },
    rows: [
      ['a', '1', '1.50', '10', '0.5', '2024-01-01', '2024-01-01 10:00:00'],
      ['a', '2', '2.25', '20', '1.5', '2024-01-02', '2024-01-02 10:00:00'],
      ['b', null, null, null, null, null, null],
      [null, '4', '0.25', '30', '2', '2024-01-03', '2024-01-03 10:00:00'],
    ],
  }
  it.each([
    ['COUNT(*)', '4'],
    ['COUNT(N)', '3'],
    ['COUNT(G, N)', '2'],
    ['SUM(N)', '7'],
    ['SUM(D)', '4.00'],
    ['AVG(N)', '2.333333'],
    ['AVG(D)', '1.33333333'],
    ['AVG(IFF(N > 100, N, NULL))', null],
    ['MEDIAN(D)', '1.50000'],
    ["LISTAGG(G, ',') WITHIN GROUP (ORDER BY G DESC)", 'b,a,a'],
    ['ARRAY_AGG(DISTINCT N) WITHIN GROUP (ORDER BY N DESC)', '[4,2,1]'],
    ['OBJECT_AGG(G || N, D)', '{"a1":1.5,"a2":2.25}'],
    ['MIN(DT) || MAX(TS)', '2024-01-012024-01-03 10:00:00.000'],
    ['COUNT_IF(N > 1) + APPROX_COUNT_DISTINCT(G)', '4'],
    ['SUM(D * N) / COUNT(*)', '1.75000000'],
  ])('%s', async (sql, expected) => {
    expect(await evaluator.values(sql, sales)).toEqual([expected])
  })

  it.each([
    ['ROW_NUMBER() OVER (PARTITION BY G ORDER BY N DESC)', ['1', '1', '1', '2']],
    ['LAST_VALUE(N) OVER (ORDER BY N)', [null, null, null, null]],
    ['LAG(D, 1, 0) OVER (ORDER BY N)', ['0.00', '0.25', '1.50', '2.25']],
    ['LAG(N) IGNORE NULLS OVER (ORDER BY N)', ['1', '2', '4', null]],
    ['SUM(D) OVER (ORDER BY N ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)', ['0.25', '1.50', '2.50', '3.75']],
    ['AVG(N) OVER (PARTITION BY G)', ['1.500000', '1.500000', '4.000000', null]],
  ])('%s', async (sql, expected) => {
    const got = [...(await evaluator.values(sql, sales))].sort((a, b) => (a ?? '~').localeCompare(b ?? '~'))
    expect(got).toEqual([...expected].sort((a, b) => (a ?? '~').localeCompare(b ?? '~')))
  })
})
