/**
 * The objects of Snowflake's JavaScript API, written in JavaScript and evaluated inside the sandbox before a procedure runs.
 * It is the body of a function of `host` (what the worker offers) that gives the function which runs the procedure; nothing
 * but `snowflake` and `SfDate` stays visible to the procedure.
 * https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-api
 */
export const apiSource = String.raw`
'use strict'
const NativeError = Error
const NativeInternalError = InternalError
const stackLine = /\(?PROCEDURE:(\d+):(\d+)\)?/

/** An error of the API: what the procedure's catch finds is documented with stored-procedures-javascript. */
function apiError(method, message, code, state) {
  const error = new NativeError(message)
  const place = stackLine.exec(error.stack) ?? [0, 1, 1]
  const at = method + ', line ' + place[1] + ' position ' + host.column(Number(place[1]), Number(place[2]))
  const hidden = { value: undefined, writable: true, configurable: true, enumerable: false }
  Object.defineProperties(error, {
    code: { ...hidden, value: code ?? 100183 },
    state: { ...hidden, value: state ?? 'P0000' },
    stackTraceTxt: { ...hidden, value: at },
  })
  apiErrors.add(error)
  return error
}
const apiErrors = new WeakSet()

class SfDate extends Date {
  #nanos = 0
  #scale = 9
  #offset = undefined
  #kind = 'TIMESTAMP_NTZ'
  static [host.make](kind, scale, milliseconds, nanos, offset) {
    const date = new SfDate(milliseconds)
    date.#nanos = nanos
    date.#scale = scale
    date.#offset = offset
    date.#kind = kind
    return date
  }
  static [host.text](date) { return date.#sqlText() }
  getEpochSeconds() { return Math.floor(this.getTime() / 1000) }
  getNanoSeconds() { return this.#nanos % 1000000 + ((this.getTime() % 1000) + 1000) % 1000 * 1000000 }
  getScale() { return this.#scale }
  getTimezone() { return this.#offset ?? -this.getTimezoneOffset() }
  #sqlText() {
    const zoned = this.#kind === 'TIMESTAMP_LTZ' || this.#kind === 'TIMESTAMP_TZ'
    const minutes = zoned ? this.getTimezone() : 0
    const local = new Date(this.getTime() + minutes * 60000).toISOString()
    if (this.#kind === 'DATE') return local.slice(0, local.indexOf('T'))
    const fraction = String(this.getNanoSeconds()).padStart(9, '0')
    return local.slice(0, -5).replace('T', ' ') + '.' + fraction + (zoned ? ' ' + offsetText(minutes) : '')
  }
}
const makeDate = SfDate[host.make]
const dateText = SfDate[host.text]
delete SfDate[host.make]
delete SfDate[host.text]

function offsetText(minutes) {
  const size = Math.abs(minutes)
  const two = (n) => String(n).padStart(2, '0')
  return (minutes < 0 ? '-' : '+') + two(Math.floor(size / 60)) + two(size % 60)
}

/** A SQL value, given as canonical text, in JavaScript. */
function toJavaScript(kind, scale, text) {
  if (text === null) return null
  switch (kind) {
    case 'NUMBER': return Number(text)
    case 'FLOAT': return text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text)
    case 'BOOLEAN': return text === 'true'
    case 'VARIANT': case 'OBJECT': case 'ARRAY': return JSON.parse(text.replace(/("(?:[^"\\]|\\.)*")|undefined/g, (_, string) => string ?? 'null'))
    case 'BINARY': return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
    case 'DATE': case 'TIMESTAMP_NTZ': case 'TIMESTAMP_LTZ': case 'TIMESTAMP_TZ': {
      const [milliseconds, nanos, offset] = JSON.parse(host.timestamp(text))
      return makeDate(kind, kind === 'DATE' ? 0 : scale, milliseconds, nanos, kind === 'TIMESTAMP_TZ' ? offset : kind === 'TIMESTAMP_LTZ' ? undefined : 0)
    }
    default: return text
  }
}

function bindValue(value) {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof SfDate) return dateText(value)
  return undefined
}

function readCommand(method, command) {
  const sqlText = typeof command === 'object' && command !== null ? command.sqlText : undefined
  if (typeof sqlText !== 'string' || sqlText.trim() === '') throw apiError(method, 'Empty or missing sqlText.')
  const binds = command.binds ?? []
  if (!Array.isArray(binds)) throw apiError(method, 'binds has to be an array.')
  const values = binds.map((value, index) => {
    const bound = bindValue(value)
    if (bound === undefined) {
      throw apiError(method, 'Unsupported type for binding argument ' + (index + 1) + ' (' + typeof value + ')')
    }
    return bound
  })
  return { sqlText, binds: values }
}

const typeNames = { NUMBER: 'number', FLOAT: 'number', BOOLEAN: 'boolean', VARCHAR: 'string', TIME: 'string', BINARY: 'Uint8Array',
  VARIANT: 'JSON', OBJECT: 'JSON', ARRAY: 'JSON', DATE: 'date', TIMESTAMP_NTZ: 'SfDate', TIMESTAMP_LTZ: 'SfDate', TIMESTAMP_TZ: 'SfDate' }
const predicates = { Text: ['VARCHAR'], Array: ['ARRAY'], Binary: ['BINARY'], Boolean: ['BOOLEAN'], Date: ['DATE'],
  Number: ['NUMBER', 'FLOAT'], Object: ['OBJECT'], Time: ['TIME'], Timestamp: ['TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ'],
  Variant: ['VARIANT'] }

/** Finds a column by its index from 1 or its name. */
function column(method, columns, key) {
  const found = typeof key === 'number' ? columns[key - 1] : columns.find((each) => each.name === key)
  if (found === undefined) {
    throw apiError(method, "Given column name/index does not exist: " + String(key))
  }
  return found
}

/** Runs a statement; throws the API's error of 'method' when it fails. */
function run(method, command) {
  const answer = JSON.parse(host.execute(JSON.stringify(command)))
  if (answer.fault) throw apiError(method, answer.fault.message, answer.fault.code, answer.fault.state)
  return answer
}

const secret = Symbol('secret')

class ResultSet {
  #answer
  #sqlText
  #at = -1
  #row = undefined
  constructor(token, answer, sqlText) {
    if (token !== secret) throw new TypeError('Illegal constructor')
    this.#answer = answer
    this.#sqlText = sqlText
    for (const each of answer.columns) {
      // A column's value is also a property of the ResultSet, unless a method has that name.
      if (!(each.name in this)) {
        Object.defineProperty(this, each.name, { get: () => this.getColumnValue(each.name), enumerable: true, configurable: true })
      }
    }
  }
  next() {
    if (this.#at < this.#answer.rowCount) this.#at += 1
    this.#row = this.#at < this.#answer.rowCount ? JSON.parse(host.row(this.#answer.id, this.#at)) : undefined
    return this.#row !== undefined
  }
  #text(method, key) {
    if (this.#row === undefined) throw apiError(method, 'ResultSet is empty or not prepared, call next() first')
    const found = column(method, this.#answer.columns, key)
    return [found, this.#row[found.index]]
  }
  getColumnValue(key) {
    const [found, text] = this.#text('ResultSet.getColumnValue', key)
    return toJavaScript(found.kind, found.scale, text)
  }
  getColumnValueAsString(key) {
    return this.#text('ResultSet.getColumnValueAsString', key)[1]
  }
  getColumnCount() { return this.#answer.columns.length }
  getColumnName(index) { return column('ResultSet.getColumnName', this.#answer.columns, Number(index)).name }
  getColumnType(key) { return typeNames[column('ResultSet.getColumnType', this.#answer.columns, key).kind] }
  getColumnSqlType(key) { return column('ResultSet.getColumnSqlType', this.#answer.columns, key).kind }
  getColumnScale(index) { return column('ResultSet.getColumnScale', this.#answer.columns, Number(index)).scale }
  isColumnNullable(index) { return column('ResultSet.isColumnNullable', this.#answer.columns, Number(index)).nullable }
  getNumRowsAffected() { return this.#answer.affected }
  getRowCount() { return this.#answer.rowCount }
  getQueryId() { return this.#answer.queryId }
  getSqlText() { return this.#sqlText }
}

class Statement {
  #command
  #answer = undefined
  constructor(token, command) {
    if (token !== secret) throw new TypeError('Illegal constructor')
    this.#command = command
  }
  execute() {
    this.#answer = run('Statement.execute', this.#command)
    return new ResultSet(secret, this.#answer, this.#command.sqlText)
  }
  #done(method) {
    if (this.#answer === undefined) throw apiError('Statement.' + method, 'Statement is not executed yet.')
    return this.#answer
  }
  #column(method, key) { return column('Statement.' + method, this.#done(method).columns, key) }
  getSqlText() { return this.#command.sqlText }
  getQueryId() { return this.#done('getQueryId').queryId }
  getColumnCount() { return this.#done('getColumnCount').columns.length }
  getRowCount() { return this.#done('getRowCount').rowCount }
  getColumnName(index) { return this.#column('getColumnName', Number(index)).name }
  getColumnType(key) { return typeNames[this.#column('getColumnType', key).kind] }
  getColumnSqlType(key) { return this.#column('getColumnSqlType', key).kind }
  getColumnScale(index) { return this.#column('getColumnScale', Number(index)).scale }
  isColumnNullable(index) { return this.#column('isColumnNullable', Number(index)).nullable }
  getNumRowsAffected() { return this.#done('getNumRowsAffected').affected }
  getNumRowsInserted() { return this.#done('getNumRowsInserted').inserted }
  getNumRowsUpdated() { return this.#done('getNumRowsUpdated').updated }
  getNumRowsDeleted() { return this.#done('getNumRowsDeleted').deleted }
  getNumDuplicateRowsUpdated() { return this.#done('getNumDuplicateRowsUpdated').duplicates }
  static [host.make](name, kinds) {
    return { [name](index) { return kinds.includes(this.#column(name, Number(index)).kind) } }[name]
  }
}
for (const [word, kinds] of Object.entries(predicates)) {
  const name = 'isColumn' + word
  Object.defineProperty(Statement.prototype, name, { value: Statement[host.make](name, kinds), writable: true, configurable: true })
  Object.defineProperty(ResultSet.prototype, name, {
    value: { [name](index) { return kinds.includes(this.getColumnSqlType(Number(index))) } }[name], writable: true, configurable: true })
}
delete Statement[host.make]
for (const each of [ResultSet, Statement]) Object.defineProperty(each.prototype, 'constructor', { value: Object, writable: true, configurable: true })

function absent(name) {
  return () => { throw apiError('Snowflake.' + name, "Unsupported feature 'snowflake." + name + "'.", 2, '0A000') }
}
const snowflake = {
  createStatement(command) { return new Statement(secret, readCommand('Snowflake.createStatement', command)) },
  execute(command) {
    const read = readCommand('Snowflake.execute', command)
    return new ResultSet(secret, run('Snowflake.execute', read), read.sqlText)
  },
  addEvent: absent('addEvent'),
  log: absent('log'),
  setSpanAttribute: absent('setSpanAttribute'),
}
const hiddenValue = (value) => ({ value, writable: true, configurable: true, enumerable: false })
Object.defineProperty(globalThis, 'snowflake', hiddenValue(snowflake))
Object.defineProperty(globalThis, 'SfDate', hiddenValue(SfDate))

// Snowflake's engine refuses to make code out of text. https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-javascript
const refuse = () => { throw new EvalError('Code generation from strings disallowed for this context') }
for (const made of [function () {}, function* () {}, async function () {}, async function* () {}]) {
  const prototype = Object.getPrototypeOf(made)
  const refusing = new Proxy(prototype.constructor, { apply: refuse, construct: refuse })
  Object.defineProperty(prototype, 'constructor', hiddenValue(refusing))
}
globalThis.Function = Function.prototype.constructor
globalThis.eval = refuse
// QuickJS's own names that V8 does not have.
for (const name of ['InternalError', 'SharedArrayBuffer', 'Float16Array', 'scriptArgs', 'print', 'console', 'std', 'os', 'bjson', 'navigator', 'performance', 'queueMicrotask']) delete globalThis[name]

// V8 names the zone after the offset; QuickJS leaves it out.
for (const name of ['toString', 'toTimeString']) {
  const native = Date.prototype[name]
  Object.defineProperty(Date.prototype, name, hiddenValue({ [name]() {
    const text = native.call(this)
    return text === 'Invalid Date' ? text : text + ' (' + host.zoneName(this.getTime()) + ')'
  } }[name]))
}

const noValue = Symbol('none')
function jsonValue(value) {
  const text = JSON.stringify(value)
  return text === undefined ? null : text
}
/** The returned value as canonical SQL text of the declared type, or the symbol for "no valid cast". */
function toSql(kind, value) {
  if (value === undefined) return null
  if (kind === 'VARIANT') return jsonValue(value)
  if (value === null) return null
  switch (kind) {
    case 'VARCHAR': return typeof value === 'symbol' ? noValue : String(value)
    case 'FLOAT': {
      const number = typeof value === 'object' && !(value instanceof Number) ? NaN : Number(value)
      return Number.isNaN(number) && !(typeof value === 'number' || value === 'NaN') ? noValue : String(number)
    }
    case 'BOOLEAN': {
      if (typeof value === 'boolean') return String(value)
      if (typeof value === 'number') return String(value !== 0)
      const word = typeof value === 'string' ? value.toLowerCase() : ''
      return ['true', 't', 'yes', 'y', 'on', '1'].includes(word) ? 'true' : ['false', 'f', 'no', 'n', 'off', '0'].includes(word) ? 'false' : noValue
    }
    case 'ARRAY': return Array.isArray(value) ? jsonValue(value) : noValue
    case 'OBJECT': return typeof value === 'object' && !Array.isArray(value) ? jsonValue(value) : noValue
    case 'BINARY': return value instanceof Uint8Array ? Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase() : noValue
    case 'TIME': return typeof value === 'string' ? value : noValue
    default:
      if (typeof value === 'string') return value
      if (!(value instanceof Date) || Number.isNaN(value.getTime())) return noValue
      return dateText(value instanceof SfDate ? value : makeDate('TIMESTAMP_LTZ', 9, value.getTime(), 0, undefined))
  }
}

function toArgument(kind, text) {
  if (text === null) return undefined
  const value = toJavaScript(kind, 9, text)
  return value
}

/** What was thrown, for the worker: message, place and, for an error of the API, its stackTraceTxt. */
function describe(thrown) {
  const isError = thrown instanceof NativeError
  const api = isError && apiErrors.has(thrown)
  let message
  try { message = api ? String(thrown.message) : String(thrown) } catch { message = 'an object that has no text' }
  const place = isError ? stackLine.exec(String(thrown.stack)) : undefined
  return JSON.stringify({ message, api, at: api ? thrown.stackTraceTxt : undefined, line: Number(place?.[1] ?? 0), column: Number(place?.[2] ?? 0),
    internal: thrown instanceof NativeInternalError })
}

return {
  call(procedure, argumentText, returns) {
    let value
    try {
      value = procedure.apply(undefined, JSON.parse(argumentText).map(([kind, text]) => toArgument(kind, text)))
    } catch (thrown) {
      return '!' + describe(thrown)
    }
    try {
      const text = toSql(returns, value)
      return text === noValue ? '?' + describeValue(value) : '=' + JSON.stringify(text)
    } catch (thrown) {
      return '!' + describe(thrown)
    }
  },
}
function describeValue(value) {
  try { return String(typeof value === 'object' ? JSON.stringify(value) : value) } catch { return typeof value }
}
`
