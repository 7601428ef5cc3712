import { openSync, writeSync } from 'node:fs'
import { tryRange, type Range } from './blocks.ts'

/** Tries a range for the process that started this one, which an input may end. The number of the present input stands in a file. */
export async function tryForParent(range: Range, placeFile: string): Promise<void> {
  const place = openSync(placeFile, 'w')
  let tries = 0
  await tryRange(range, {
    start: (index) => {
      tries += 1
      writeSync(place, `${String(index).padStart(12)} ${String(tries).padStart(12)}`, 0)
    },
    failed: (failure) => process.send?.({ failure }),
    reached: (how) => process.send?.({ reached: how }),
  })
  process.disconnect()
}
