import type { DataType, ValueType } from '../../../src/engine/types/data-type.ts'
import * as types from '../../../src/engine/types/standard.ts'

export type Kind = ValueType['kind']

/** A type of each kind, as the parameters of functions are asked about. */
export const typeOfKind: Readonly<Record<Kind | 'NULL', DataType>> = {
  NUMBER: types.number(12, 2),
  FLOAT: types.float,
  VARCHAR: types.text(),
  BINARY: types.binary(),
  BOOLEAN: types.boolean,
  DATE: types.date,
  TIME: types.time(),
  TIMESTAMP_NTZ: types.timestampNtz(),
  TIMESTAMP_LTZ: types.timestampLtz(),
  TIMESTAMP_TZ: types.timestampTz(),
  VARIANT: types.variant,
  OBJECT: types.object,
  ARRAY: types.array,
  NULL: types.nothing,
}

export const kinds = Object.keys(typeOfKind).filter((kind): kind is Kind => kind !== 'NULL')

/** Written values of each kind: usual ones, borders, and ones that cannot be. */
export const literals: Readonly<Record<Kind, readonly string[]>> = {
  NUMBER: [
    '0', '1', '-1', '2', '3', '7', '10', '100', '1.5', '-0.5', '0.01', '12345.678', '2147483647', '9223372036854775807',
    '-9223372036854775808', '99999999999999999999999999999999999999', '0.00000000000000000001',
    "'1.25'::NUMBER(38, 37)", '123456789012345678901234567890.12345678', '-7::NUMBER(1, 0)', 'NULL::NUMBER(5, 2)',
  ],
  FLOAT: [
    '1e3', '-2.5e0', '0e0', "'NaN'::FLOAT", "'inf'::FLOAT", "'-inf'::FLOAT", '1e308', '-1e308', '5e-324', '0.1::FLOAT',
    '1e16', 'NULL::FLOAT',
  ],
  VARCHAR: [
    "''", "'a'", "'abc'", "'Hello World'", "' padded '", "'1'", "'-12.50'", "'true'", "'2024-02-29'", "'10:11:12'",
    "'2024-02-29 10:11:12.345 +0200'", `'{"a": {"b": [1, 2.50, null]}}'`, "'[1, 2]'", "'48656C6C6F'", "'a,b,,c'", "'%_%'",
    "'[a-z]+'", "'(b)(c)?'", "'(unclosed'", "'YYYY-MM-DD'", "'ÄÖÜ ß é'", "'💧'", "'\\n\\t'", "'it''s'", "'a.b[0]'",
    "'month'", "'UTC'", "'America/New_York'", "'Mars/Phobos'", '$$dollar$$', "'NULL'", "'1e400'", "'x' || CHR(0)",
    'NULL::VARCHAR', "REPEAT('ab', 300)",
  ],
  BINARY: ["X'00'", "X'48656C6C6F'", "TO_BINARY('', 'HEX')", "TO_BINARY('ff00ff')", 'NULL::BINARY'],
  BOOLEAN: ['TRUE', 'FALSE', 'NULL::BOOLEAN', '1 = 1', "'yes'::BOOLEAN"],
  DATE: [
    "'2024-02-29'::DATE", "DATE '1970-01-01'", "'0001-01-01'::DATE", "'9999-12-31'::DATE", "'1582-10-10'::DATE",
    'NULL::DATE', "DATE '2024-12-30'",
  ],
  TIME: ["'10:11:12'::TIME", "TIME '23:59:59.999999'", "'00:00:00'::TIME(0)", 'NULL::TIME'],
  TIMESTAMP_NTZ: [
    "'2024-02-29 10:11:12.345678'::TIMESTAMP_NTZ", "TIMESTAMP '1970-01-01 00:00:00'", "'0001-01-01'::TIMESTAMP_NTZ",
    "'9999-12-31 23:59:59'::TIMESTAMP_NTZ(3)", 'NULL::TIMESTAMP_NTZ',
  ],
  TIMESTAMP_LTZ: [
    "'2024-03-10 02:30:00'::TIMESTAMP_LTZ", "'1999-12-31 23:59:59 +0500'::TIMESTAMP_LTZ", 'CURRENT_TIMESTAMP()',
    'NULL::TIMESTAMP_LTZ',
  ],
  TIMESTAMP_TZ: [
    "'2024-02-29 10:11:12 +0530'::TIMESTAMP_TZ", "'2024-11-03 01:30:00 -0800'::TIMESTAMP_TZ", 'NULL::TIMESTAMP_TZ',
  ],
  VARIANT: [
    "PARSE_JSON('null')", "PARSE_JSON('1.50')", `PARSE_JSON('{"a":{"b":[1,"two",null,{"c":true}]},"k":"v"}')`,
    "TO_VARIANT('2024-02-29'::DATE)", "PARSE_JSON('[3, 1, 2, null, 1]')", "TO_VARIANT(1.5::FLOAT)", 'NULL::VARIANT',
    "TO_VARIANT('text')", "PARSE_JSON('99999999999999999999999999999999999999999')", "PARSE_JSON('true')",
  ],
  OBJECT: ["{'a': 1, 'b': NULL}", "OBJECT_CONSTRUCT('x', 'y', 'd', CURRENT_DATE())", '{}', 'NULL::OBJECT'],
  ARRAY: ['[1, 2, 3]', "['a', NULL, 2.5, {'k': []}]", '[]', 'ARRAY_CONSTRUCT(3, 1, NULL, 2)', 'NULL::ARRAY'],
} // prettier-ignore

