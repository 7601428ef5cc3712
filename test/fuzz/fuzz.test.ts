import { expect, it } from 'vitest'
import { tryRange, type Failure } from './blocks.ts'

it('3000 statements, most of them broken, give results or coded errors', { timeout: 120_000 }, async () => {
  const failures: Failure[] = []
  await tryRange(
    { seed: 20_260_105, from: 0, to: 3000, execute: 3 },
    { failed: (failure) => failures.push(failure) },
  )
  expect(failures).toEqual([])
})
