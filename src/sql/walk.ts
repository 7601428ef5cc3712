import type { OfKind } from '../common/by-kind.ts'
import type { Span } from '../common/span.ts'
import type { Identifier } from './expression/name.ts'
import type { TypeName } from './expression/type-name.ts'
import type { Block } from './script/block.ts'
import type { ScriptNode } from './script/script.ts'
import type { Piped } from './statement/flow.ts'
import type { Property } from './statement/property.ts'
import type { Printable } from './text/print.ts'

/** A node that walking finds: expressions, queries, tables, statements and names of objects. */
export type Node = Exclude<Printable, ScriptNode>

/**
 * Not never when a value of type `T` can hold nodes. Properties are data: walking does not go into them. Nor into a block or a chain of `->>`, whose statements
 * are run, and walked, one by one.
 */
type Holds<T> = T extends
  string | number | boolean | undefined | Identifier | TypeName | Property | Span | Block | Piped
  ? never
  : T extends Node
    ? true
    : T extends readonly (infer Item)[]
      ? Holds<Item>
      : { [P in keyof T]-?: Holds<T[P]> }[keyof T]

type ChildKeys<T> = { readonly [P in keyof T as [Holds<T[P]>] extends [never] ? never : P]-?: true }

/**
 * The properties of each kind of node that hold nodes; a forgotten or needless one does not compile.
 * Between a node and the nodes below it may stand lists and records such as the WHENs of a CASE.
 */
const childKeys: { readonly [K in Node['kind']]: ChildKeys<OfKind<Node, K>> } = {
  ArrayLiteral: { items: true },
  Between: { operand: true, low: true, high: true },
  Binary: { left: true, right: true },
  BindVariable: {},
  BooleanLiteral: {},
  Case: { operand: true, whens: true, otherwise: true },
  Cast: { operand: true },
  Collate: { operand: true },
  ColumnReference: {},
  DefaultValue: {},
  Exists: { query: true },
  FunctionCall: { name: true, args: true, withinGroup: true, over: true },
  InList: { operand: true, items: true },
  InQuery: { operand: true, query: true },
  IntervalLiteral: {},
  IsBoolean: { operand: true },
  IsDistinctFrom: { left: true, right: true },
  IsNull: { operand: true },
  Lambda: { body: true },
  Like: { operand: true, patterns: true, escape: true },
  NullLiteral: {},
  NumberLiteral: {},
  ObjectLiteral: { entries: true, star: true },
  Path: { base: true, steps: true },
  PositionalColumn: {},
  Quantified: { operand: true, query: true },
  RowValue: { items: true },
  SessionVariable: {},
  Star: { qualifier: true, replace: true },
  StringLiteral: {},
  Subquery: { query: true },
  TypedLiteral: {},
  Unary: { operand: true },

  IdentifierFunction: { argument: true },
  Name: {},

  DerivedTable: { query: true },
  Join: { left: true, right: true, match: true, on: true },
  PipedResult: {},
  Pivot: { input: true, aggregate: true, column: true, values: true, defaultOnNull: true },
  Query: { with: true, body: true, orderBy: true, limit: true, offset: true },
  Sample: { input: true, size: true, seed: true },
  Select: {
    top: true,
    items: true,
    from: true,
    where: true,
    startWith: true,
    connectBy: true,
    groupBy: true,
    having: true,
    qualify: true,
  },
  SetOperation: { left: true, right: true },
  StageReference: {},
  TableFunction: { call: true },
  TableReference: { name: true, timeTravel: true, changes: true },
  Unpivot: { input: true, columns: true },
  Values: { rows: true },

  AlterObject: { name: true, change: true },
  AlterExternalTable: { name: true },
  AlterPipe: { name: true },
  AlterMaterializedView: { name: true, change: true },
  AlterSequence: { name: true, change: true },
  AlterSession: {},
  AlterTable: { name: true, action: true },
  AlterTask: { name: true, action: true },
  AlterWarehouse: { name: true, to: true },
  Begin: {},
  Call: { name: true, args: true },
  Comment: { name: true },
  Commit: {},
  CopyFiles: { from: true },
  CopyIntoLocation: { from: true, partitionBy: true },
  CopyIntoTable: { table: true, from: true },
  CreateClone: { name: true, source: true, at: true },
  CreateDatabase: { name: true },
  CreateExternalTable: { name: true, columns: true, constraints: true, template: true },
  CreateFileFormat: { name: true },
  CreateIntegration: { name: true },
  CreatePipe: { name: true, copy: true },
  CreateProcedure: { name: true, args: true },
  CreateMaterializedView: { name: true, clusterBy: true, query: true },
  CreateRole: { name: true },
  CreateSchema: { name: true },
  CreateSequence: { name: true },
  CreateStage: { name: true },
  CreateStream: { name: true, source: true, timeTravel: true },
  CreateTable: {
    name: true,
    columns: true,
    constraints: true,
    clusterBy: true,
    like: true,
    clone: true,
    cloneAt: true,
    template: true,
    as: true,
  },
  CreateTask: { name: true, after: true, when: true, body: true },
  CreateView: { name: true, query: true },
  CreateWarehouse: { name: true },
  Delete: { table: true, using: true, where: true },
  Describe: { name: true },
  DescribeTransaction: {},
  DescribeResult: { query: true },
  Drop: { name: true },
  ExecuteImmediate: { statement: true, using: true },
  ExecuteImmediateFrom: {},
  ExecuteTask: { name: true },
  Flow: {},
  GrantPrivileges: { on: true, toRole: true },
  GrantRole: { role: true, to: true },
  Insert: { table: true, query: true },
  InsertMulti: { into: true, whens: true, otherwise: true, query: true },
  List: {},
  Merge: { table: true, source: true, on: true, clauses: true },
  QueryStatement: { query: true },
  RefreshExternalTable: { name: true },
  Get: {},
  Put: {},
  Remove: {},
  RevokePrivileges: { on: true, fromRole: true },
  RevokeRole: { role: true, from: true },
  Rollback: {},
  ScriptBlock: {},
  SetVariables: { variables: true },
  Show: { in: true },
  ShowColumns: { in: true },
  ShowFunctions: { in: true },
  ShowFutureGrants: { by: true },
  ShowLocks: {},
  ShowTransactions: {},
  ShowGrants: { by: true },
  ShowKeys: { in: true },
  ShowObjects: { in: true },
  ShowParameters: { in: true },
  ShowVariables: {},
  TruncateTable: { name: true },
  Undrop: { name: true },
  UnsetVariables: {},
  Update: { table: true, assignments: true, from: true, where: true },
  Use: { name: true },
  UseSecondaryRoles: { roles: true },
}

