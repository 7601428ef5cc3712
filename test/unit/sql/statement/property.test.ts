import { describe, expect, it } from 'vitest'
import { parseStatement } from '../../../../src/sql/parse.ts'
import { takeProperties, type TypedProperties } from '../../../../src/sql/statement/typed-properties.ts'
import { expectRoundTrip, failure, tree } from './trees.ts'

function properties(text: string): TypedProperties {
  const statement = parseStatement(`CREATE STAGE s ${text}`)
  if (statement.kind !== 'CreateStage') throw new Error('not a stage')
  return takeProperties(statement.properties, 'STAGE')
}

describe('properties', () => {
  it('reads every shape of value, with blanks or commas between', () => {
    expect(
      tree(
        `CREATE STAGE s URL='s3://b/', SIZE=-5 KIND = csv FMT = db.sc."F" AT = @st/x/ L = ('a', 2) E = ()`,
      ),
    ).toMatchObject({
      properties: [
        { name: 'URL', value: { kind: 'Text', text: 's3://b/' } },
        { name: 'SIZE', value: { kind: 'Number', text: '-5' } },
        { name: 'KIND', value: { kind: 'Name', name: 'CSV' } },
        { name: 'FMT', value: { kind: 'Name', name: 'DB.SC."F"' } },
        { name: 'AT', value: { kind: 'Stage', location: '@st/x/' } },
        {
          name: 'L',
          value: {
            kind: 'List',
            items: [
              { kind: 'Text', text: 'a' },
              { kind: 'Number', text: '2' },
            ],
          },
        },
        { name: 'E', value: { kind: 'List', items: [] } },
      ],
    })
  })

  it('reads properties in properties', () => {
    expect(
      tree(`CREATE STAGE s FILE_FORMAT = (TYPE = CSV, NULL_IF = ('', 'x') TRIM_SPACE = TRUE)`),
    ).toMatchObject({
      properties: [
        {
          name: 'FILE_FORMAT',
          value: {
            kind: 'Properties',
            properties: [{ name: 'TYPE' }, { name: 'NULL_IF' }, { name: 'TRIM_SPACE' }],
          },
        },
      ],
    })
  })

  it('takes a size that begins with a digit as a word', () => {
    expect(tree('CREATE WAREHOUSE w WAREHOUSE_SIZE = 2XLARGE')).toMatchObject({
      properties: [{ value: { kind: 'Text', text: '2XLARGE' } }],
    })
  })

  it('comes back from its print', () => {
    expectRoundTrip(`CREATE STAGE s URL='s3://b/it''s', SIZE=-5 KIND = true FMT = db.sc."F" AT = @st/x/ L = ('a', 2, b)
      E = () FILE_FORMAT = (TYPE = CSV, FIELD_DELIMITER = '\\t' NULL_IF = ('\\\\N', '')) R = IDENTIFIER($x)`)
  })

  it('points at what does not fit', () => {
    expect(failure('CREATE STAGE s URL = ')).toBe(
      `SYNTAX_ERROR at "": syntax error line 1 at position 21 unexpected '<EOF>'.`,
    )
    expect(failure(`CREATE STAGE s URL = 'x',`)).toContain(`unexpected '<EOF>'`)
    expect(failure(`CREATE STAGE s A = (B = 1 C)`)).toBe(
      `SYNTAX_ERROR at "C": syntax error line 1 at position 26 unexpected 'C'.`,
    )
    expect(failure(`CREATE STAGE s A = - x`)).toContain(`position 21 unexpected 'x'`)
  })

  it('refuses tags and policies by name', () => {
    expect(failure(`CREATE STAGE s WITH TAG (a = 'b')`)).toBe(
      `UNSUPPORTED at "WITH": Unsupported feature 'TAG'.`,
    )
    expect(failure(`ALTER TASK t SET TAG a = 'b'`)).toContain(`'TAG'`)
    expect(failure(`ALTER TASK t UNSET TAG a`)).toContain(`'TAG'`)
    expect(failure(`CREATE PROCEDURE p() RETURNS INT SECRETS = ('a' = b) AS ''`)).toContain(`'SECRETS'`)
    expect(failure(`CREATE TABLE t (a INT) WITH ROW ACCESS POLICY p ON (a)`)).toContain(`'ROW ACCESS POLICY'`)
  })
})

describe('takeProperties', () => {
  it('gives each property in the shape asked for', () => {
    const taken = properties(
      `T = 'x' W = auto N = 1.5 I = 7 B = 'true' K = 'csv' L = ('a', 'b') ONE = 'a' F = 'db.sc."f"' G = a.b P = (Q = 1)`,
    )
    expect(taken.text('T')).toBe('x')
    expect(taken.textOrWord('W')).toBe('AUTO')
    expect(taken.number('N')).toBe(1.5)
    expect(taken.integer('I')).toBe(7)
    expect(taken.boolean('B')).toBe(true)
    expect(taken.word('K', ['CSV', 'JSON'])).toBe('CSV')
    expect(taken.list('L')).toEqual(['a', 'b'])
    expect(taken.list('ONE')).toEqual(['a'])
    expect(taken.name('F')).toMatchObject({
      parts: [{ text: 'DB' }, { text: 'SC' }, { text: 'f', quoted: true }],
    })
    expect(taken.names('G')).toMatchObject([{ parts: [{ text: 'A' }, { text: 'B' }] }])
    expect(taken.properties('P')?.integer('Q')).toBe(1)
    expect(taken.text('ABSENT')).toBeUndefined()
    taken.rejectRest()
  })

  it('refuses a value of another shape, at the value', () => {
    expect(() => properties('T = 5').text('T')).toThrow(/invalid value \[5\] for parameter 'T'/)
    expect(() => properties(`K = xml`).word('K', ['CSV'])).toThrow(/invalid value \[XML\]/)
    expect(() => properties('I = 1.5').integer('I')).toThrow(/invalid value/)
    expect(() => properties('I = 91').integer('I', 0, 90)).toThrow(/invalid value \[91\]/)
    expect(() => properties(`N = 'a b'`).name('N')).toThrow(/invalid value \[a b\]/)
    expect(() => properties('P = x').properties('P')).toThrow(/invalid value/)
  })

  it('refuses a property that stands twice', () => {
    expect(() => properties(`URL = 'a' URL = 'b'`)).toThrow(/duplicate property 'URL'/)
  })

  it('refuses what nobody took, in nested properties too', () => {
    const taken = properties('A = 1 P = (Q = 1 R = 2)')
    expect(() => taken.rejectRest()).toThrow(/invalid property 'A' for 'STAGE'/)
    taken.integer('A')
    taken.properties('P', 'FILE_FORMAT')?.integer('Q')
    expect(taken.rest()).toEqual([])
    expect(() => taken.rejectRest()).toThrow(/invalid property 'R' for 'FILE_FORMAT'/)
  })
})
