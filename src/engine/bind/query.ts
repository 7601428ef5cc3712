import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Query, QueryBody } from '../../sql/query/query.ts'
import { readDefinitions, startBinding, streamsSince, type DefinedCte, type Frame } from './frame.ts'
import { bindLimit, isEmptyTail, noTail, type QueryTail } from './limit.ts'
import { bindOrderBy, bindOrderByAll } from './order-by.ts'
import { scopeOf } from './scope.ts'
import { bindSelect, selectAll } from './select.ts'
import { bindSetOperation } from './set-operation.ts'
import type { BoundQuery, Scope, SessionValues, Sources } from './tree.ts'
import { bindValues } from './values.ts'
import { bindCte } from './with.ts'

/**
 * Binds a query: every name resolved, every type known, every conversion explicit. `text` is what the spans point into;
 * `outer` is asked for names that the query does not have.
 */
export function bindQuery(
  query: Query,
  sources: Sources,
  session: SessionValues,
  text: string,
  outer?: Scope,
): BoundQuery {
  return bindQueryIn(query, startFrame(sources, session, text), outer)
}

/** The frame of a statement's own text. */
export function startFrame(sources: Sources, session: SessionValues, text: string): Frame {
  return { binding: startBinding(sources, session, bindQueryIn), text, ctes: undefined }
}

/** Binds a query of a statement whose binding has begun. */
export function bindQueryIn(query: Query, frame: Frame, outer: Scope | undefined): BoundQuery {
  const start = frame.binding.streams.length
  const defined: DefinedCte[] = []
  let inner = frame
  for (const cte of query.with) {
    const definition = bindCte(cte, inner, outer, bindPlainBody)
    defined.push(definition)
    inner = { ...inner, ctes: definition.entry }
  }
  const bound = bindBody(query.body, query, inner, outer)
  if (defined.length === 0) return bound
  const definitions = readDefinitions(defined)
  const streams = streamsSince(frame.binding, start)
  const { tree } = bound
  return tree.kind === 'Select'
    ? { ...bound, streams, tree: { ...tree, with: [...definitions, ...tree.with] } }
    : { ...selectAll(bound, frame, { with: definitions }), streams }
}

const bodies: ByKind<QueryBody, [QueryTail, Frame, Scope | undefined], BoundQuery> = {
  Select: bindSelect,
  Values: (values, tail, frame, outer) => withTail(bindValues(values, frame, outer), tail, frame, outer),
  SetOperation: (operation, tail, frame, outer) =>
    withTail(bindSetOperation(operation, frame, outer, bindPlainBody), tail, frame, outer),
  Query: (query, tail, frame, outer) => withTail(bindQueryIn(query, frame, outer), tail, frame, outer),
}

function bindBody(body: QueryBody, tail: QueryTail, frame: Frame, outer: Scope | undefined): BoundQuery {
  return dispatch(bodies, body, tail, frame, outer)
}

function bindPlainBody(body: QueryBody, frame: Frame, outer: Scope | undefined): BoundQuery {
  return bindBody(body, noTail, frame, outer)
}

/** ORDER BY and LIMIT of what is no SELECT: they see the columns that it gives, and nothing else. */
function withTail(query: BoundQuery, tail: QueryTail, frame: Frame, outer: Scope | undefined): BoundQuery {
  if (isEmptyTail(tail)) return query
  return selectAll(query, frame, (from, items) => ({
    orderBy: [
      ...bindOrderBy(tail.orderBy, items, scopeOf(frame, from.names, { outer })),
      ...bindOrderByAll(tail, items, frame),
    ],
    ...bindLimit(tail, frame),
  }))
}
