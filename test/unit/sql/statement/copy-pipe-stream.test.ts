import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('COPY INTO', () => {
  it.each([
    [`COPY INTO t FROM @st/x/ FILE_FORMAT = (TYPE = CSV) PATTERN = '.*[.]csv' ON_ERROR = 'SKIP_FILE_5%'`, { kind: 'CopyIntoTable', table: 'T', from: { kind: 'Location', location: '@st/x/' }, properties: [{ name: 'FILE_FORMAT' }, { name: 'PATTERN' }, { name: 'ON_ERROR' }] }],
    [`COPY INTO db.s.t (a, "b") FROM (SELECT $1, METADATA$FILENAME FROM @st/x (FILE_FORMAT => f) t) FORCE = TRUE`, { columns: ['A', '"b"'], from: { kind: 'Transformation' }, properties: [{ name: 'FORCE' }] }],
    [`COPY INTO t FROM 's3://b/x y/' STORAGE_INTEGRATION = i FILES = ('a.csv', 'b.csv')`, { from: { location: 's3://b/x y/' } }],
    [`COPY INTO t FROM '@st/with space'`, { from: { location: '@st/with space' } }],
    [`COPY INTO t FROM @"My Stage"/x`, { from: { location: '@"My Stage"/x' } }],
    [`COPY INTO t FROM @%t`, { from: { location: '@%t' } }],
    [`COPY INTO t FILE_FORMAT = (FORMAT_NAME = 'db.s.f')`, { kind: 'CopyIntoTable' }],
    [`COPY INTO @st/out/ FROM t FILE_FORMAT = (TYPE = CSV) HEADER = TRUE`, { kind: 'CopyIntoLocation', location: '@st/out/', from: 'T' }],
    [`COPY INTO 's3://b/x/' FROM (SELECT 1 AS a) PARTITION BY ('d=' || a) MAX_FILE_SIZE = 100`, { kind: 'CopyIntoLocation', partitionBy: `'d=' || A`, properties: [{ name: 'MAX_FILE_SIZE' }] }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject(expected)
    expectRoundTrip(text)
  }) // prettier-ignore

  it.each([
    [`COPY INTO t FROM x`, `SYNTAX_ERROR at "x": syntax error line 1 at position 17 unexpected 'x'.`],
    [`COPY INTO t FROM @st ON_ERROR CONTINUE`, `SYNTAX_ERROR at "ON_ERROR": syntax error line 1 at position 21 unexpected 'ON_ERROR'.`],
    [`COPY INTO @st`, `SYNTAX_ERROR at "": syntax error line 1 at position 13 unexpected '<EOF>'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  }) // prettier-ignore
})

describe('PIPE', () => {
  it('keeps its COPY as tree and as text', () => {
    const text = `CREATE OR REPLACE PIPE p AUTO_INGEST = TRUE COMMENT = 'c' AS copy  into t from @st  FILE_FORMAT = (TYPE = CSV)`
    expect(tree(text)).toMatchObject({
      kind: 'CreatePipe',
      properties: [{ name: 'AUTO_INGEST' }, { name: 'COMMENT' }],
      copy: { kind: 'CopyIntoTable', table: 'T' },
      copyText: 'copy  into t from @st  FILE_FORMAT = (TYPE = CSV)',
    })
    expectRoundTrip(text)
  })

  it.each([
    [`ALTER PIPE p REFRESH PREFIX = 'd1/' MODIFIED_AFTER = '2024-01-01'`, { action: 'REFRESH', properties: [{ name: 'PREFIX' }, { name: 'MODIFIED_AFTER' }] }],
    [`ALTER PIPE IF EXISTS p REFRESH`, { action: 'REFRESH', ifExists: true, properties: [] }],
    [`ALTER PIPE p SET PIPE_EXECUTION_PAUSED = TRUE`, { action: 'SET' }],
    [`ALTER PIPE p UNSET PIPE_EXECUTION_PAUSED, COMMENT`, { action: 'UNSET', unset: ['PIPE_EXECUTION_PAUSED', 'COMMENT'] }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'AlterPipe', name: 'P', ...expected })
    expectRoundTrip(text)
  }) // prettier-ignore

  it('takes nothing but a COPY into a table', () => {
    expect(failure('CREATE PIPE p AS SELECT 1')).toContain(`position 17 unexpected 'SELECT'`)
    expect(failure('CREATE PIPE p AS COPY INTO @st FROM t')).toContain(`position 27 unexpected '@st'`)
  })
})

describe('CREATE STREAM', () => {
  it.each([
    [`CREATE STREAM s ON TABLE db.s.t APPEND_ONLY = TRUE SHOW_INITIAL_ROWS = TRUE`, { sourceKind: 'TABLE', source: 'DB.S.T', properties: [{ name: 'APPEND_ONLY' }, { name: 'SHOW_INITIAL_ROWS' }] }],
    [`CREATE OR REPLACE STREAM s COPY GRANTS ON VIEW v BEFORE (TIMESTAMP => '2024-01-01'::TIMESTAMP) COMMENT = 'x'`, { copyGrants: true, sourceKind: 'VIEW', timeTravel: { when: 'BEFORE', by: 'TIMESTAMP' } }],
    [`CREATE STREAM s ON TABLE t AT (STREAM => 'st')`, { timeTravel: { by: 'STREAM' } }],
    [`CREATE STREAM s ON EXTERNAL TABLE t INSERT_ONLY = TRUE`, { sourceKind: 'EXTERNAL TABLE' }],
    [`CREATE STREAM s ON DYNAMIC TABLE t`, { sourceKind: 'DYNAMIC TABLE' }],
    [`CREATE STREAM s ON STAGE st`, { sourceKind: 'STAGE' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'CreateStream', ...expected })
    expectRoundTrip(text)
  }) // prettier-ignore

  it('refuses a stream on anything else', () => {
    expect(failure('CREATE STREAM s ON t')).toBe(
      `SYNTAX_ERROR at "t": syntax error line 1 at position 19 unexpected 't'.`,
    )
    expect(failure('CREATE PIPE p CLONE q')).toContain(`'CREATE PIPE … CLONE'`)
  })
})

describe('LIST', () => {
  it('reads a location and a pattern', () => {
    expect(tree(`LS @~/x`)).toMatchObject({ kind: 'List', location: '@~/x' })
    expect(tree(`LIST @st PATTERN = '.*'`)).toMatchObject({ location: '@st', pattern: '.*' })
    expectRoundTrip(`LIST @st/a PATTERN = '.*'`)
    expect(failure('LIST st')).toContain(`position 5 unexpected 'st'`)
  })
})
