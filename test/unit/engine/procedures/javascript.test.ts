import { describe, expect, test } from 'vitest'
import type { Bind } from '../../../../src/account/account.ts'
import type { Column, Result, Row } from '../../../../src/account/result.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { failure } from '../../../../src/common/errors.ts'
import { runJavaScript, type JavaScriptCall } from '../../../../src/engine/procedures/javascript.ts'
import type { SandboxArgument } from '../../../../src/engine/procedures/javascript-messages.ts'

const clock = new VirtualClock(Date.parse('2026-01-05T00:00:00Z'))
const executed: { sqlText: string; binds: readonly Bind[] }[] = []

/** Statements of the tests and what they give: a stand-in for a session, not for a database. */
const answers: Record<string, { columns: readonly Column[]; rows: readonly Row[] }> = {
  'SELECT typed': {
    columns: [
      { name: 'N', type: { kind: 'NUMBER', precision: 9, scale: 2 }, nullable: false },
      { name: 'S', type: { kind: 'VARCHAR', length: 10 }, nullable: true },
      { name: 'B', type: { kind: 'BOOLEAN' }, nullable: true },
      { name: 'V', type: { kind: 'VARIANT' }, nullable: true },
      { name: 'X', type: { kind: 'BINARY', length: 8 }, nullable: true },
      { name: 'D', type: { kind: 'DATE' }, nullable: true },
      { name: 'LTZ', type: { kind: 'TIMESTAMP_LTZ', precision: 9 }, nullable: true },
      { name: 'NTZ', type: { kind: 'TIMESTAMP_NTZ', precision: 3 }, nullable: true },
      { name: 'TZ', type: { kind: 'TIMESTAMP_TZ', precision: 9 }, nullable: true },
      { name: 'T', type: { kind: 'TIME', precision: 9 }, nullable: true },
      { name: 'next', type: { kind: 'FLOAT' }, nullable: true },
    ],
    rows: [
      [
        '12.50',
        'text',
        'true',
        '{"a":[1,null]}',
        'DEADBEEF',
        '2024-01-31',
        '2022-02-02 10:11:12.123456789 -0800',
        '2022-02-02 10:11:12.500000000',
        '1971-01-01 00:00:00.000123456 +1100',
        '12:30:00.000000000',
        '1.5',
      ],
      [null, null, null, null, null, null, null, null, null, null, null],
    ],
  },
  INSERT: {
    columns: [
      { name: 'number of rows inserted', type: { kind: 'NUMBER', precision: 38, scale: 0 }, nullable: false },
      { name: 'number of rows updated', type: { kind: 'NUMBER', precision: 38, scale: 0 }, nullable: false },
    ],
    rows: [['3', '2']],
  },
}

async function execute(sqlText: string, binds: readonly Bind[]): Promise<Result> {
  executed.push({ sqlText, binds })
  await new Promise((resolve) => setImmediate(resolve))
  if (sqlText === 'NESTED') await run('return 1', { name: 'INNER' })
  if (sqlText === 'BROKEN') throw failure('OBJECT_NOT_FOUND', { kind: 'Table', name: 'NOT_THERE' })
  const { columns, rows } = answers[sqlText] ?? { columns: [], rows: [] }
  return { queryId: `01-${executed.length}`, statement: 'SELECT', columns, rows, rowCount: rows.length }
}

async function run(body: string, more: Partial<JavaScriptCall> = {}): Promise<string | null> {
  const call: JavaScriptCall = {
    name: 'F',
    body,
    args: [],
    returns: 'VARCHAR',
    zone: 'America/Los_Angeles',
    limits: { memoryBytes: 32 * 1024 * 1024, milliseconds: 20_000 },
    ...more,
  }
  return runJavaScript(call, { clock, execute })
}

const arg = (name: string, kind: string, text: string | null): SandboxArgument => ({ name, kind, text })

