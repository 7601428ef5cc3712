import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExpression, parseStatement } from '../../../src/sql/parse.ts'
import { print } from '../../../src/sql/print.ts'
import { anyExpression, anyQuery } from './trees/trees.ts'
import { withoutSpans } from './without-spans.ts'

test('an expression parses from its print', () => {
  fc.assert(
    fc.property(anyExpression, (tree) => {
      const printed = print(tree)
      expect(withoutSpans(parseExpression(printed)), printed).toEqual(withoutSpans(tree))
    }),
    { numRuns: 500 },
  )
})

test('a query parses from its print', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const printed = print(query)
      const statement = parseStatement(printed)
      expect(withoutSpans(statement), printed).toEqual(withoutSpans({ kind: 'QueryStatement', query }))
    }),
    { numRuns: 300 },
  )
})
