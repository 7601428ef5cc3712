import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestSession, type TestSession } from './account.ts'

let s: TestSession

beforeEach(async () => {
  s = await openTestSession()
  await s.run('CREATE DATABASE testdb')
})
afterEach(async () => {
  await s.account.close()
})

describe('databases and schemas', () => {
  it('are used as soon as they are made, and left when they are dropped', async () => {
    expect(await s.rows('SELECT CURRENT_DATABASE(), CURRENT_SCHEMA()')).toEqual([['TESTDB', 'PUBLIC']])
    expect(await s.value('CREATE SCHEMA raw')).toBe('Schema RAW successfully created.')
    expect(await s.value('SELECT CURRENT_SCHEMA()')).toBe('RAW')
    expect(await s.value('DROP SCHEMA raw')).toBe('RAW successfully dropped.')
    expect(await s.value('SELECT CURRENT_SCHEMA()')).toBeNull()
    expect(await s.value('DROP DATABASE testdb')).toBe('TESTDB successfully dropped.')
    await expect(s.run('CREATE TABLE t (a INT)')).rejects.toThrow('does not have a current database')
  })

  it('say what is the matter with their names', async () => {
    await expect(s.run('CREATE DATABASE testdb')).rejects.toThrow("Object 'TESTDB' already exists.")
    expect(await s.value('CREATE DATABASE IF NOT EXISTS testdb')).toBe(
      'TESTDB already exists, statement succeeded.',
    )
    expect(await s.value('DROP SCHEMA IF EXISTS gone')).toBe(
      'Drop statement executed successfully (GONE already dropped).',
    )
    await expect(s.run('CREATE TABLE nowhere.t (a INT)')).rejects.toThrow(
      "Schema 'TESTDB.NOWHERE' does not exist",
    )
    await expect(s.run('DROP SCHEMA information_schema')).rejects.toThrow('belongs to the system')
  })

  it('take what is in them along when they are replaced', async () => {
    await s.run('CREATE TABLE t (a INT)')
    await s.run('CREATE OR REPLACE DATABASE testdb')
    expect(await s.rows('SHOW TABLES')).toEqual([])
    expect(await s.pick('SHOW SCHEMAS', 'name', 'is_current')).toEqual([
      ['INFORMATION_SCHEMA', 'N'],
      ['PUBLIC', 'Y'],
    ])
  })

  it('refuse options that they do not have', async () => {
    await expect(s.run('CREATE SCHEMA x DATA_RETENTION_TIME_IN_DAYS = 91')).rejects.toThrow(
      "invalid value [91] for parameter 'DATA_RETENTION_TIME_IN_DAYS'",
    )
    await expect(s.run("CREATE SCHEMA x COLOR = 'red'")).rejects.toThrow(
      "invalid property 'COLOR' for 'SCHEMA'",
    )
  })
})

