import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type {
  DerivedTable,
  FromItem,
  Query,
  QueryBody,
  Select,
  SelectItem,
  TableReference,
} from '../../sql/query/query.ts'
import { parseExpression, parseStatement } from '../../sql/parse.ts'
import { visit } from '../../sql/walk.ts'
import type { BoundSource, BoundViewSource } from '../bind/tree.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { objectName } from '../catalog/trees.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import { lookup } from '../functions/registry.ts'

/** A view's query whose every table is known, with the identity of each row as a last column. */
export interface Expansion {
  readonly query: Query
  /** What each table of the tree stands for, by its node. */
  readonly sources: ReadonlyMap<object, BoundSource | BoundViewSource>
  /** The tables, each as often as the view names it, in order: the number of a table is its place. */
  readonly tables: readonly TableRecord[]
}

/** The rows of the table that has the number `place`: the table's physical columns and {@link idColumn}. */
export type RowsOf = (table: TableRecord, place: number) => BoundSource['rows']

/** The column of the rows that tells them apart, as text. */
export const idColumn = '$id'

/**
 * Expands the views in a view. `only`: of UNION ALL, the branch that has the table of that number gives rows alone, and its like below.
 * Throws STREAM_VIEW_UNSUPPORTED for a view that no stream can be on.
 * https://docs.snowflake.com/en/user-guide/streams-intro#streams-on-views
 */
export function expandView(view: ViewRecord, catalog: Catalog, rowsOf: RowsOf, only?: number): Expansion {
  return new Expanding(catalog, rowsOf, only).expand(view)
}

type Names = Pick<ViewRecord, 'database' | 'schema'>

interface Place {
  readonly names: Names
  readonly text: string
}

class Expanding {
  readonly #catalog: Catalog
  readonly #rowsOf: RowsOf
  readonly #only: number | undefined
  readonly #sources = new Map<object, BoundSource | BoundViewSource>()
  readonly #tables: TableRecord[] = []
  #numbers = 0

  constructor(catalog: Catalog, rowsOf: RowsOf, only: number | undefined) {
    this.#catalog = catalog
    this.#rowsOf = rowsOf
    this.#only = only
  }

  expand(view: ViewRecord): Expansion {
    const query = this.#query(queryOf(view), { names: view, text: view.query }, idColumn)
    return { query, sources: this.#sources, tables: this.#tables }
  }

  #query(query: Query, place: Place, id: string): Query {
    if (query.with.length > 0) refuse('WITH')
    if (query.orderBy.length > 0 || query.orderByAll !== undefined) refuse('ORDER BY')
    if (query.limit !== undefined || query.offset !== undefined) refuse('LIMIT')
    return { ...query, body: this.#body(query.body, place, id) }
  }

  #body(body: QueryBody, place: Place, id: string): QueryBody {
    switch (body.kind) {
      case 'Select':
        return this.#select(body, place, id)
      case 'Query':
        return this.#query(body, place, id)
      case 'Values':
        return refuse('VALUES')
      case 'SetOperation': {
        if (body.operator !== 'UNION' || !body.all)
          return refuse(body.operator === 'UNION' ? 'UNION without ALL' : body.operator)
        if (body.byName) return refuse('UNION ALL BY NAME')
        const start = this.#tables.length
        const left = this.#body(body.left, place, id)
        const middle = this.#tables.length
        const right = this.#body(body.right, place, id)
        if (this.#isWithin(start, middle)) return { ...body, left, right: emptied(right) }
        return this.#isWithin(middle, this.#tables.length)
          ? { ...body, left: emptied(left), right }
          : { ...body, left, right }
      }
    }
  }

  #isWithin(start: number, end: number): boolean {
    return this.#only !== undefined && this.#only >= start && this.#only < end
  }

  #select(select: Select, place: Place, id: string): Select {
    checkSelect(select)
    const ids: string[] = []
    const from = select.from.map((item) => this.#item(item, place, ids))
    if (ids.length === 0) refuse('SELECT without FROM')
    this.#numbers += 1
    // Branches of a union have numbers of their own, so that no two rows are taken for one.
    const parts = [`'${this.#numbers}'`, ...ids.map((name) => `"${name}"`)]
    const expression = parseExpression(`CONCAT_WS(',', ${parts.join(', ')})`)
    const alias = { text: id, quoted: true, span: select.span }
    const item: SelectItem = { kind: 'Item', expression, alias, span: select.span }
    return { ...select, from, items: [...select.items, item] }
  }

  /** `ids` gets the names of the columns that tell the item's rows apart. */
  #item(item: FromItem, place: Place, ids: string[]): FromItem {
    switch (item.kind) {
      case 'TableReference':
        return this.#reference(item, place, ids)
      case 'DerivedTable':
        return this.#derived(item, place, ids)
      case 'Join': {
        if (item.type !== 'INNER' && item.type !== 'CROSS') return refuse(`${item.type} JOIN`)
        const left = this.#item(item.left, place, ids)
        return { ...item, left, right: this.#item(item.right, place, ids) }
      }
      default:
        return refuse(item.kind.replaceAll(/(?<!^)([A-Z])/g, ' $1').toUpperCase())
    }
  }

