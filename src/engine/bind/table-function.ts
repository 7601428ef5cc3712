import { fail } from '../../common/errors.ts'
import type { Argument } from '../../sql/expression/expression.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import { count, text, variant } from '../types/standard.ts'
import { coerce } from './coercion.ts'
import { bindExpression } from './expression.ts'
import { constantText } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, newTable } from './frame.ts'
import { nextOf, sequenceType } from './sequence.ts'
import { noNames, printParts, type NamedColumn, type Names } from './names.ts'
import type { FlattenColumns } from './query-tree.ts'
import { bindSource, namesOf, type BoundFrom, type FromPlace } from './relation.ts'
import { scopeOf } from './scope.ts'
import { splitBinder } from './split-table.ts'
import type { Scope } from './tree.ts'

/** `TABLE(f(…))`: FLATTEN and GENERATOR are the binder's own, others are sources of the session's. */
export function bindTableFunction(item: TableFunction, place: FromPlace): BoundFrom {
  const name = item.call.name.kind === 'Name' ? item.call.name.parts : []
  const own = name.length === 1 ? ownFunctions[name[0]?.text ?? ''] : undefined
  if (own !== undefined) return own(item, place)
  const source = place.frame.binding.sources.tableFunction(item)
  return bindSource(source, item, [source.name ?? name.at(-1)?.text ?? ''], place.frame)
}

/** The table functions that the binder knows by itself. */
export const ownFunctions: Readonly<Record<string, (item: TableFunction, place: FromPlace) => BoundFrom>> = {
  FLATTEN: bindFlatten,
  GENERATOR: bindGenerator,
  SPLIT_TO_TABLE: splitBinder('SPLIT'),
  STRTOK_SPLIT_TO_TABLE: splitBinder('STRTOK_TO_ARRAY'),
  GETNEXTVAL: bindNextValues,
}

/** https://docs.snowflake.com/en/sql-reference/functions/flatten */
function bindFlatten(item: TableFunction, place: FromPlace): BoundFrom {
  const { binding } = place.frame
  const scope = scopeOf(place.frame, place.left, {
    outer: place.outer,
    noAggregates: 'from',
    noWindows: 'from clause',
  })
  const args = takeArguments(item, ['INPUT', 'PATH', 'OUTER', 'RECURSIVE', 'MODE'])
  const input = args.INPUT ?? fail('MISSING_ARGUMENT', { argument: 'INPUT', function: 'FLATTEN' }, item.span)
  const column = (name: string, type: typeof variant | typeof count | ReturnType<typeof text>) =>
    newColumn(binding, { name, type, nullable: name !== 'SEQ' })
  const columns: FlattenColumns = {
    seq: column('SEQ', count),
    key: column('KEY', text()),
    path: column('PATH', text()),
    index: column('INDEX', count),
    value: column('VALUE', variant),
    this: column('THIS', variant),
  }
  const seq = { isRead: false }
  const path = constant(args.PATH, scope, 'PATH') ?? ''
  const ordered = [columns.seq, columns.key, columns.path, columns.index, columns.value, columns.this]
  return {
    relation: {
      kind: 'Flatten',
      table: newTable(binding),
      input: below(coerce(bindExpression(input.value, scope), variant), path, item),
      path,
      outer: truth(args.OUTER, scope, 'OUTER'),
      recursive: truth(args.RECURSIVE, scope, 'RECURSIVE'),
      mode: modeOf(args.MODE, scope),
      columns,
      seq,
    },
    names: noticing(namesOf(ordered, { path: [], alias: item.alias }), seq),
  }
}

/** The part of the input that PATH names. */
function below(input: BoundExpression, path: string, item: TableFunction): BoundExpression {
  const steps = pathSteps(path, item)
  return steps.length === 0 ? input : { kind: 'Path', base: input, steps, type: variant, span: input.span }
}

/** `a.b[0]["c d"]` as steps. */
function pathSteps(path: string, item: TableFunction): readonly (string | number)[] {
  const pieces = /(?:^|\.)([A-Za-z_][\w$]*)|(?:^|\.)"([^"]*)"|\[(\d+)\]|\[(?:"([^"]*)"|'([^']*)')\]/gy
  const steps: (string | number)[] = []
  let end = 0
  for (const match of path.matchAll(pieces)) {
    const [whole, plain, quoted, place, key, other] = match
    steps.push(place === undefined ? (plain ?? quoted ?? key ?? other ?? '') : Number(place))
    end += whole.length
  }
  if (end < path.length) fail('INVALID_VALUE', { value: path, property: 'PATH' }, item.span)
  return steps
}

