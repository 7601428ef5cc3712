import fc from 'fast-check'
import { parseExpression, parseStatement } from '../../../src/sql/parse.ts'
import { print } from '../../../src/sql/print.ts'
import { anyExpression, anyQuery } from './trees.ts'
import { withoutSpans } from './without-spans.ts'
const n = Number(process.argv[2] ?? 300)
for (const [arb, parse] of [[anyExpression, parseExpression], [anyQuery, (t: string) => (parseStatement(t) as any).query]] as const) {
  let shown = 0
  const seen = new Set<string>()
  for (const tree of fc.sample(arb as any, { numRuns: n, seed: Number(process.argv[3] ?? 1) })) {
    const printed = print(tree as any)
    let why = ''
    try { if (JSON.stringify(withoutSpans(sorted(parse(printed)))) !== JSON.stringify(withoutSpans(sorted(tree)))) why = 'DIFF' } catch (e: any) { const at = e.span?.start ?? 0; why = `${e.message.replace(/\n/g, ' ').slice(0, 120)} …${JSON.stringify(printed.slice(Math.max(0, at - 60), at))}^^${JSON.stringify(printed.slice(at, at + 30))}` }
    if (why && shown < 8 && printed.length < 4000) { shown++; console.log(why, why === 'DIFF' ? printed.slice(0, 700) : '') }
  }
}
function sorted(v: any): any { return Array.isArray(v) ? v.map(sorted) : v && typeof v === 'object' ? Object.fromEntries(Object.keys(v).sort().map((k) => [k, sorted(v[k])])) : v }
