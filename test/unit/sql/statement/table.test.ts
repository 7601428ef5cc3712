import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('CREATE TABLE', () => {
  it('reads the clauses of a column in any order', () => {
    expect(
      tree(`CREATE OR REPLACE TRANSIENT TABLE db.s.t (
        id NUMBER(38,0) NOT NULL AUTOINCREMENT START 10 INCREMENT 5 ORDER PRIMARY KEY,
        "n a" VARCHAR(10) COMMENT 'c' DEFAULT 'x' NOT NULL COLLATE 'en-ci',
        k INT CONSTRAINT u UNIQUE NOT ENFORCED NULL,
        p INT REFERENCES par (id) RELY)`),
    ).toMatchObject({
      kind: 'CreateTable',
      name: 'DB.S.T',
      orReplace: true,
      transient: true,
      columns: [
        {
          name: 'ID',
          type: 'NUMBER(38,0)',
          notNull: true,
          autoincrement: { start: '10', step: '5', order: true },
          constraints: [{ type: 'PRIMARY KEY', columns: [] }],
        },
        { name: '"n a"', notNull: true, default: `'x'`, comment: 'c', collation: 'en-ci' },
        {
          name: 'K',
          notNull: false,
          constraints: [{ type: 'UNIQUE', name: 'U', properties: ['NOT ENFORCED'] }],
        },
        {
          name: 'P',
          constraints: [
            { type: 'FOREIGN KEY', references: { table: 'PAR', columns: ['ID'] }, properties: ['RELY'] },
          ],
        },
      ],
    })
  })

  it('reads constraints of the table', () => {
    expect(
      tree(`CREATE TABLE t (a INT, b INT, CONSTRAINT pk PRIMARY KEY (a, b), UNIQUE (b),
        FOREIGN KEY (a) REFERENCES s.o (x) ON DELETE SET NULL)`),
    ).toMatchObject({
      constraints: [
        { type: 'PRIMARY KEY', name: 'PK', columns: ['A', 'B'] },
        { type: 'UNIQUE', columns: ['B'] },
        {
          type: 'FOREIGN KEY',
          columns: ['A'],
          references: { table: 'S.O', columns: ['X'] },
          properties: ['ON DELETE SET NULL'],
        },
      ],
    })
  })

  it('reads what stands behind the columns in any order', () => {
    expect(
      tree(
        `CREATE TABLE t (a INT) CHANGE_TRACKING = TRUE CLUSTER BY (a) COPY GRANTS, COMMENT = 'c'`.replace(
          ',',
          '',
        ),
      ),
    ).toMatchObject({
      clusterBy: ['A'],
      copyGrants: true,
      properties: [{ name: 'CHANGE_TRACKING' }, { name: 'COMMENT' }],
    })
  })

  it('reads LIKE, CLONE and AS', () => {
    expect(tree('CREATE TABLE t LIKE s.base')).toMatchObject({ like: 'S.BASE', columns: [] })
    expect(tree('CREATE TABLE t CLONE base AT (OFFSET => -120) COPY GRANTS')).toMatchObject({
      clone: 'BASE',
      cloneAt: { when: 'AT', by: 'OFFSET' },
      copyGrants: true,
    })
    expect(tree('CREATE TABLE t (a, b) AS SELECT 1, 2')).toMatchObject({
      columns: [{ name: 'A' }, { name: 'B' }],
    })
  })

  it.each([
    `CREATE TABLE t (a INT)`,
    `CREATE TEMPORARY TABLE IF NOT EXISTS t (a VARCHAR(10) COLLATE 'en' NOT NULL DEFAULT 'x' COMMENT 'it''s')`,
    `CREATE TABLE t (a INT IDENTITY (5, -2) NOORDER, b INT AUTOINCREMENT, c TIMESTAMP DEFAULT CURRENT_TIMESTAMP())`,
    `CREATE TABLE t (a INT CONSTRAINT c PRIMARY KEY RELY, b INT CONSTRAINT f REFERENCES o(a) MATCH FULL NOT DEFERRABLE)`,
    `CREATE TABLE t (a INT, CONSTRAINT k UNIQUE (a) ENABLE NOVALIDATE, FOREIGN KEY (a) REFERENCES o ON UPDATE CASCADE)`,
    `CREATE TABLE "T t" ("a b" INT) CLUSTER BY (a, TO_DATE(b)) COPY GRANTS DATA_RETENTION_TIME_IN_DAYS = 1`,
    `CREATE TABLE t (a ARRAY, v VARIANT) STAGE_FILE_FORMAT = (TYPE = CSV) ENABLE_SCHEMA_EVOLUTION = TRUE`,
    `CREATE TABLE t LIKE base CLUSTER BY (a)`,
    `CREATE OR REPLACE TABLE t CLONE db.s.base BEFORE (STATEMENT => $qid)`,
    `CREATE TABLE t (a NUMBER(10,2), b) COMMENT = 'x' AS SELECT 1, 2 FROM s`,
    `TRUNCATE TABLE IF EXISTS s.t`,
    `TRUNCATE t`,
  ])('comes back from its print: %s', expectRoundTrip)

  it.each([
    [`CREATE TABLE t (a INT,)`, `SYNTAX_ERROR at ")": syntax error line 1 at position 22 unexpected ')'.`],
    [`CREATE TABLE t (a)`, `SYNTAX_ERROR at ")": syntax error line 1 at position 17 unexpected ')'.`],
    [`CREATE TABLE t`, `SYNTAX_ERROR at "": syntax error line 1 at position 14 unexpected '<EOF>'.`],
    [
      `CREATE TABLE t (a INT NOT NULL NOT NULL)`,
      `SYNTAX_ERROR at "NOT": syntax error line 1 at position 31 unexpected 'NOT'.`,
    ],
    [
      `CREATE TABLE t\n(a INT b INT)`,
      `SYNTAX_ERROR at "b": syntax error line 2 at position 7 unexpected 'b'.`,
    ],
    [
      `CREATE TABLE t (a INT) COPY GRANTS COPY GRANTS`,
      `SYNTAX_ERROR at "COPY": syntax error line 1 at position 35 unexpected 'COPY'.`,
    ],
    [
      `CREATE TABLE t (a INT) LIKE b`,
      `SYNTAX_ERROR at "LIKE": syntax error line 1 at position 23 unexpected 'LIKE'.`,
    ],
    [
      `CREATE TABLE t (a INT MASKING POLICY m)`,
      `UNSUPPORTED at "MASKING": Unsupported feature 'MASKING POLICY'.`,
    ],
    [`CREATE TABLE t (a INT AS (b + 1))`, `UNSUPPORTED at "AS": Unsupported feature 'virtual column'.`],
    [
      `CREATE TABLE t (a INT) USING TEMPLATE (SELECT 1)`,
      `SYNTAX_ERROR at "USING": syntax error line 1 at position 23 unexpected 'USING'.`,
    ],
    [
      `CREATE OR REPLACE TABLE IF NOT EXISTS t (a INT)`,
      `CONFLICTING_CLAUSES at "IF NOT EXISTS": OR REPLACE and IF NOT EXISTS cannot be used together.`,
    ],
    [`CREATE SECURE TABLE t (a INT)`, `UNSUPPORTED at "t": Unsupported feature 'CREATE SECURE TABLE'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })
})
