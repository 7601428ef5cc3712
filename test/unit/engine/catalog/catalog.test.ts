import { beforeEach, describe, expect, it } from 'vitest'
import { argumentSignature, type ProcedureRecord } from '../../../../src/engine/catalog/objects/procedure.ts'
import { float, text } from '../../../../src/engine/types/standard.ts'
import { databaseRecords, nameOf, openWorld, tableRecord, type CatalogWorld } from './world.ts'

const session = { id: 's1', database: 'DB', schema: 'PUBLIC' }
const elsewhere = { id: 's2', database: undefined, schema: undefined }
const t = { database: 'DB', schema: 'PUBLIC', name: 'T' }

let world: CatalogWorld

beforeEach(async () => {
  world = await openWorld()
  await world.put(...databaseRecords('DB', 100))
})

describe('names', () => {
  it('are completed from the session', () => {
    expect(world.catalog.qualify(nameOf('t'), session)).toEqual(t)
    expect(world.catalog.qualify(nameOf('s."x y"'), session)).toEqual({
      database: 'DB',
      schema: 'S',
      name: 'x y',
    })
    expect(world.catalog.qualify(nameOf('d..t'), elsewhere)).toEqual({
      database: 'D',
      schema: 'PUBLIC',
      name: 'T',
    })
  })

  it('need a current database where they do not say it', () => {
    expect(() => world.catalog.qualify(nameOf('t'), elsewhere)).toThrow('does not have a current database')
    expect(() => world.catalog.qualify(nameOf('t'), { ...elsewhere, database: 'DB' })).toThrow(
      'does not have a current schema',
    )
  })

  it('that mean nothing are told as Snowflake prints them', () => {
    const missing = (name: string) => () => world.catalog.get('TABLE', nameOf(name), session)
    expect(missing('t')).toThrow("Table 'DB.PUBLIC.T' does not exist or not authorized.")
    expect(missing('"lower"')).toThrow(`Table 'DB.PUBLIC."lower"' does not exist`)
    expect(missing('gone.t')).toThrow("Schema 'DB.GONE' does not exist or not authorized.")
    expect(missing('nowhere.s.t')).toThrow("Database 'NOWHERE' does not exist or not authorized.")
  })

  it('of a table, a view and a stream exclude each other', async () => {
    await world.put({
      kind: 'VIEW',
      ...t,
      id: 200,
      owner: '',
      createdOn: 0,
      comment: '',
      secure: false,
      columns: [],
      query: '',
      text: '',
    })
    expect(() => world.catalog.get('TABLE', nameOf('t'), session)).toThrow(
      "Object found is of type 'VIEW', not specified type 'TABLE'.",
    )
    await expect(world.put(tableRecord('T', 201))).rejects.toThrow("Object 'DB.PUBLIC.T' already exists.")
  })
})

describe('records', () => {
  it('are seen when their transaction commits', async () => {
    const transaction = world.begin()
    await world.catalog.put(transaction, tableRecord('T', 200))
    expect(world.catalog.find('TABLE', t)).toBeUndefined()
    await transaction.endStatement()
    await transaction.commit()
    expect(world.catalog.find('TABLE', t)?.id).toBe(200)
    expect(world.catalog.byId(200)?.name).toBe('T')
  })

  it('leave no trace when their transaction rolls back', async () => {
    const transaction = world.begin()
    await world.catalog.put(transaction, tableRecord('T', 200))
    await transaction.rollback()
    await world.put(tableRecord('T', 201))
    expect((await world.reopen()).find('TABLE', t)?.id).toBe(201)
  })

  it('of one name cannot be made by two transactions', async () => {
    const first = world.begin()
    await world.catalog.put(first, tableRecord('T', 200))
    const second = world.begin()
    await expect(world.catalog.put(second, tableRecord('T', 201))).rejects.toThrow('already exists')
    await first.rollback()
    await world.catalog.put(second, tableRecord('T', 201))
  })

  it('can be replaced in one transaction', async () => {
    await world.put(tableRecord('T', 200))
    await world.transact(async (transaction) => {
      await world.catalog.remove(transaction, tableRecord('T', 200))
      await world.catalog.put(transaction, tableRecord('T', 201))
      expect(world.catalog.find('TABLE', t)?.id).toBe(200)
    })
    expect(world.catalog.all('TABLE').map(({ id }) => id)).toEqual([201])
    expect((await world.reopen()).all('TABLE').map(({ id }) => id)).toEqual([201])
  })

  it('that change keep their id and may change their name', async () => {
    await world.put(tableRecord('T', 200))
    await world.put(tableRecord('U', 200))
    expect(world.catalog.find('TABLE', t)).toBeUndefined()
    expect(world.catalog.find('TABLE', { ...t, name: 'U' })?.id).toBe(200)
  })

  it('have ids that are never used again', async () => {
    const id = world.catalog.nextId()
    await world.put(tableRecord('T', id))
    await world.transact(async (transaction) => {
      await world.catalog.remove(transaction, tableRecord('T', id))
    })
    expect((await world.reopen()).nextId()).toBeGreaterThan(id)
  })

  it('include the roles of the system from the start', () => {
    expect(world.catalog.all('ROLE').map(({ name }) => name)).toContain('ACCOUNTADMIN')
  })
})

describe('a temporary table', () => {
  it('hides the permanent one of its name from its session alone', async () => {
    await world.put(
      tableRecord('T', 200),
      tableRecord('T', 201, { persistence: 'TEMPORARY', sessionId: 's1' }),
    )
    expect(world.catalog.get('TABLE', nameOf('t'), session).id).toBe(201)
    expect(world.catalog.get('TABLE', nameOf('db.public.t'), elsewhere).id).toBe(200)
  })
})

describe('procedures', () => {
  const procedure = (id: number, args: ProcedureRecord['args']): ProcedureRecord => ({
    kind: 'PROCEDURE',
    ...t,
    id,
    owner: '',
    createdOn: 0,
    comment: '',
    args,
    language: 'SQL',
    strict: false,
    executeAs: 'OWNER',
    body: '',
  })

  it('may share a name when their arguments differ in type', async () => {
    await world.put(procedure(200, []), procedure(201, [{ name: 'A', type: text() }]))
    expect(world.catalog.overloads(t).map(({ id }) => id)).toEqual([200, 201])
    await expect(world.put(procedure(202, [{ name: 'B', type: text(5) }]))).rejects.toThrow('already exists')
    await world.put(procedure(203, [{ name: 'B', type: float }]))
    expect(argumentSignature([text(5), float])).toBe('(VARCHAR, FLOAT)')
  })
})