describe('arguments and return values', () => {
  test('arguments are typed', async () => {
    const args = [arg('A', 'FLOAT', '1.5'), arg('B', 'VARIANT', '{"k":[1]}'), arg('C', 'BOOLEAN', 'false')]
    expect(await run('return [typeof A, A + 1, B.k[0], C === false].join()', { args })).toBe(
      'number,2.5,1,true',
    )
  })
  test('SQL NULL is undefined, JSON null is null', async () => {
    const args = [arg('A', 'VARCHAR', null), arg('B', 'VARIANT', 'null')]
    expect(await run('return String(A) + String(B)', { args })).toBe('undefinednull')
  })
  test('a timestamp argument is a Date', async () => {
    const args = [arg('T', 'TIMESTAMP_NTZ', '2020-02-29 01:02:03.004000000')]
    expect(await run('return T instanceof Date && T.toISOString()', { args })).toBe(
      '2020-02-29T01:02:03.004Z',
    )
  })
  test.each([
    ['return 12', 'VARCHAR', '12'],
    ['return', 'VARCHAR', null],
    ['return null', 'FLOAT', null],
    ['return 3.5', 'FLOAT', '3.5'],
    ['return "4"', 'FLOAT', '4'],
    ['return 1 / 0', 'FLOAT', 'Infinity'],
    ['return 0', 'BOOLEAN', 'false'],
    ['return {b: 1, a: undefined, c: null}', 'VARIANT', '{"b":1,"c":null}'],
    ['return null', 'VARIANT', 'null'],
    ['return undefined', 'VARIANT', null],
    ['return "x"', 'VARIANT', '"x"'],
    ['return [1, "a"]', 'ARRAY', '[1,"a"]'],
    ['return new Uint8Array([1, 255])', 'BINARY', '01FF'],
    ['return new Date(0)', 'TIMESTAMP_LTZ', '1969-12-31 16:00:00.000000000 -0800'],
    ['return "2024-01-31"', 'DATE', '2024-01-31'],
  ])('%s as %s', async (body, returns, text) => {
    expect(await run(body, { returns })).toBe(text)
  })
  test.each([
    ['return {}', 'FLOAT'],
    ['return "many"', 'BOOLEAN'],
    ['return 1', 'ARRAY'],
  ])('%s has no cast to %s', async (body, returns) => {
    await expect(run(body, { returns })).rejects.toMatchObject({ code: 'JAVASCRIPT_RETURN' })
  })
})

describe('statements', () => {
  test('values have the documented JavaScript types', async () => {
    const text = await run(`
      const rs = snowflake.execute({sqlText: 'SELECT typed'})
      rs.next()
      return JSON.stringify([rs.getColumnValue(1), rs.S, rs.getColumnValue('B'), rs.V, Array.from(rs.X), rs.T,
        rs.getColumnValue('next'), rs.D.toISOString(), rs.LTZ.toISOString(), rs.NTZ.getEpochSeconds(),
        rs.LTZ.getNanoSeconds(), rs.LTZ.getScale(), rs.NTZ.getScale(), rs.TZ.getTimezone(), rs.TZ.getNanoSeconds(),
        rs.LTZ.getTimezone(), rs.LTZ instanceof SfDate, rs.getColumnValueAsString(1)])`)
    expect(JSON.parse(text ?? '')).toEqual([
      12.5,
      'text',
      true,
      { a: [1, null] },
      [222, 173, 190, 239],
      '12:30:00.000000000',
      1.5,
      '2024-01-31T00:00:00.000Z',
      '2022-02-02T18:11:12.123Z',
      1643796672,
      123456789,
      9,
      3,
      660,
      123456,
      -480,
      true,
      '12.50',
    ])
  })
  test('NULL is null', async () => {
    const body = `const rs = snowflake.execute({sqlText: 'SELECT typed'}); rs.next(); rs.next()
      return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].every((i) => rs.getColumnValue(i) === null) + ' ' + rs.next()`
    expect(await run(body)).toBe('true false')
  })
  test('metadata of a statement and of its result', async () => {
    const body = `const st = snowflake.createStatement({sqlText: 'SELECT typed'}); const rs = st.execute()
      return [st.getSqlText(), st.getRowCount(), st.getColumnCount(), st.getColumnName(1), st.getColumnScale(1),
        st.getColumnScale(2), st.getColumnType('N'), st.getColumnSqlType(8), st.isColumnNullable(1), st.isColumnNullable(2),
        st.isColumnNumber(1), st.isColumnText(1), st.isColumnTimestamp(9), st.isColumnTime(10), st.isColumnVariant(4),
        rs.getColumnCount(), rs.isColumnDate(6), rs.getQueryId() === st.getQueryId()].join('|')`
    expect(await run(body)).toBe(
      'SELECT typed|2|11|N|2|0|number|TIMESTAMP_NTZ|false|true|true|false|true|true|true|11|true|true',
    )
  })
  test('counts of a DML', async () => {
    const body = `const st = snowflake.createStatement({sqlText: 'INSERT'}); const rs = st.execute()
      return [st.getNumRowsAffected(), st.getNumRowsInserted(), st.getNumRowsUpdated(), st.getNumRowsDeleted(),
        st.getNumDuplicateRowsUpdated(), rs.getNumRowsAffected()].join()`
    expect(await run(body)).toBe('5,3,2,0,0,5')
  })
  test('binds are numbers, strings, booleans, null and SfDates', async () => {
    executed.length = 0
    await run(`const rs = snowflake.execute({sqlText: 'SELECT typed'}); rs.next()
      snowflake.execute({sqlText: 'x', binds: [1.5, 'a', true, null, rs.LTZ, rs.NTZ, rs.TZ, rs.D]})`)
    expect(executed[1]?.binds).toEqual([
      1.5,
      'a',
      true,
      null,
      '2022-02-02 10:11:12.123456789 -0800',
      '2022-02-02 10:11:12.500000000',
      '1971-01-01 00:00:00.000123456 +1100',
      '2024-01-31',
    ])
  })
  test.each(['undefined', '{}', '[1]', 'new Date()', '() => 1'])('%s cannot be bound', async (value) => {
    const body = `try { snowflake.execute({sqlText: 'x', binds: [1, ${value}]}) } catch (e) { return e.message }`
    expect(await run(body)).toContain('Unsupported type for binding argument 2')
  })
  test('a result must be stepped before it is read, a statement run before it is asked', async () => {
    const caught = async (code: string) => run(`try { ${code} } catch (e) { return e.message }`)
    expect(await caught(`snowflake.execute({sqlText: 'SELECT typed'}).getColumnValue(1)`)).toContain('next()')
    expect(await caught(`snowflake.createStatement({sqlText: 'x'}).getRowCount()`)).toBe(
      'Statement is not executed yet.',
    )
    expect(
      await caught(`const r = snowflake.execute({sqlText: 'SELECT typed'}); r.next(); r.getColumnValue(12)`),
    ).toContain('12')
    expect(await caught(`snowflake.execute({sqlText: '  '})`)).toContain('sqlText')
    expect(await caught(`snowflake.execute('SELECT 1')`)).toContain('sqlText')
  })
  test('a nested call runs in a sandbox of its own', async () => {
    expect(await run(`snowflake.execute({sqlText: 'NESTED'}); return 'outer'`)).toBe('outer')
  })
})

