import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { functionSections } from './functions.ts'
import { copySection, formatSections, parameterSection } from './options.ts'
import { kindSection, statementSection } from './statements.ts'
import { tableFunctionSection } from './table-functions.ts'

/** The page, as it must stand in docs/sql.md. */
export function sqlPage(): string {
  const introduction = readFileSync(join(import.meta.dirname, 'introduction.md'), 'utf8')
  return [
    introduction,
    `## Statements\n\n${statementSection()}`,
    `## Kinds of object\n\n${kindSection()}`,
    `## Functions\n\nTypes are those that are taken without a conversion; others are converted as in Snowflake. \`[OVER (…)]\`: an aggregate, which is a window function too.\n\n${functionSections()}`,
    `## Table functions\n\n${tableFunctionSection()}`,
    `## File formats\n\n${formatSections()}`,
    `## Options of COPY INTO\n\n${copySection()}`,
    `## Session parameters\n\n${parameterSection()}`,
  ].join('\n')
}
