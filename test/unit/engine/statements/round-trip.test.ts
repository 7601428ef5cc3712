import { expect, it } from 'vitest'
import type { Reader } from '../../../../src/engine/catalog/descriptor.ts'
import { descriptorOf, type CatalogObject } from '../../../../src/engine/catalog/objects/index.ts'
import { layOut } from '../../../../src/engine/describe/ddl-layout.ts'
import { parseExpression, parseStatement } from '../../../../src/sql/parse.ts'
import { print } from '../../../../src/sql/print.ts'
import { openTestSession } from './account.ts'

const read: Reader = { expression: parseExpression, statement: parseStatement }

/** What a new object of the same definition has in common with the old one; SQL kept as text is compared as printed. */
function definitionOf(object: CatalogObject | undefined): unknown {
  if (object === undefined) return undefined
  const own = { id: 0, sourceId: 0, text: '', generated: {}, trackedSince: undefined, ...spelledOut(object) }
  const text = JSON.stringify({ ...object, ...own, ...printed(object) })
  return JSON.parse(
    text.replaceAll(`#${object.id}~`, '#0~').replaceAll(`SYS_CONSTRAINT_${object.id}_`, 'SYS_'),
  )
}

function printed(object: CatalogObject): Readonly<Record<string, string>> {
  const statement = (text: string): string => print(parseStatement(text))
  if (object.kind === 'VIEW') return { query: statement(object.query) }
  if (object.kind === 'PIPE') return { copy: statement(object.copy) }
  if (object.kind !== 'TASK') return {}
  return { body: statement(object.body), when: print(parseExpression(object.when ?? 'TRUE')) }
}

/** The DDL of a warehouse says what is the default too. https://docs.snowflake.com/en/sql-reference/functions/get_ddl#warehouses */
function spelledOut(object: CatalogObject): Readonly<Record<string, unknown>> {
  if (object.kind !== 'WAREHOUSE') return {}
  const options = {
    WAREHOUSE_TYPE: 'STANDARD', SCALING_POLICY: 'STANDARD', MAX_CLUSTER_COUNT: '1', MIN_CLUSTER_COUNT: '1',
    QUERY_ACCELERATION_MAX_SCALE_FACTOR: '8', MAX_CONCURRENCY_LEVEL: '8', STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: '0',
    STATEMENT_TIMEOUT_IN_SECONDS: '172800', ENABLE_QUERY_ACCELERATION: 'false', ...object.options,
  } // prettier-ignore
  return { options: Object.fromEntries(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

it.each([
  ['printed', print],
  ['as GET_DDL lays it out', layOut],
])('makes the same object from its DDL, %s', async (_, write) => {
  const { account, run } = await openTestSession()
  try {
    await run('CREATE DATABASE testdb')
    await run('CREATE WAREHOUSE wh')
    const statements = [
      "CREATE TRANSIENT SCHEMA sch COMMENT = 'it''s'",
      'USE SCHEMA testdb.public',
      `CREATE TABLE parent (id INT, "odd name" VARCHAR(7) COLLATE 'en-ci', PRIMARY KEY (id))`,
      `CREATE TABLE t (id INT AUTOINCREMENT START 5 INCREMENT 2 ORDER, n NUMBER(9,2) NOT NULL DEFAULT 1 + 1 COMMENT 'how many',
        at TIMESTAMP_LTZ(3) DEFAULT CURRENT_TIMESTAMP(), CONSTRAINT fk FOREIGN KEY (id) REFERENCES parent (id), UNIQUE (n))
        CLUSTER BY (id, n + 1) COMMENT = 'a table'`,
      `CREATE SECURE VIEW v (x, y COMMENT 'why') COMMENT = 'a view' AS SELECT id, n FROM t WHERE n > 1`,
      `CREATE FILE FORMAT f TYPE = CSV SKIP_HEADER = 1 NULL_IF = ('', 'NULL') FIELD_DELIMITER = '|' ESCAPE = NONE`,
      `CREATE STORAGE INTEGRATION i TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = FALSE STORAGE_AWS_EXTERNAL_ID = 'x'
        STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::000000000000:role/x' STORAGE_ALLOWED_LOCATIONS = ('*')`,
      `CREATE STAGE named FILE_FORMAT = (FORMAT_NAME = f) ENCRYPTION = (TYPE = 'SNOWFLAKE_SSE') DIRECTORY = (ENABLE = TRUE)`,
      `CREATE STAGE inline FILE_FORMAT = (TYPE = JSON STRIP_OUTER_ARRAY = TRUE) COPY_OPTIONS = (ON_ERROR = CONTINUE) COMMENT = 'c'`,
      `CREATE PIPE p COMMENT = 'a pipe' AS COPY INTO t (n) FROM @named PATTERN = '.*[.]csv'`,
      'CREATE STREAM s ON TABLE t APPEND_ONLY = TRUE SHOW_INITIAL_ROWS = TRUE',
      "CREATE TASK root WAREHOUSE = wh SCHEDULE = '5 MINUTE' AS INSERT INTO t (n) VALUES (1)",
      "CREATE TASK kid WAREHOUSE = wh AFTER root WHEN SYSTEM$STREAM_HAS_DATA('s') AS INSERT INTO t (n) SELECT n FROM s",
      `CREATE PROCEDURE pr(a FLOAT, b VARCHAR DEFAULT 'x') RETURNS VARCHAR LANGUAGE JAVASCRIPT STRICT EXECUTE AS CALLER AS 'return A'`,
      "CREATE WAREHOUSE w WAREHOUSE_SIZE = '2X-LARGE' AUTO_SUSPEND = NULL SCALING_POLICY = ECONOMY COMMENT = 'w'",
      "CREATE SEQUENCE q START = 5 INCREMENT = -2 ORDER COMMENT = 'a sequence'",
      "CREATE ROLE r COMMENT = 'a role'",
    ]
    for (const statement of statements) await run(statement)
    const { catalog } = account.services
    const made = catalog
      .everything()
      .filter(({ kind, name, owner }) => owner !== '' && kind !== 'DATABASE' && name !== 'PUBLIC')
    expect(new Set(made.map(({ kind }) => kind)).size).toBe(13)
    for (const object of made) {
      await run('USE SCHEMA testdb.public')
      const ddl = write(descriptorOf(object.kind).toDdl(object, read))
      expect(write(parseStatement(ddl))).toBe(ddl)
      const before = definitionOf(object)
      await run(ddl)
      const after = catalog
        .everything()
        .find(({ kind, name }) => kind === object.kind && name === object.name)
      expect(after?.id, ddl).not.toBe(object.id)
      expect(definitionOf(after), ddl).toEqual(before)
    }
  } finally {
    await account.close()
  }
})
