import { expect, it } from 'vitest'
import { compare, type Difference } from './run.ts'

it(
  '2000 NUMBER expressions are what exact arithmetic under the rules of the manual gives',
  { timeout: 120_000 },
  async () => {
    const differences: Difference[] = []
    await compare(2000, 20_260_105, { differs: (difference) => differences.push(difference) })
    expect(differences).toEqual([])
  },
)
