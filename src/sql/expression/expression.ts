import type { Case } from './case.ts'
import type { Conversion } from './cast.ts'
import type { FunctionCall } from './function-call.ts'
import type { Lambda } from './lambda.ts'
import type { Literal } from './literal.ts'
import type { Operation } from './operators.ts'
import type { Path } from './path.ts'
import type { Predicate } from './predicate.ts'
import type { Reference } from './reference.ts'
import type { Star } from './star.ts'
import type { Parenthesized } from './subquery.ts'

/** Every expression of the language. */
export type Expression =
  | Case | Conversion | FunctionCall | Lambda | Literal | Operation | Parenthesized | Path | Predicate | Reference
  | Star // prettier-ignore

export type { Case } from './case.ts'
export type { Cast, Collate } from './cast.ts'
export type { Argument, FunctionCall } from './function-call.ts'
export type { Lambda } from './lambda.ts'
export type {
  ArrayLiteral,
  BooleanLiteral,
  IntervalLiteral,
  NullLiteral,
  NumberLiteral,
  ObjectLiteral,
  StringLiteral,
  TypedLiteral,
} from './literal.ts'
export type { Binary, BinaryOperator, Unary } from './operators.ts'
export type { Path } from './path.ts'
export type {
  Between,
  Exists,
  InList,
  InQuery,
  IsBoolean,
  IsDistinctFrom,
  IsNull,
  Like,
  Quantified,
} from './predicate.ts'
export type { BindVariable, SessionVariable } from './reference.ts'
export type { Star } from './star.ts'
export type { Subquery } from './subquery.ts'
export type { FrameBound, OrderItem, WindowFrame, WindowSpecification } from './window.ts'