const keysOfKind: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(childKeys).map(([kind, keys]) => [kind, Object.keys(keys)]),
)

/** What {@link visit} calls; `enter` may return `skip`, so that neither what is below nor `leave` is visited. */
export interface Visitor {
  readonly enter?: (node: Node) => 'skip' | undefined | void
  readonly leave?: (node: Node) => void
}

/** Visits `node` and every node below it, in the order of the text. */
export function visit(node: Node, visitor: Visitor): void {
  if (visitor.enter?.(node) === 'skip') return
  for (const key of keysOf(node)) visitValue(propertyOf(node, key), visitor)
  visitor.leave?.(node)
}

function visitValue(value: unknown, visitor: Visitor): void {
  if (isNode(value)) visit(value, visitor)
  else if (Array.isArray(value)) for (const item of value) visitValue(item, visitor)
  else if (isRecord(value)) for (const key of recordKeys(value)) visitValue(value[key], visitor)
}

/** What {@link rewrite} puts in the place of nodes, by kind; a rewrite returns the node itself to keep it. */
export type Rewrites = { readonly [K in Node['kind']]?: (node: OfKind<Node, K>) => Node }

/**
 * The tree `node` with every node rewritten, those below before those above; sub-trees in which nothing changes are
 * shared with `node`. A rewrite must return what may stand where its node stood.
 */
export function rewrite<N extends Node>(node: N, rewrites: Rewrites): N {
  const inner = rewriteKeys(node, keysOf(node), rewrites)
  const own: unknown = rewrites[node.kind]
  return isRewriteOf<N>(own) ? own(inner) : inner
}

/** The table's type binds each rewrite to its kind, which the compiler cannot follow through the look-up. */
function isRewriteOf<N>(own: unknown): own is (node: N) => N {
  return typeof own === 'function'
}

function rewriteValue(value: unknown, rewrites: Rewrites): unknown {
  if (isNode(value)) return rewrite(value, rewrites)
  if (isRecord(value)) return rewriteKeys(value, recordKeys(value), rewrites)
  if (!Array.isArray(value)) return value
  const items: readonly unknown[] = value
  const changed = items.map((item) => rewriteValue(item, rewrites))
  return changed.some((item, i) => item !== items[i]) ? changed : items
}

function rewriteKeys<T extends object>(value: T, keys: readonly string[], rewrites: Rewrites): T {
  const changes: Record<string, unknown> = {}
  for (const key of keys) {
    const before = propertyOf(value, key)
    const after = rewriteValue(before, rewrites)
    if (after !== before) changes[key] = after
  }
  return Object.keys(changes).length === 0 ? value : { ...value, ...changes }
}

function keysOf(node: Node): readonly string[] {
  return keysOfKind.get(node.kind) ?? []
}

function propertyOf(value: object, key: string): unknown {
  return Reflect.get(value, key)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Records between nodes have kinds of their own, such as GROUP BY; only those of the table are nodes. */
function isNode(value: unknown): value is Node {
  return isRecord(value) && typeof value['kind'] === 'string' && keysOfKind.has(value['kind'])
}

/** Properties use words of nodes as kinds (`Name`, `List`), and hold none. */
function recordKeys(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(record).filter((key) => key !== 'span' && key !== 'properties')
}