describe('CREATE TABLE', () => {
  it('keeps columns, defaults, keys and comments for DESCRIBE', async () => {
    expect(
      await s.value(`CREATE TABLE t (id INT PRIMARY KEY, n NUMBER(9,2) NOT NULL DEFAULT 1 + 1,
        s VARCHAR(10) UNIQUE COMMENT 'short', c INT AUTOINCREMENT START 10 INCREMENT 5)`),
    ).toBe('Table T successfully created.')
    expect(
      await s.pick(
        'DESC TABLE t',
        'name',
        'type',
        'null?',
        'default',
        'primary key',
        'unique key',
        'comment',
      ),
    ).toEqual([
      ['ID', 'NUMBER(38,0)', 'N', null, 'Y', 'N', null],
      ['N', 'NUMBER(9,2)', 'N', '1 + 1', 'N', 'N', null],
      ['S', 'VARCHAR(10)', 'Y', null, 'N', 'Y', 'short'],
      ['C', 'NUMBER(38,0)', 'Y', 'IDENTITY START 10 INCREMENT 5 NOORDER', 'N', 'N', null],
    ])
  })

  it('says what is wrong with it', async () => {
    await expect(s.run('CREATE TABLE t (a INT, A INT)')).rejects.toThrow("duplicate column name 'A'")
    await expect(s.run('CREATE TABLE t (a INT, PRIMARY KEY (b))')).rejects.toThrow("invalid identifier 'B'")
    await expect(s.run('CREATE TABLE t (a INT DEFAULT no_such_function())')).rejects.toThrow(
      'Unknown function',
    )
    await expect(s.run('CREATE TABLE t (a INT DEFAULT b)')).rejects.toThrow("invalid identifier 'B'")
    await expect(s.run('CREATE TABLE t (a VARCHAR AUTOINCREMENT)')).rejects.toThrow('AUTOINCREMENT')
    await expect(s.run('CREATE TABLE t (a INT, PRIMARY KEY (a) ENFORCED)')).rejects.toThrow('ENFORCED')
    expect(await s.rows('SHOW TABLES')).toEqual([])
  })

  it('tells columns apart that differ in case alone, and those that DuckDB has itself', async () => {
    await s.run('CREATE TABLE t ("a" INT, "A" INT, rowid INT, "$version" INT)')
    await s.run('INSERT INTO t VALUES (1, 2, 3, 4)')
    expect(await s.rows('SELECT "A", "a", rowid, "$version" FROM t')).toEqual([['2', '1', '3', '4']])
    await s.run('UPDATE t SET rowid = 5')
    expect(await s.rows('SELECT rowid FROM t')).toEqual([['5']])
  })

  it('AS takes names and types from the query, or from its own list', async () => {
    await s.run("CREATE TABLE a AS SELECT column1 AS id, column2 AS nm FROM VALUES (1, 'x'), (2, 'y')")
    await s.run('CREATE OR REPLACE TABLE a (id NUMBER(5,1), nm VARCHAR) AS SELECT id, nm FROM a WHERE id > 1')
    expect(await s.rows('SELECT * FROM a')).toEqual([['2.0', 'y']])
    await expect(s.run('CREATE TABLE b AS SELECT COUNT(*) FROM a')).rejects.toThrow(
      'Missing column specification',
    )
    await expect(s.run('CREATE TABLE b (x INT) AS SELECT id, nm FROM a')).rejects.toThrow('2 column(s)')
    await s.run('CREATE TABLE big AS SELECT 9223372036854775807 + id AS n FROM a')
    expect(await s.rows('SELECT n FROM big')).toEqual([['9223372036854775809.0']])
  })

  it('LIKE takes the structure, CLONE the rows too', async () => {
    await s.run("CREATE TABLE t (id INT AUTOINCREMENT, v VARCHAR DEFAULT 'z' NOT NULL)")
    await s.run("INSERT INTO t (v) VALUES ('a'), ('b')")
    await s.run('CREATE TABLE l LIKE t')
    await s.run('CREATE TABLE c CLONE t')
    await s.run('INSERT INTO l (v) VALUES (DEFAULT)')
    await s.run('INSERT INTO c (v) VALUES (DEFAULT)')
    expect(await s.rows('SELECT * FROM l')).toEqual([['1', 'z']])
    expect(await s.rows('SELECT * FROM c ORDER BY id')).toEqual([
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'z'],
    ])
    expect(await s.value('SELECT COUNT(*) FROM t')).toBe('2')
    await s.run('CREATE TRANSIENT TABLE tr (a INT)')
    await expect(s.run('CREATE TABLE p CLONE tr')).rejects.toThrow('Transient object cannot be cloned')
  })

  it('OR REPLACE does all or nothing', async () => {
    await s.run('CREATE TABLE t AS SELECT 1 AS a')
    await expect(s.run("CREATE OR REPLACE TABLE t (a INT) AS SELECT 'x'")).rejects.toThrow('not recognized')
    expect(await s.rows('SELECT * FROM t')).toEqual([['1']])
    await s.run('CREATE VIEW v AS SELECT a FROM t')
    await expect(s.run('CREATE OR REPLACE TABLE v (a INT)')).rejects.toThrow('already exists as VIEW')
  })

  it('TEMPORARY is seen by its session alone and goes with it', async () => {
    await s.run('CREATE TABLE t AS SELECT 1 AS a')
    const other = await s.another()
    await other.run('USE SCHEMA testdb.public')
    await other.run('CREATE TEMPORARY TABLE t AS SELECT 2 AS a')
    expect(await other.rows('SELECT a FROM t')).toEqual([['2']])
    expect(await s.rows('SELECT a FROM t')).toEqual([['1']])
    expect(await other.pick('SHOW TABLES', 'kind')).toEqual([['TABLE'], ['TEMPORARY']])
    await other.run('DROP TABLE t')
    expect(await other.rows('SELECT a FROM t')).toEqual([['1']])
    await other.run('CREATE TEMPORARY TABLE u (a INT)')
    await other.session.close()
    expect(s.account.services.catalog.all('TABLE').map(({ name }) => name)).toEqual(['T'])
  })

  it('keeps foreign keys, which DROP … RESTRICT looks at', async () => {
    await s.run('CREATE TABLE p (id INT PRIMARY KEY)')
    await s.run('CREATE TABLE c (pid INT REFERENCES p)')
    await expect(s.run('DROP TABLE p RESTRICT')).rejects.toThrow(
      "a foreign key of 'TESTDB.PUBLIC.C' references it",
    )
    expect(await s.value('DROP TABLE p')).toBe('P successfully dropped.')
  })
})

