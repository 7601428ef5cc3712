import type { ByKind } from '../../common/by-kind.ts'
import type { Sql } from '../text/print.ts'
import { printCase } from './case.ts'
import { printConversion } from './cast.ts'
import type { Expression } from './expression.ts'
import { printFunctionCall } from './function-call.ts'
import { printLambda } from './lambda.ts'
import { printLiteral } from './literal.ts'
import { printOperation } from './operators.ts'
import { printPath } from './path.ts'
import { printPredicate } from './predicate.ts'
import { printReference } from './reference.ts'
import { printStar } from './star.ts'
import { printParenthesized } from './subquery.ts'

/** The printers of all expressions. */
export const printExpression: ByKind<Expression, [], Sql> = {
  ...printCase,
  ...printConversion,
  ...printFunctionCall,
  ...printLambda,
  ...printLiteral,
  ...printOperation,
  ...printParenthesized,
  ...printPath,
  ...printPredicate,
  ...printReference,
  ...printStar,
}
