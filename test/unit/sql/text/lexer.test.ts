import { describe, expect, test } from 'vitest'
import { lex } from '../../../../src/sql/text/lexer.ts'
import { failure } from '../failure.ts'

/** The tokens of `text` as `Kind text`; a `Symbol` is its text alone. */
function tokens(text: string): readonly string[] {
  return lex(text)
    .tokens.slice(0, -1)
    .map((t) => (t.kind === 'Symbol' ? t.text : `${t.kind} ${t.text}`))
}

describe('lex', () => {
  test('words are folded, quoted identifiers are not', () => {
    expect(lex('Foo_1$x').tokens[0]).toEqual({
      kind: 'Word',
      text: 'Foo_1$x',
      word: 'FOO_1$X',
      span: { start: 0, end: 7 },
    })
    expect(tokens('"a ""b"" C" METADATA$FILENAME größe')).toEqual([
      'QuotedIdentifier a "b" C',
      'Word METADATA$FILENAME',
      'Word größe',
    ])
  })

  test.each([
    ["'a''b'", "a'b"],
    [String.raw`'\'\"\\\b\f\n\r\t\0'`, '\'"\\\b\f\n\r\t\0'],
    [String.raw`'\041\x21\u2603'`, '!!☃'],
    [String.raw`'\q\%'`, 'q%'],
    [String.raw`'C:\\dir\\'`, 'C:\\dir\\'],
    ["''", ''],
    ["$$it's \\n$$", "it's \\n"],
    ['$$$1$$', '$1'],
  ])('the value of %s', (text, value) => {
    expect(lex(text).tokens[0]).toMatchObject({ kind: 'String', text: value })
    expect(lex(text).tokens[0]?.dollar).toBe(text.startsWith('$$') ? true : undefined)
  })

  test('numbers', () => {
    expect(tokens('1 1.50 .5 1e-3 2.E+4 1.')).toEqual([
      'Number 1',
      'Number 1.50',
      'Number .5',
      'Number 1e-3',
      'Number 2.E+4',
      'Number 1.',
    ])
    expect(tokens('t.1')).toEqual(['Word t', '.', 'Number 1'])
  })

  test('comments of all three kinds; block comments do not nest', () => {
    expect(tokens("a -- x ' y\nb // z $$\nc /* '\n /* */ d")).toEqual([
      'Word a',
      'Word b',
      'Word c',
      'Word d',
    ])
    expect(tokens('-- only')).toEqual([])
  })

  test('columns by place, session variables and bind variables', () => {
    expect(tokens('$1 t.$12 $my_var ?, :1, :name')).toEqual([
      'Position 1',
      'Word t',
      '.',
      'Position 12',
      'Variable MY_VAR',
      'Bind ',
      ',',
      'Bind 1',
      ',',
      'Bind NAME',
    ])
  })

  test.each([
    'v:a',
    'v : a',
    't.v:a',
    '"v":a',
    'f(x):a',
    'x[0]:a',
    '$1:a',
    '$v:a',
    "'{}':a",
    't.order:a',
    'v:limit:a',
    'limit:a',
    '{}:a',
    'null:a',
  ])('in %s the colon is the path operator', (text) => {
    expect(tokens(text).slice(-2)).toEqual([':', 'Word a'])
  })

  test.each([
    'SELECT :a',
    'x = :a',
    '(:a',
    ', :a',
    'WHERE :a',
    'LIMIT :a',
    'THEN :a',
    'IN :a',
    "{'k': :a",
    'top :a',
  ])('in %s the colon begins a bind variable', (text) => {
    expect(tokens(text).at(-1)).toBe('Bind A')
  })

  test.each([
    '@~',
    '@~/dir/file.csv',
    '@%table',
    '@%"my table"/x',
    '@st',
    '@db.schema.st/dir/file.csv',
    '@"My Stage"/x',
    '@db."S".st',
    '@st/year=2024/*.csv.gz',
  ])('%s is one token', (text) => {
    for (const after of ['', ' x', ')', ',', ';', '(']) expect(tokens(text + after)[0]).toBe(`Stage ${text}`)
  })

  test('symbols, the longest first; what means nothing is a symbol too', () => {
    expect(tokens('a::b=>c->d<=e<>f!=g||h->>i:=j**k#')).toEqual(
      'Word a,::,Word b,=>,Word c,->,Word d,<=,Word e,<>,Word f,!=,Word g,||,Word h,->>,Word i,:=,Word j,**,Word k,#'.split(
        ',',
      ),
    )
  })

  test.each([
    ["SELECT\n 'abc", "PARSE_ERROR: parse error line 2 at position 1 near '<EOF>'."],
    ["'abc\\'", "PARSE_ERROR: parse error line 1 at position 0 near '<EOF>'."],
    ['"abc', "PARSE_ERROR: parse error line 1 at position 0 near '<EOF>'."],
    ['a /* b', "PARSE_ERROR: parse error line 1 at position 2 near '<EOF>'."],
    ['$$ a $', "PARSE_ERROR: parse error line 1 at position 0 near '<EOF>'."],
  ])('%s is unfinished', (text, message) => {
    expect(failure(() => lex(text))).toBe(message)
  })
})
