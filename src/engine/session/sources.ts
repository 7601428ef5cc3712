import { fail } from '../../common/errors.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type {
  PipedResult,
  Pivot,
  Query,
  StageReference,
  TableFunction,
  TableReference,
} from '../../sql/query/query.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { parseStatement } from '../../sql/parse.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import { visit } from '../../sql/walk.ts'
import type { BoundSource, BoundViewSource, PivotConstant, Sources } from '../bind/tree.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import { invalidReason, type MaterializedViewRecord } from '../catalog/objects/materialized-view.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import { openExternalReference } from './external.ts'
import { versionAt, type Point } from '../change/points.ts'
import { changesSource } from '../change/streams.ts'
import type { Context } from '../context.ts'
import { sequencesOf } from '../storage/sequence.ts'
import { dynamicPivots, readPivotValues } from './pivot-values.ts'
import { changedRange, pointOf } from '../statements/time-travel.ts'
import { findRelation, pastTableSource, tableSource, viewSource, type Within } from './relations.ts'

/** Where relations come from that are neither tables, views nor streams. Each may take time, and is asked before binding. */
export interface RelationProviders {
  /** Staged files after FROM. */
  stage(reference: StageReference, context: Context): Promise<BoundSource>
  /** `INFORMATION_SCHEMA.name`; undefined where the name is none of its views. */
  informationSchema(
    reference: TableReference,
    within: Within,
    context: Context,
  ): Promise<BoundSource | undefined>
  /** `SNOWMELT.LEDGER.name`; undefined where the name is none of its relations. */
  ledger(name: string, context: Context): Promise<BoundSource | undefined>
  /** `TABLE(name(…))`; undefined where the name is no table function. */
  tableFunction(reference: TableFunction, context: Context): Promise<BoundSource | undefined>
  /** `$n`: what an earlier statement of a chain gave. */
  piped(reference: PipedResult, context: Context): BoundSource
}

/** Fetches what takes time for the relations that `node` names, also those inside of its views, and answers the binder from it. */
export async function prepareSources(
  node: Statement | Query,
  context: Context,
  providers: RelationProviders,
): Promise<Sources> {
  const preparation = new Preparation(context, providers)
  await preparation.prepare(node, undefined, context.text)
  return preparation
}

type AnyView = ViewRecord | MaterializedViewRecord

class Preparation implements Sources {
  readonly #context: Context
  readonly #providers: RelationProviders
  /** By the node of the tree that names it. */
  readonly #fetched = new Map<object, BoundSource>()
  /** External tables, and views over their tables in the past, by the node that names them. */
  readonly #prepared = new Map<object, BoundViewSource>()
  readonly #queries = new Map<number, Query>()
  readonly #pivots = new Map<Pivot, readonly PivotConstant[]>()

  constructor(context: Context, providers: RelationProviders) {
    this.#context = context
    this.#providers = providers
  }

  /** `text` is what the spans of the tree point into. */
  async prepare(tree: Statement | Query, within: Within, text: string): Promise<void> {
    for (const reference of relationsIn(tree)) await this.#prepareOne(reference, within, tree)
    await this.#preparePivots(tree, within, text)
  }