  #reference(item: TableReference, { names }: Place, ids: string[]): FromItem {
    if (item.timeTravel !== undefined || item.changes !== undefined) refuse('Time Travel')
    const full = this.#catalog.qualify(item.name, { id: '', ...names }, item.span)
    const found = this.#catalog.occupant('TABLE', full)
    const node: TableReference = { ...item }
    if (found?.kind === 'TABLE') {
      const place = this.#tables.length
      this.#tables.push(found)
      const hidden = this.#hidden(ids)
      this.#sources.set(node, sourceOf(found, this.#rowsOf(found, place), hidden))
      return node
    }
    if (found?.kind === 'VIEW') {
      this.#nested(node, queryOf(found), { names: found, text: found.query }, found, ids)
      return node
    }
    if (found === undefined) return fail('OBJECT_NOT_FOUND', { kind: 'Object', name: full.name })
    return refuse(`a ${found.kind.replaceAll('_', ' ')}`)
  }

  #derived({ query, lateral, alias, span }: DerivedTable, place: Place, ids: string[]): FromItem {
    if (lateral) return refuse('LATERAL')
    const node: TableReference = {
      kind: 'TableReference',
      name: objectName(`$query#${ids.length}`),
      ...(alias === undefined ? {} : { alias }),
      span,
    }
    this.#nested(node, query, place, { name: '', columns: [] }, ids)
    return node
  }

  #nested(
    node: TableReference,
    query: Query,
    { names, text }: Place,
    { name, columns }: Pick<ViewRecord, 'name' | 'columns'>,
    ids: string[],
  ): void {
    const hidden = this.#hidden(ids)
    this.#sources.set(node, {
      query: this.#query(query, { names, text }, hidden),
      text,
      database: names.database,
      schema: names.schema,
      columns: columns.length === 0 ? [] : [...columns.map((column) => column.name), hidden],
      hidden: [hidden],
      name,
    })
  }

  #hidden(ids: string[]): string {
    this.#numbers += 1
    const name = `${idColumn}#${this.#numbers}`
    ids.push(name)
    return name
  }
}

/** The query without rows: its names and types count in a union. */
function emptied(body: QueryBody): QueryBody {
  switch (body.kind) {
    case 'Select':
      return { ...body, where: parseExpression('FALSE') }
    case 'SetOperation':
      return { ...body, left: emptied(body.left), right: emptied(body.right) }
    case 'Query':
      return { ...body, body: emptied(body.body) }
    case 'Values':
      return body
  }
}

function sourceOf(table: TableRecord, rows: BoundSource['rows'], hidden: string): BoundSource {
  return {
    rows,
    columns: [
      ...table.columns.map(({ name, physical, type, nullable }) => ({ name, physical, type, nullable })),
      {
        name: hidden,
        physical: idColumn,
        type: { kind: 'VARCHAR', length: 16_777_216 },
        nullable: false,
        hidden: true,
      },
    ],
    name: table.name,
  }
}

/** What the view's query must not have. */
function checkSelect(select: Select): void {
  const clauses = {
    DISTINCT: select.distinct ? true : undefined, LIMIT: select.top, 'CONNECT BY': select.connectBy, 'GROUP BY': select.groupBy,
    HAVING: select.having, QUALIFY: select.qualify,
  } // prettier-ignore
  for (const [name, clause] of Object.entries(clauses)) if (clause !== undefined) refuse(name)
  const values = [
    ...select.items.flatMap((item): readonly Expression[] => (item.kind === 'Item' ? [item.expression] : [])),
    ...(select.where === undefined ? [] : [select.where]),
  ]
  for (const value of values) checkExpression(value)
  for (const item of select.from) checkJoins(item)
}

function checkJoins(item: FromItem): void {
  if (item.kind !== 'Join') return
  if (item.on !== undefined) checkExpression(item.on)
  checkJoins(item.left)
  checkJoins(item.right)
}

/** "Functions in the select list must be system-defined, scalar functions", and there are no subqueries outside of FROM. */
function checkExpression(value: Expression): void {
  visit(value, {
    enter: (node) => {
      if (node.kind === 'Query') refuse('subqueries outside of the FROM clause')
      if (node.kind !== 'FunctionCall') return
      const name = node.name.kind === 'Name' ? (node.name.parts.at(-1)?.text ?? '') : ''
      if (node.over !== undefined) refuse('window functions')
      const entry = lookup(name)
      const role = entry === undefined || 'special' in entry ? undefined : entry[0]?.role
      if (role !== undefined) refuse(`aggregate function ${name}`)
    },
  })
}

/** Where it stands is told by no span: the text is not that of the statement. */
function refuse(what: string): never {
  return fail('STREAM_VIEW_UNSUPPORTED', { what })
}

function queryOf(view: ViewRecord): Query {
  const statement = parseStatement(view.query)
  if (statement.kind !== 'QueryStatement') throw new Error(`Snowmelt bug: view ${view.name} is not a query`)
  return statement.query
}
