import { dispatch, type ByKind } from '../common/by-kind.ts'
import { printExpression } from './expression/print-expression.ts'
import { printQuery } from './query/print-query.ts'
import { printScript } from './script/print-script.ts'
import { statementPrinters } from './statement/index.ts'
import { Sql, sql, type Printable } from './text/print.ts'

const printers: ByKind<Printable, [], Sql> = {
  ...printExpression,
  ...printQuery,
  ...printScript,
  ...statementPrinters,
  Name: sql.name,
  IdentifierFunction: sql.name,
}

/** The SQL of a tree, which parses to the same tree. */
export function print(tree: Printable): string {
  return render(dispatch(printers, tree))
}

/** The text of printed SQL. It keeps its own stack, so that a chain of ten thousand ORs does not overflow the machine's. */
export function render(printed: Sql): string {
  let text = ''
  const rest: (string | Sql | Printable)[] = [printed]
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (typeof part === 'string') text += part
    else rest.push(...(part instanceof Sql ? part : dispatch(printers, part)).parts.toReversed())
  }
  return text
}