/** The names, where asking for the value of SEQ says so. */
function noticing(names: Names, seq: { isRead: boolean }): Names {
  const columns = names.columns.map((column, at): NamedColumn => {
    if (at > 0) return column
    return {
      name: column.name,
      hidden: column.hidden,
      get value() {
        seq.isRead = true
        return column.value
      },
    }
  })
  return { relations: names.relations.map((relation) => ({ ...relation, columns })), columns }
}

/** https://docs.snowflake.com/en/sql-reference/functions/generator */
function bindGenerator(item: TableFunction, place: FromPlace): BoundFrom {
  const scope = scopeOf(place.frame, noNames)
  const args = takeArguments(item, ['ROWCOUNT', 'TIMELIMIT'])
  if (args.TIMELIMIT !== undefined) fail('UNSUPPORTED', { feature: 'GENERATOR(TIMELIMIT)' }, item.span)
  const rowCount =
    args.ROWCOUNT ?? fail('MISSING_ARGUMENT', { argument: 'ROWCOUNT', function: 'GENERATOR' }, item.span)
  return {
    relation: {
      kind: 'Generator',
      table: newTable(place.frame.binding),
      rowCount: coerce(bindExpression(rowCount.value, scope), count),
    },
    names: namesOf([], { path: [], alias: item.alias }),
  }
}

/**
 * TABLE(GETNEXTVAL(sequence)): a value for each row of the join of what is to the left.
 * https://docs.snowflake.com/en/user-guide/querying-sequences#sequences-as-table-functions
 */
function bindNextValues(item: TableFunction, { frame }: FromPlace): BoundFrom {
  const [argument, ...more] = item.call.args
  const { span } = item.call
  if (argument === undefined || more.length > 0)
    fail('WRONG_VALUE_COUNT', { expected: 1, found: item.call.args.length }, span)
  const { value } = argument
  if (value.kind !== 'ColumnReference')
    fail('UNSUPPORTED', { feature: 'GETNEXTVAL of an expression' }, value.span)
  const counter =
    frame.binding.sources.sequence(value.parts, frame.within) ??
    fail('OBJECT_NOT_FOUND', { kind: 'Sequence', name: printParts(value.parts) }, value.span)
  const column = newColumn(frame.binding, { name: 'NEXTVAL', type: sequenceType, nullable: false })
  return {
    relation: { kind: 'NextValues', table: newTable(frame.binding), value: nextOf(counter, span), column },
    names: namesOf([column], { path: [], alias: item.alias }),
  }
}

/** The arguments by name; those without a name are taken in the order of `names`. */
function takeArguments<N extends string>(
  item: TableFunction,
  names: readonly N[],
): { readonly [K in N]?: Argument } {
  const taken: { [K in N]?: Argument } = {}
  item.call.args.forEach((argument, at) => {
    const name = argument.name === undefined ? names[at] : names.find((each) => each === argument.name?.text)
    if (name === undefined || taken[name] !== undefined)
      fail(
        'UNSUPPORTED',
        { feature: `argument ${argument.name?.text ?? at + 1} of table function ${functionName(item)}` },
        argument.value.span,
      )
    taken[name] = argument
  })
  return taken
}

function functionName(item: TableFunction): string {
  return item.call.name.kind === 'Name' ? item.call.name.parts.map((part) => part.text).join('.') : ''
}

/** The text of an argument that must be known before the rows are. */
function constant(argument: Argument | undefined, scope: Scope, name: string): string | undefined {
  if (argument === undefined) return undefined
  const value: BoundExpression = bindExpression(argument.value, scope)
  const known = constantText(value)
  if (known === undefined || known === null)
    return fail('INVALID_VALUE', { value: 'not a constant', property: name }, argument.value.span)
  return known
}

function truth(argument: Argument | undefined, scope: Scope, name: string): boolean {
  return constant(argument, scope, name)?.toLowerCase() === 'true'
}

function modeOf(argument: Argument | undefined, scope: Scope): 'OBJECT' | 'ARRAY' | 'BOTH' {
  const mode = constant(argument, scope, 'MODE')?.toUpperCase() ?? 'BOTH'
  if (mode === 'OBJECT' || mode === 'ARRAY' || mode === 'BOTH') return mode
  return fail('INVALID_VALUE', { value: mode, property: 'MODE' }, argument?.value.span)
}