  async #preparePivots(tree: Statement | Query, within: Within, text: string): Promise<void> {
    for (const dynamic of dynamicPivots(tree))
      this.#pivots.set(dynamic.pivot, await readPivotValues(dynamic, this, this.#context, { text, within }))
  }

  table(reference: TableReference, within?: Within): ReturnType<Sources['table']> {
    const fetched = this.#fetched.get(reference) ?? this.#prepared.get(reference)
    if (fetched !== undefined) return fetched
    const relation = findRelation(reference, within, this.#context)
    if (isPast(reference)) throw new Error('Snowmelt bug: a relation of the past that was not prepared')
    if (relation.kind === 'TABLE') {
      this.#context.transaction.reads(relation.id)
      return tableSource(relation)
    }
    if (relation.kind === 'EXTERNAL_TABLE')
      throw new Error('Snowmelt bug: an external table that was not prepared')
    if (relation.kind === 'MATERIALIZED_VIEW') this.#requireValid(relation)
    if (relation.kind !== 'STREAM') return viewSource(relation, this.#query(relation))
    return this.#context.streams.rows(this.#context.transaction, relation, this.#context.values)
  }

  stage(reference: StageReference): BoundSource {
    return this.#known(reference)
  }

  sequence(name: readonly Identifier[], within?: Within): string | undefined {
    const { catalog, values } = this.#context
    return sequencesOf(catalog, values)(name, within)
  }

  piped(reference: PipedResult): BoundSource {
    return this.#providers.piped(reference, this.#context)
  }

  tableFunction(reference: TableFunction): BoundSource {
    const name = nameOf(reference)
    return this.#fetched.get(reference) ?? fail('UNKNOWN_FUNCTION', { name }, reference.call.span)
  }

  pivotValues(pivot: Pivot): readonly PivotConstant[] {
    const values = this.#pivots.get(pivot)
    if (values === undefined) throw new Error('Snowmelt bug: a PIVOT that was not prepared')
    return values
  }

  async #prepareOne(reference: Reference, within: Within, tree: Statement | Query): Promise<void> {
    if (this.#fetched.has(reference) || this.#prepared.has(reference)) return
    switch (reference.kind) {
      case 'StageReference':
        this.#fetched.set(reference, await this.#providers.stage(reference, this.#context))
        return
      case 'TableFunction': {
        const source = await this.#providers.tableFunction(reference, this.#context)
        if (source !== undefined) this.#fetched.set(reference, source)
        return
      }
      case 'TableReference':
        await this.#prepareTable(reference, within, tree)
    }
  }

  async #prepareTable(reference: TableReference, within: Within, tree: Statement | Query): Promise<void> {
    if (isPast(reference)) {
      await this.#preparePast(reference, within)
      return
    }
    const ledger = await this.#ledgerNamed(reference)
    if (ledger !== undefined) {
      this.#fetched.set(reference, ledger)
      return
    }
    this.#refuseUsage(reference)
    if (isOfInformationSchema(reference, within ?? this.#context.state)) {
      const source = await this.#providers.informationSchema(reference, within, this.#context)
      if (source !== undefined) this.#fetched.set(reference, source)
      return
    }
    if (await this.#prepareExternal(reference, within, tree)) return
    const view = this.#viewNamed(reference, within)
    if (view === undefined || this.#queries.has(view.id)) return
    await this.prepare(this.#query(view), view, view.query)
  }

  /** An external table, or a stream on one: its files are opened now. False for anything else. */
  async #prepareExternal(
    reference: TableReference,
    within: Within,
    tree: Statement | Query,
  ): Promise<boolean> {
    const named = this.#relationNamed(reference, within)
    const opened = await openExternalReference(named, reference, tree, this.#context)
    if (opened === undefined) return false
    this.#prepared.set(reference, opened.view)
    this.#fetched.set(opened.reference, opened.rows)
    return true
  }

  /** `name AT (…)`, `name BEFORE (…)` or `name CHANGES (…) …`. */
  async #preparePast(reference: TableReference, within: Within): Promise<void> {
    const { timeTravel, changes } = reference
    const relation = this.#relationNamed(reference, within)
    if (relation === undefined) return
    if (changes !== undefined && timeTravel !== undefined)
      fail('CONFLICTING_CLAUSES', { clauses: `${timeTravel.when} and CHANGES` }, reference.span)
    if (changes !== undefined && relation.kind === 'TABLE') {
      const range = await changedRange(changes, relation, this.#context)
      this.#fetched.set(reference, changesSource(relation, changes.information, range))
    } else if (timeTravel !== undefined && (relation.kind === 'TABLE' || relation.kind === 'VIEW'))
      await this.#prepareAt(reference, relation, await pointOf(timeTravel, this.#context))
    else {
      const feature = changes === undefined ? `${timeTravel?.when ?? ''} (…)` : 'CHANGES'
      fail('UNSUPPORTED', { feature: `${feature} of a ${objectKinds[relation.kind].words}` }, reference.span)
    }
  }

  /** A table at a point; a view's query as it is now, over its tables at that point. */
  async #prepareAt(
    reference: TableReference,
    relation: TableRecord | ViewRecord,
    point: Point,
  ): Promise<void> {
    if (relation.kind === 'TABLE') {
      const version = await versionAt(relation, point, this.#context, reference.span)
      this.#fetched.set(reference, pastTableSource(relation, version))
      return
    }
    const query = parsedQuery(relation)
    this.#prepared.set(reference, viewSource(relation, query))
    for (const inner of relationsIn(query)) {
      const named =
        inner.kind === 'TableReference' && !isPast(inner) ? this.#relationNamed(inner, relation) : undefined
      if (inner.kind === 'TableReference' && (named?.kind === 'TABLE' || named?.kind === 'VIEW'))
        await this.#prepareAt(inner, named, point)
      else await this.#prepareOne(inner, relation, query)
    }
    await this.#preparePivots(query, relation, relation.query)
  }

  #relationNamed(reference: TableReference, within: Within): CatalogObject | undefined {
    const { catalog, state } = this.#context
    try {
      const full = catalog.qualify(reference.name, within === undefined ? state : { id: state.id, ...within })
      return catalog.occupant('TABLE', full, state)
    } catch {
      return undefined
    }
  }

  /** The SNOWFLAKE database, unless the user has one of that name. https://docs.snowflake.com/en/sql-reference/account-usage */
  #refuseUsage({ name }: TableReference): void {
    if (name.kind !== 'Name' || name.parts.length !== 3 || name.parts[0]?.text !== 'SNOWFLAKE') return
    const own = { database: '', schema: '', name: 'SNOWFLAKE' }
    if (this.#context.catalog.find('DATABASE', own) === undefined)
      fail('UNSUPPORTED', { feature: name.parts.map(({ text }) => text).join('.') }, name.span)
  }

  /** `SNOWMELT.LEDGER.name`: the account's own books, unless the user has a database of that name. */
  async #ledgerNamed({ name }: TableReference): Promise<BoundSource | undefined> {
    if (name.kind !== 'Name' || name.parts.length !== 3) return undefined
    const [database, schema, table = ''] = name.parts.map(({ text }) => text)
    if (database !== 'SNOWMELT' || schema !== 'LEDGER') return undefined
    const own = { database: '', schema: '', name: database }
    return this.#context.catalog.find('DATABASE', own) === undefined
      ? await this.#providers.ledger(table, this.#context)
      : undefined
  }

  /** A name that means nothing may still be a common table expression: what is not found here is the binder's to judge. */
  #viewNamed(reference: TableReference, within: Within): AnyView | undefined {
    const { catalog, state } = this.#context
    try {
      const full = catalog.qualify(reference.name, within === undefined ? state : { id: state.id, ...within })
      return catalog.find('VIEW', full, state) ?? catalog.find('MATERIALIZED_VIEW', full)
    } catch {
      return undefined
    }
  }

  #requireValid(view: MaterializedViewRecord): void {
    const reason = invalidReason(view, (id) => this.#context.catalog.byId(id))
    if (reason !== undefined) fail('MATERIALIZED_VIEW_INVALID', { view: view.name, reason })
  }

  #query(view: AnyView): Query {
    const known = this.#queries.get(view.id)
    if (known !== undefined) return known
    const query = parsedQuery(view)
    this.#queries.set(view.id, query)
    return query
  }

  #known(reference: object): BoundSource {
    const source = this.#fetched.get(reference)
    if (source === undefined) throw new Error('Snowmelt bug: a relation that was not prepared')
    return source
  }
}

type Reference = TableReference | StageReference | TableFunction

function relationsIn(tree: Statement | Query): readonly Reference[] {
  const found: Reference[] = []
  visit(tree, {
    enter: (node) => {
      if (node.kind === 'TableReference' || node.kind === 'StageReference' || node.kind === 'TableFunction')
        found.push(node)
    },
  })
  return found
}

function isOfInformationSchema(
  { name }: TableReference,
  current: { readonly schema: string | undefined },
): boolean {
  if (name.kind !== 'Name') return false
  const schema = name.parts.length === 1 ? current.schema : name.parts.at(-2)?.text
  return schema === informationSchemaName
}

function isPast({ timeTravel, changes }: TableReference): boolean {
  return timeTravel !== undefined || changes !== undefined
}

function parsedQuery(view: AnyView): Query {
  const statement = parseStatement(view.query)
  if (statement.kind !== 'QueryStatement') throw new Error(`Snowmelt bug: view ${view.name} is not a query`)
  return statement.query
}

function nameOf({ call }: TableFunction): string {
  return call.name.kind === 'Name' ? call.name.parts.map(({ text }) => text).join('.') : 'IDENTIFIER'
}