describe('errors', () => {
  test('an error of SQL is caught with its code, state, message and place', async () => {
    const body = `
  try {
    snowflake.execute({sqlText: 'BROKEN'})
  } catch (err) {
    return [err instanceof Error, err.code, err.state, err.message, err.stackTraceTxt].join('|')
  }`
    expect(await run(body)).toBe(
      "true|2003|42S02|SQL compilation error:\nTable 'NOT_THERE' does not exist or not authorized.|" +
        'Snowflake.execute, line 3 position 14',
    )
  })
  test('uncaught, it fails the call and keeps its text', async () => {
    const body = `var st = snowflake.createStatement({sqlText: 'BROKEN'})\nst.execute()`
    await expect(run(body)).rejects.toMatchObject({
      code: 'PROCEDURE_EXECUTION',
      number: '100183',
      sqlState: 'P0000',
      message:
        "Execution error in store procedure F:\nSQL compilation error:\nTable 'NOT_THERE' does not exist or not authorized.\n" +
        'At Statement.execute, line 2 position 3',
    })
  })
  test('an uncaught error of the code names its place', async () => {
    await expect(run('var a = 1;\n  return foo + a;')).rejects.toMatchObject({
      number: '100132',
      sqlState: 'P0000',
      message:
        "JavaScript execution error: Uncaught ReferenceError: foo is not defined in F at '  return foo + a;' position 9\n" +
        'stackstrace: \nF line: 2',
    })
  })
  test.each([
    [`throw 'quota 77'`, 'Uncaught quota 77 in F'],
    [`throw new Error('quota 77')`, 'Uncaught Error: quota 77 in F'],
    ['throw undefined', 'Uncaught undefined in F'],
    ['throw Object.create(null)', 'Uncaught an object that has no text in F'],
  ])('%s', async (body, text) => {
    await expect(run(body)).rejects.toThrow(text)
  })
  test('a syntax error', async () => {
    const error = await run('var x = 1\nvar y = ;').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ number: '100131', code: 'JAVASCRIPT_COMPILATION' })
    expect(String(error)).toMatch(
      /JavaScript compilation error: Uncaught SyntaxError: .* in F at 'var y = ;' position 8/,
    )
  })
  test('what the API has and Snowmelt lacks fails by name', async () => {
    await expect(run(`snowflake.log('info', 'x')`)).rejects.toThrow("Unsupported feature 'snowflake.log'")
  })
})

