import { describe, expect, it } from 'vitest'
import { Heads } from '../../../../src/engine/storage/heads.ts'

describe('Heads', () => {
  it('answers for the commit that a transaction started at', () => {
    const heads = new Heads([{ id: 1, version: 7n }], 9n)
    const start = heads.enter()
    heads.publish([{ id: 1, version: heads.nextVersion() }])
    heads.publish([{ id: 2, version: heads.nextVersion() }])
    heads.publish([{ id: 1, version: heads.nextVersion() }])
    expect([heads.at(1, start), heads.at(2, start)]).toEqual([7n, 0n])
    expect([heads.at(1), heads.at(2)]).toEqual([12n, 11n])
    expect(heads.lastCommit(1)).toBe(3)
  })

  it('forgets what no open transaction can ask for', () => {
    const heads = new Heads([], 0n)
    const early = heads.enter()
    for (let round = 0; round < 5; round += 1) heads.publish([{ id: 1, version: heads.nextVersion() }])
    expect(heads.at(1, early)).toBe(0n)
    heads.leave(early)
    const late = heads.enter()
    heads.publish([{ id: 1, version: heads.nextVersion() }])
    heads.publish([{ id: 1, version: heads.nextVersion() }])
    expect(heads.at(1, late)).toBe(5n)
    expect(heads.at(1, early)).toBe(0n)
  })
})