/** The columns of the table FACTS by kind. */
export const columns: Readonly<Record<Kind, readonly string[]>> = {
  NUMBER: ['id', 'n', 'big', 'wide', 'f.id', 'facts.n'],
  FLOAT: ['x'],
  VARCHAR: ['s', 's10', 'f.s'],
  BINARY: ['bin'],
  BOOLEAN: ['b'],
  DATE: ['d'],
  TIME: ['tm'],
  TIMESTAMP_NTZ: ['ntz'],
  TIMESTAMP_LTZ: ['ltz'],
  TIMESTAMP_TZ: ['tz'],
  VARIANT: ['v', 'v:a', 'v:a.b[0]', "v['k']"],
  OBJECT: ['o'],
  ARRAY: ['a', 'a[0]'],
}

export const typeNames = [
  'INT', 'NUMBER', 'NUMBER(38,10)', 'NUMBER(5,2)', 'NUMBER(1,0)', 'FLOAT', 'VARCHAR', 'VARCHAR(3)', 'CHAR', 'BINARY',
  'BOOLEAN', 'DATE', 'TIME', 'TIME(3)', 'TIMESTAMP', 'TIMESTAMP_NTZ(0)', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ(3)', 'VARIANT',
  'OBJECT', 'ARRAY',
] // prettier-ignore

/** Words that functions take where a value would stand. */
export const bareWords = [
  'year', 'month', 'day', 'week', 'quarter', 'hour', 'minute', 'second', 'millisecond', 'nanosecond', 'dayofweek',
  'epoch_second', 'timezone_hour', "'month'", "'day'", "'decade'",
] // prettier-ignore

/** Statements that make what generated statements speak of. */
export const setup: readonly string[] = [
  'CREATE OR REPLACE DATABASE fuzz',
  'USE SCHEMA fuzz.public',
  `CREATE TABLE facts (id INT, n NUMBER(12, 2), big NUMBER(38, 0), wide NUMBER(38, 10), x FLOAT, s VARCHAR, s10 VARCHAR(10),
     bin BINARY, b BOOLEAN, d DATE, tm TIME, ntz TIMESTAMP_NTZ, ltz TIMESTAMP_LTZ, tz TIMESTAMP_TZ, v VARIANT, o OBJECT, a ARRAY)`,
  `INSERT INTO facts
     SELECT 1, 12.50, 99999999999999999999999999999999999999, 1234567890123456789012345678.0123456789, 1.5, 'abc', 'Hello', X'00FF', TRUE,
       '2024-02-29', '10:11:12', '2024-02-29 10:11:12.345', '2024-02-29 10:11:12 +0000', '2024-02-29 10:11:12 +0530',
       PARSE_JSON('{"a":{"b":[1,"two",null]},"k":"v"}'), {'k': 1}, [1, 'two', NULL]
     UNION ALL SELECT 2, -0.01, -1, 0, -0.0, '', '1', X'', FALSE, '1969-12-31', '00:00:00', '1969-12-31 23:59:59.999999',
       '1969-12-31 23:59:59 +0000', '1969-12-31 23:59:59 -0800', PARSE_JSON('[3,1,2]'), {}, []
     UNION ALL SELECT 3, 9999999999.99, 9223372036854775808, -0.0000000001, 1e300, 'ÄÖ 💧', '2024-01-01', X'48656C6C6F', NULL, '9999-12-31',
       '23:59:59.999999', '9999-12-31 23:59:59', '2024-03-10 10:30:00 +0000', '2024-11-03 01:30:00 -0700', PARSE_JSON('1.5'),
       {'a': {'b': NULL}}, [[1], [2, 3]]
     UNION ALL SELECT 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL`,
  'CREATE TABLE small (id INT, label VARCHAR(20), amount NUMBER(10, 2), at TIMESTAMP_NTZ)',
  "INSERT INTO small VALUES (1, 'one', 1.10, '2024-01-01'), (2, 'two', -2.20, '2024-02-01'), (NULL, NULL, NULL, NULL)",
  'CREATE TABLE "Odd Table" ("Odd ""Col" INT, "select" VARCHAR)',
  'INSERT INTO "Odd Table" VALUES (1, \'x\')',
  'CREATE TABLE nothing (id INT, s VARCHAR)',
  'CREATE VIEW seen AS SELECT id, s, n + 1 AS n1 FROM facts WHERE id < 4',
]