describe('isolation', () => {
  test('nothing but ECMAScript and the API exists', async () => {
    const text = await run('return Object.getOwnPropertyNames(globalThis).sort().join()')
    const expected = `
      AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date
      Error EvalError FinalizationRegistry Float32Array Float64Array Function Infinity
      Int16Array Int32Array Int8Array Iterator JSON Map Math NaN Number Object Promise Proxy
      RangeError ReferenceError Reflect RegExp Set SfDate String Symbol SyntaxError TypeError
      URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet
      decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite
      isNaN parseFloat parseInt snowflake undefined unescape`
    expect(text?.split(',')).toEqual(expected.trim().split(/\s+/))
  })
  test.each([
    'process',
    'require',
    'module',
    'fetch',
    'console',
    'setTimeout',
    'WebAssembly',
    'Buffer',
    'host',
    'std',
    'os',
  ])('%s is not there', async (name) => {
    expect(await run(`return typeof ${name}`)).toBe('undefined')
  })
  test.each([
    `eval('1')`,
    `new Function('return 1')()`,
    `(function () {}).constructor('return this')()`,
    `Object.getPrototypeOf(async function () {}).constructor('return 1')`,
    `Reflect.construct(Function, ['return 1'])`,
  ])('%s makes no code', async (code) => {
    await expect(run(`return ${code}`)).rejects.toThrow('Code generation from strings disallowed')
  })
  test('the objects of the API lead nowhere', async () => {
    const body = `const st = snowflake.createStatement({sqlText: 'x'}); const rs = st.execute()
      return [Object.getOwnPropertyNames(snowflake).join(), st.constructor === Object, rs.constructor === Object,
        Object.getOwnPropertyNames(SfDate).join(), JSON.stringify(st), import.meta === undefined].join('|')`
    await expect(run(body)).rejects.toThrow('SyntaxError')
    expect(await run(body.replace(', import.meta === undefined', ''))).toBe(
      'createStatement,execute,addEvent,log,setSpanAttribute|true|true|length,name,prototype|{}',
    )
  })
  test('import() finds no module', async () => {
    expect(
      await run(`import('node:fs').then(() => { globalThis.found = 1 }, () => {}); return typeof found`),
    ).toBe('undefined')
  })
  test('one call leaves nothing to the next', async () => {
    await run('Array.prototype.evil = 1; globalThis.left = 1; leaked = 2; snowflake.execute = null')
    expect(await run('return [typeof left, typeof leaked, [].evil, typeof snowflake.execute].join()')).toBe(
      'undefined,undefined,,function',
    )
  })
  test('a body that closes its function stays inside', async () => {
    expect(await run(`return typeof process }), (function () { return typeof process`)).toBe('undefined')
  })
})

describe('time', () => {
  test('is that of the clock', async () => {
    expect(await run('return new Date().toISOString() + Date.now()')).toBe(
      '2026-01-05T00:00:00.000Z1767571200000',
    )
  })
  test('moves with the clock while a procedure runs', async () => {
    const moving = new VirtualClock(0)
    const call: JavaScriptCall = {
      name: 'F',
      body: `const a = Date.now(); snowflake.execute({sqlText: 'x'}); return String(Date.now() - a)`,
      args: [],
      returns: 'VARCHAR',
      zone: 'UTC',
      limits: { memoryBytes: 32 * 1024 * 1024, milliseconds: 20_000 },
    }
    const host = {
      clock: moving,
      execute: async (sqlText: string, binds: readonly Bind[]) => {
        moving.moveTo(5000)
        return execute(sqlText, binds)
      },
    }
    expect(await runJavaScript(call, host)).toBe('5000')
  })
  test('is local in the time zone of the session', async () => {
    const body = `const d = new Date(2024, 6, 1, 12); return d.toISOString() + ' ' + d + ' ' + d.getTimezoneOffset()`
    expect(await run(body)).toBe(
      '2024-07-01T19:00:00.000Z Mon Jul 01 2024 12:00:00 GMT-0700 (Pacific Daylight Time) 420',
    )
    expect(await run('return new Date(86400000).toString()', { zone: 'UTC' })).toBe(
      'Fri Jan 02 1970 00:00:00 GMT+0000 (Coordinated Universal Time)',
    )
    expect(await run(`return new Date('2024-01-01T00:00:00').toISOString()`, { zone: 'Asia/Tokyo' })).toBe(
      '2023-12-31T15:00:00.000Z',
    )
  })
})

describe('limits', () => {
  test('a loop without end is stopped, and so is one that catches', async () => {
    const limits = { memoryBytes: 32 * 1024 * 1024, milliseconds: 300 }
    await expect(run('for (;;) { try { for (;;) {} } catch {} }', { limits })).rejects.toMatchObject({
      code: 'STATEMENT_TIMEOUT',
      number: '000630',
      sqlState: '57014',
    })
  })
  test('memory', async () => {
    await expect(
      run('const a = []; for (;;) a.push({ a: 1, b: [1, 2] })', {
        limits: { memoryBytes: 8 << 20, milliseconds: 20_000 },
      }),
    ).rejects.toMatchObject({
      code: 'JAVASCRIPT_OUT_OF_MEMORY',
    })
    expect(await run('return 1')).toBe('1')
  })
  test('recursion: hundreds of calls, but not without end', async () => {
    expect(await run('function f(n) { return n === 0 ? 0 : 1 + f(n - 1) } return f(1000)')).toBe('1000')
    await expect(run('function f(n) { return 1 + f(n + 1) } return f(0)')).rejects.toThrow(
      'Maximum call stack size exceeded',
    )
    expect(await run('return 1')).toBe('1')
  })
})
