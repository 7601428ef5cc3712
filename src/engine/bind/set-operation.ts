import { fail } from '../../common/errors.ts'
import type { SetOperation } from '../../sql/query/query.ts'
import type { DataType } from '../types/data-type.ts'
import { commonType } from '../types/common-type.ts'
import { isSemiStructured, nothing, sameType } from '../types/standard.ts'
import { coerce, nullOf, typeName } from './coercion.ts'
import { refuseCollated } from './distinct.ts'
import { streamsSince, type Frame } from './frame.ts'
import { reshape, type Wanted } from './reshape.ts'
import { canonical } from './sort-value.ts'
import type { BoundColumn, BoundQuery, Scope } from './tree.ts'

/** https://docs.snowflake.com/en/sql-reference/operators-query */
export function bindSetOperation(
  operation: SetOperation,
  frame: Frame,
  outer: Scope | undefined,
  bindBody: (body: SetOperation['left'], frame: Frame, outer: Scope | undefined) => BoundQuery,
): BoundQuery {
  const start = frame.binding.streams.length
  if (operation.all && operation.operator !== 'UNION')
    fail('UNSUPPORTED', { feature: `${operation.operator} ALL` }, operation.span)
  const left = bindBody(operation.left, frame, outer)
  const right = bindBody(operation.right, frame, outer)
  const branches = operation.byName
    ? byName(left, right, operation, frame)
    : byPlace(left, right, operation, frame)
  if (operation.all) return setOf(operation, branches, frame, start)
  refuseCollated(branches.left.columns, operation.operator, operation.span)
  const identical = { left: withIdentity(branches.left, frame), right: withIdentity(branches.right, frame) }
  return setOf(operation, identical, frame, start)
}

function setOf(operation: SetOperation, branches: Branches, frame: Frame, start: number): BoundQuery {
  return {
    columns: branches.left.columns.map((column, at) => ({
      ...column,
      nullable: column.nullable || (branches.right.columns[at]?.nullable ?? true),
    })),
    tree: { kind: 'Set', operator: operation.operator, all: operation.all, ...branches },
    streams: streamsSince(frame.binding, start),
  }
}

/** The query with VARIANT columns in which DuckDB finds equal what is. */
function withIdentity(query: BoundQuery, frame: Frame): BoundQuery {
  if (!query.columns.some(({ type }) => isSemiStructured(type))) return query
  return reshape(
    query,
    query.columns.map((column): Wanted => ({ ...column, value: (use) => canonical(use(column)) })),
    frame,
  )
}

interface Branches {
  readonly left: BoundQuery
  readonly right: BoundQuery
}

function byPlace(left: BoundQuery, right: BoundQuery, operation: SetOperation, frame: Frame): Branches {
  if (left.columns.length !== right.columns.length)
    fail(
      'SET_OPERATOR_COLUMNS',
      { expected: left.columns.length, got: right.columns.length, branch: 2 },
      operation.right.span,
    )
  const types = left.columns.map((column, at) =>
    common(column.type, right.columns[at]?.type ?? nothing, operation),
  )
  return { left: withTypes(left, types, frame), right: withTypes(right, types, frame) }
}

function common(left: DataType, right: DataType, operation: SetOperation): DataType {
  return (
    commonType(left, right) ??
    fail('INCOMPATIBLE_TYPES', { left: typeName(right), right: typeName(left) }, operation.right.span)
  )
}

/** The query with columns of these types, in order. */
export function withTypes(query: BoundQuery, types: readonly DataType[], frame: Frame): BoundQuery {
  const wanted = query.columns.map((column, at) => ({ column, type: types[at] ?? column.type }))
  return wanted.every(({ column, type }) => sameType(column.type, type))
    ? query
    : reshape(
        query,
        wanted.map(({ column, type }): Wanted => ({ ...column, value: (use) => coerce(use(column), type) })),
        frame,
      )
}

/** UNION BY NAME: the left branch's columns, then those that only the right one has; NULL where a branch has none. */
function byName(left: BoundQuery, right: BoundQuery, operation: SetOperation, frame: Frame): Branches {
  const lefts = columnsByName(left, operation)
  const rights = columnsByName(right, operation)
  const names = [...new Set([...lefts.keys(), ...rights.keys()])]
  const wanted = (own: ReadonlyMap<string, BoundColumn>) =>
    names.map((name): Wanted => {
      const type = common(lefts.get(name)?.type ?? nothing, rights.get(name)?.type ?? nothing, operation)
      const column = own.get(name)
      return {
        name,
        nullable: column?.nullable ?? true,
        value: (use) => (column === undefined ? nullOf(type, operation.span) : coerce(use(column), type)),
      }
    })
  return { left: reshape(left, wanted(lefts), frame), right: reshape(right, wanted(rights), frame) }
}

function columnsByName(query: BoundQuery, operation: SetOperation): ReadonlyMap<string, BoundColumn> {
  const columns = new Map<string, BoundColumn>()
  for (const column of query.columns) {
    if (columns.has(column.name))
      fail('AMBIGUOUS_COLUMN', { name: column.name, line: 1, position: 0 }, operation.span)
    columns.set(column.name, column)
  }
  return columns
}