describe('CREATE VIEW', () => {
  it('binds its query in its own schema', async () => {
    await s.run('CREATE TABLE t (a INT, b INT)')
    await expect(s.run('CREATE VIEW v AS SELECT c FROM t')).rejects.toThrow("invalid identifier 'C'")
    await expect(s.run('CREATE VIEW v (x) AS SELECT a, b FROM t')).rejects.toThrow(
      "View definition for 'TESTDB.PUBLIC.V' declared 1 column(s), but view query produces 2 column(s).",
    )
    expect(await s.value("CREATE SECURE VIEW v (x, y COMMENT 'why') AS SELECT a, b FROM t")).toBe(
      'View V successfully created.',
    )
    await s.run('CREATE SCHEMA other')
    expect(await s.rows('SELECT x FROM public.v')).toEqual([])
    expect(await s.pick('DESC VIEW public.v', 'name', 'type', 'comment')).toEqual([
      ['X', 'NUMBER(38,0)', null],
      ['Y', 'NUMBER(38,0)', 'why'],
    ])
    expect(await s.pick('SHOW VIEWS', 'name', 'is_secure', 'text')).toEqual([
      ['V', 'true', "CREATE SECURE VIEW v (x, y COMMENT 'why') AS SELECT a, b FROM t"],
    ])
  })
})

describe('stages, file formats and integrations', () => {
  const integration = (name: string, more = ''): string =>
    `CREATE STORAGE INTEGRATION ${name} TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
      STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::000000000000:role/x' STORAGE_ALLOWED_LOCATIONS = ('s3://landing/ok/') ${more}`

  it('lie within what their integration allows', async () => {
    expect(await s.value(integration('i'))).toBe('Integration I successfully created.')
    expect(await s.value("CREATE STAGE st URL = 's3://landing/ok/in/' STORAGE_INTEGRATION = i")).toBe(
      'Stage area ST successfully created.',
    )
    await expect(
      s.run("CREATE STAGE bad URL = 's3://landing/other/' STORAGE_INTEGRATION = i"),
    ).rejects.toThrow("Location 's3://landing/other/' is not allowed by integration 'I'")
    await expect(s.run("CREATE STAGE bad URL = 'gcs://x/'")).rejects.toThrow(
      "Unsupported feature 'stage URL gcs://'",
    )
    await expect(
      s.run("CREATE STAGE bad URL = 's3://x/' CREDENTIALS = (AWS_KEY_ID = 'a' AWS_SECRET_KEY = 'b')"),
    ).rejects.toThrow('CREDENTIALS')
    expect(await s.pick('SHOW STAGES', 'name', 'url', 'type', 'storage_integration')).toEqual([
      ['ST', 's3://landing/ok/in/', 'EXTERNAL', 'I'],
    ])
  })

  it('describe what they were given and what is the default', async () => {
    expect(await s.value("CREATE FILE FORMAT f TYPE = CSV SKIP_HEADER = 1 FIELD_DELIMITER = '|'")).toBe(
      'File format F successfully created.',
    )
    const format = await s.pick('DESC FILE FORMAT f', 'property', 'property_value', 'property_default')
    expect(format).toContainEqual(['SKIP_HEADER', '1', '0'])
    expect(format).toContainEqual(['RECORD_DELIMITER', '\\n', '\\n'])
    await s.run("CREATE STAGE st FILE_FORMAT = (FORMAT_NAME = 'f') COPY_OPTIONS = (ON_ERROR = CONTINUE)")
    const stage = await s.pick('DESC STAGE st', 'property', 'property_value')
    expect(stage).toContainEqual(['FORMAT_NAME', 'TESTDB.PUBLIC.F'])
    expect(stage).toContainEqual(['ON_ERROR', 'CONTINUE'])
    await s.run(integration('i'))
    const described = await s.pick('DESC INTEGRATION i', 'property', 'property_type', 'property_value')
    expect(described).toContainEqual(['ENABLED', 'Boolean', 'true'])
    expect(described).toContainEqual(['STORAGE_ALLOWED_LOCATIONS', 'List', 's3://landing/ok/'])
    expect(described.map(([property]) => property)).toContain('STORAGE_AWS_IAM_USER_ARN')
    await expect(s.run('CREATE STAGE bad FILE_FORMAT = (FORMAT_NAME = missing)')).rejects.toThrow(
      "File format 'TESTDB.PUBLIC.MISSING' does not exist",
    )
    await expect(
      s.run("CREATE STORAGE INTEGRATION j TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'GCS'"),
    ).rejects.toThrow("Unsupported feature 'STORAGE_PROVIDER = GCS'")
  })
})

