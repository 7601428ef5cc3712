import { fail } from '../../common/errors.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { FromItem, Join } from '../../sql/query/query.ts'
import { asofConditions, refuseLateral } from './asof.ts'
import { columnsOf } from './columns.ts'
import { bindCondition } from './condition.ts'
import type { BoundExpression } from './expression-tree.ts'
import { logic } from './expression-predicate.ts'
import { lookupIn, noNames, qualifies, type NamedColumn, type Names } from './names.ts'
import type { JoinedRelation } from './query-tree.ts'
import { together, type BoundFrom, type FromPlace } from './relation.ts'
import { failName, scopeOf } from './scope.ts'
import { template } from './template.ts'
import type { Scope } from './tree.ts'

const equal = template('l = r')
const coalesce = template('COALESCE(l, r)')

/** https://docs.snowflake.com/en/sql-reference/constructs/join */
export function bindJoin(
  join: Join,
  place: FromPlace,
  bindItem: (item: FromItem, place: FromPlace) => BoundFrom,
): BoundFrom {
  if (join.type === 'ASOF') refuseLateral(join.right)
  const left = bindItem(join.left, place)
  const right = bindItem(join.right, { ...place, left: together(place.left, left.names) })
  checkReadOrder(join, left, right)
  const isConditional = join.on !== undefined || join.using !== undefined || join.natural
  if (isConditional && right.relation.kind === 'Flatten')
    fail('UNSUPPORTED', { feature: lateralPredicate }, join.right.span)
  const { binding } = place.frame
  const optional = optionalSides[join.type]
  if (optional.left) for (const { id } of columnsOf(left.relation)) binding.notNull.delete(id)
  if (optional.right) for (const { id } of columnsOf(right.relation)) binding.notNull.delete(id)
  const shared = sharedNames(join, left.names, right.names)
  return shared === undefined ? joinOn(join, place, left, right) : joinUsing(join, place, left, right, shared)
}

const lateralPredicate =
  'lateral table function called with OUTER JOIN syntax or a join predicate (ON clause)'

/** The order in which sides are read changes no result, but it must name a side. */
function checkReadOrder({ directed, readOrder }: Join, left: BoundFrom, right: BoundFrom): void {
  if (readOrder === undefined) return
  const { place, alias } = readOrder
  if (directed !== true) fail('READ_ORDER_UNDIRECTED', undefined, alias.span)
  const sides = [left, right].flatMap(({ names }) => (names.relations.length === 1 ? names.relations : []))
  if ((place !== 'FIRST' && place !== 'LAST') || !sides.some((relation) => qualifies([alias], relation)))
    fail('READ_ORDER_ALIAS', { alias: alias.text }, alias.span)
}

/** The sides whose rows may be missing. */
const optionalSides: Readonly<Record<Join['type'], { readonly left: boolean; readonly right: boolean }>> = {
  INNER: { left: false, right: false },
  CROSS: { left: false, right: false },
  LEFT: { left: false, right: true },
  RIGHT: { left: true, right: false },
  FULL: { left: true, right: true },
  ASOF: { left: false, right: true },
}

function joinOn(join: Join, place: FromPlace, left: BoundFrom, right: BoundFrom): BoundFrom {
  const names = together(left.names, right.names)
  if (join.type === 'ASOF')
    return { relation: joined(join, left, right, asofConditions(join, place, left, right)), names }
  const on =
    join.on === undefined
      ? undefined
      : bindCondition(
          join.on,
          scopeOf(place.frame, names, { outer: place.outer, noAggregates: 'on', noWindows: 'on clause' }),
        )
  return { relation: joined(join, left, right, on === undefined ? [] : [on]), names }
}

function joined(
  join: Join,
  { relation: left }: BoundFrom,
  { relation: right }: BoundFrom,
  conditions: readonly BoundExpression[],
): JoinedRelation {
  if (conditions.length > 0)
    return { kind: 'Join', type: join.type, left, right, on: logic('AND', conditions, join.span) }
  // An inner join without condition is a cross join: Snowflake takes `a JOIN b` so.
  return { kind: 'Join', type: join.type === 'INNER' ? 'CROSS' : join.type, left, right }
}

/** The names that USING lists or that a NATURAL join finds on both sides. */
function sharedNames(join: Join, left: Names, right: Names): readonly Identifier[] | undefined {
  if (join.using !== undefined) return join.using
  if (!join.natural) return undefined
  const rightNames = new Set(right.columns.filter((column) => !column.hidden).map(({ name }) => name))
  return left.columns
    .filter((column) => !column.hidden && rightNames.has(column.name))
    .map((column) => ({ text: column.name, quoted: true, span: join.span }))
}

/**
 * Each shared column stands once, before the others: the left one's value, of a right join the right one's, of a full
 * join whichever there is.
 */
function joinUsing(
  join: Join,
  place: FromPlace,
  left: BoundFrom,
  right: BoundFrom,
  shared: readonly Identifier[],
): BoundFrom {
  const { frame } = place
  const sides = shared.map((name) => ({
    name: name.text,
    left: side(left.names, name, frame.text),
    right: side(right.names, name, frame.text),
  }))
  const session = scopeOf(frame, noNames)
  const equalities = sides.map((pair) => equal({ L: pair.left, R: pair.right }, session, join.span))
  const conditions =
    join.type === 'ASOF' ? [...equalities, ...asofConditions(join, place, left, right)] : equalities
  const merged = sides.map((pair): NamedColumn => ({
    name: pair.name,
    value: mergedValue(join, session, pair.left, pair.right),
    hidden: false,
  }))
  const names = new Set(shared.map(({ text }) => text))
  const rest = (columns: readonly NamedColumn[]) => columns.filter((column) => !names.has(column.name))
  return {
    relation: joined(join, left, right, conditions),
    names: {
      relations: [...left.names.relations, ...right.names.relations],
      columns: [...merged, ...rest(left.names.columns), ...rest(right.names.columns)],
    },
  }
}

function side(names: Names, name: Identifier, text: string): BoundExpression {
  const found = lookupIn(names).find([name])
  if (found === 'ambiguous') return failName('AMBIGUOUS_COLUMN', [name], name.span, text)
  return found ?? failName('INVALID_IDENTIFIER', [name], name.span, text)
}

function mergedValue(
  join: Join,
  scope: Scope,
  left: BoundExpression,
  right: BoundExpression,
): BoundExpression {
  if (join.type === 'RIGHT') return right
  return join.type === 'FULL' ? coalesce({ L: left, R: right }, scope, join.span) : left
}
