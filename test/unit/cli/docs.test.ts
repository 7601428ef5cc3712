import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commandsPage } from '../../../scripts/docs.ts'
import { sqlPage } from '../../../scripts/sql-page/page.ts'

it('docs/commands.md is what `npm run docs` writes', async () => {
  expect(readFileSync('docs/commands.md', 'utf8')).toBe(await commandsPage())
})

it('docs/sql.md is what `npm run docs` writes', () => {
  expect(readFileSync('docs/sql.md', 'utf8')).toBe(sqlPage())
})