describe('warehouses', () => {
  it('are used when made, and changed by ALTER', async () => {
    expect(await s.value('CREATE WAREHOUSE wh WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60')).toBe(
      'Warehouse WH successfully created.',
    )
    await s.run("ALTER WAREHOUSE wh SET WAREHOUSE_SIZE = '2X-LARGE'")
    await s.run('ALTER WAREHOUSE SUSPEND')
    expect(await s.pick('SHOW WAREHOUSES', 'name', 'state', 'size', 'auto_suspend', 'is_current')).toEqual([
      ['WH', 'SUSPENDED', '2X-Large', '60', 'Y'],
    ])
    await expect(s.run('CREATE WAREHOUSE x WAREHOUSE_SIZE = HUGE')).rejects.toThrow(
      "parameter 'WAREHOUSE_SIZE'",
    )
  })
})

describe('grants', () => {
  it('are recorded, shown and not enforced', async () => {
    await s.run('CREATE ROLE analyst')
    await s.run('GRANT SELECT ON FUTURE TABLES IN SCHEMA public TO ROLE analyst')
    await s.run('CREATE TABLE t (a INT)')
    expect(await s.value('GRANT INSERT ON TABLE t TO ROLE analyst')).toBe('Statement executed successfully.')
    const columns = ['privilege', 'grantee_name', 'enforced']
    expect(await s.pick('SHOW GRANTS ON TABLE t', ...columns)).toEqual([
      ['OWNERSHIP', 'ACCOUNTADMIN', 'false'],
      ['SELECT', 'ANALYST', 'false'],
      ['INSERT', 'ANALYST', 'false'],
    ])
    await s.run('REVOKE ALL ON TABLE t FROM ROLE analyst')
    expect(await s.pick('SHOW GRANTS ON TABLE t', 'privilege')).toEqual([['OWNERSHIP']])
    await s.run('GRANT ROLE analyst TO ROLE sysadmin')
    expect(await s.pick('SHOW GRANTS OF ROLE analyst', 'role', 'granted_to', 'grantee_name')).toEqual([
      ['ANALYST', 'ROLE', 'SYSADMIN'],
    ])
    await s.run('DROP ROLE analyst')
    expect(await s.pick('SHOW GRANTS TO ROLE sysadmin', 'name')).toEqual([])
    await expect(s.run('GRANT SELECT ON TABLE t TO ROLE nobody')).rejects.toThrow(
      "Role 'NOBODY' does not exist",
    )
    await expect(s.run('GRANT OPERATE ON TABLE t TO ROLE sysadmin')).rejects.toThrow('Invalid privilege')
    await expect(s.run('DROP ROLE sysadmin')).rejects.toThrow('belongs to the system')
  })
})

describe('INFORMATION_SCHEMA', () => {
  it('has the tables and columns of its database', async () => {
    await s.run("CREATE TABLE t (id INT NOT NULL, nm VARCHAR(20) DEFAULT 'q')")
    await s.run('INSERT INTO t (id) VALUES (1), (2)')
    await s.run('CREATE VIEW v AS SELECT id FROM t')
    expect(
      await s.rows(
        `SELECT table_name, table_type, row_count FROM information_schema.tables
          WHERE table_schema != 'INFORMATION_SCHEMA' ORDER BY table_name`,
      ),
    ).toEqual([
      ['T', 'BASE TABLE', '2'],
      ['V', 'VIEW', null],
    ])
    expect(
      await s.rows(`SELECT table_name, column_name, ordinal_position, is_nullable, data_type, column_default
        FROM testdb.information_schema.columns ORDER BY 1, 3`),
    ).toEqual([
      ['T', 'ID', '1', 'NO', 'NUMBER', null],
      ['T', 'NM', '2', 'YES', 'TEXT', "'q'"],
      ['V', 'ID', '1', expect.any(String), 'NUMBER', null],
    ])
    expect(await s.rows('SELECT created FROM information_schema.databases')).toEqual([
      ['2026-01-04 16:00:00.000 -0800'],
    ])
    expect(await s.rows('SELECT * FROM information_schema.pipes')).toEqual([])
    await expect(s.run('SELECT * FROM information_schema.nothing')).rejects.toThrow('does not exist')
  })
})
