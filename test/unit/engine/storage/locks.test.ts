import { describe, expect, it } from 'vitest'
import { Locks } from '../../../../src/engine/storage/locks.ts'

const patience = 60

describe('Locks', () => {
  it('lets one owner in and queues the others in order', async () => {
    const locks = new Locks()
    const [a, b, c] = [{}, {}, {}]
    const order: string[] = []
    expect(await locks.acquire(a, 1, 'T', patience)).toBe(false)
    const second = locks.acquire(b, 1, 'T', patience).then(() => order.push('b'))
    const third = locks.acquire(c, 1, 'T', patience).then(() => order.push('c'))
    expect(order).toEqual([])
    locks.release(a)
    await second
    expect(locks.holds(b, 1)).toBe(true)
    locks.release(b)
    await third
    expect(order).toEqual(['b', 'c'])
  })

  it('gives an owner what it has', async () => {
    const locks = new Locks()
    const owner = {}
    await locks.acquire(owner, 'key', 'key', 0)
    expect(await locks.acquire(owner, 'key', 'key', 0)).toBe(false)
  })

  it('gives up after LOCK_TIMEOUT, and then holds nobody up', async () => {
    const locks = new Locks()
    const [a, b, c] = [{}, {}, {}]
    await locks.acquire(a, 1, 'T', patience)
    await expect(locks.acquire(b, 1, 'T', 0)).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' })
    await expect(locks.acquire(b, 1, 'T', 0.01)).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' })
    const waiting = locks.acquire(c, 1, 'T', patience)
    locks.release(a)
    await waiting
    expect(locks.holds(c, 1)).toBe(true)
  })

  it('refuses to close a circle, of two or of three', async () => {
    const locks = new Locks()
    const [a, b, c] = [{}, {}, {}]
    await locks.acquire(a, 1, 'ONE', patience)
    await locks.acquire(b, 2, 'TWO', patience)
    await locks.acquire(c, 3, 'THREE', patience)
    const aWaits = locks.acquire(a, 2, 'TWO', patience)
    const bWaits = locks.acquire(b, 3, 'THREE', patience)
    await expect(locks.acquire(c, 1, 'ONE', patience)).rejects.toMatchObject({ code: 'DEADLOCK' })
    locks.release(c)
    await bWaits
    locks.release(b)
    await aWaits
  })

  it('knows that a transaction waits for one begun inside of it', async () => {
    const locks = new Locks()
    const [outer, inner] = [{}, {}]
    await locks.acquire(outer, 1, 'T', patience)
    locks.nest(outer, inner)
    await expect(locks.acquire(inner, 1, 'T', patience)).rejects.toMatchObject({ code: 'DEADLOCK' })
  })
})
