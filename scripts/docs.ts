/** Writes docs/commands.md and docs/sql.md from the tables that the program works with; a test holds them to these. */
import { writeFileSync } from 'node:fs'
import { commandHelp } from '../src/cli/help.ts'
import { commands } from '../src/cli/commands.ts'
import { sqlPage } from './sql-page/page.ts'

/** The page, as it must stand in docs/commands.md. */
export async function commandsPage(): Promise<string> {
  const pages = await Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const help = commandHelp(await load()).trimEnd()
      return `## snowmelt ${name}\n\n${summary[0]?.toUpperCase()}${summary.slice(1)}.\n\n\`\`\`\n${help}\n\`\`\`\n`
    }),
  )
  return `# Commands\n\nExit codes: 0 done; 1 a statement, load or task failed, or the ledger does not balance; 2 the command line was wrong; 70 a bug of\nSnowmelt; 130 stopped by Ctrl-C.\n\n${pages.join('\n')}`
}

if (process.argv[1]?.endsWith('docs.ts') === true) {
  writeFileSync('docs/commands.md', await commandsPage())
  writeFileSync('docs/sql.md', sqlPage())
}
