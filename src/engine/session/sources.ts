import { fail } from '../../common/errors.ts'
import type { Query, StageReference, TableFunction, TableReference } from '../../sql/query/query.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { parseStatement } from '../../sql/parse.ts'
import { visit } from '../../sql/walk.ts'
import type { BoundSource, Sources } from '../bind/tree.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import type { Context } from '../context.ts'
import { findRelation, tableSource, viewSource, type Within } from './relations.ts'

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
}

/** Fetches what takes time for the relations that `node` names, also those inside of its views, and answers the binder from it. */
export async function prepareSources(
  node: Statement | Query,
  context: Context,
  providers: RelationProviders,
): Promise<Sources> {
  const preparation = new Preparation(context, providers)
  await preparation.prepare(node, undefined)
  return preparation
}

class Preparation implements Sources {
  readonly #context: Context
  readonly #providers: RelationProviders
  /** By the node of the tree that names it. */
  readonly #fetched = new Map<object, BoundSource>()
  readonly #queries = new Map<number, Query>()

  constructor(context: Context, providers: RelationProviders) {
    this.#context = context
    this.#providers = providers
  }

  async prepare(tree: Statement | Query, within: Within): Promise<void> {
    for (const reference of relationsIn(tree)) await this.#prepareOne(reference, within)
  }

  table(reference: TableReference, within?: Within): ReturnType<Sources['table']> {
    const fetched = this.#fetched.get(reference)
    if (fetched !== undefined) return fetched
    refuseTravel(reference)
    const relation = findRelation(reference, within, this.#context)
    if (relation.kind === 'TABLE') return tableSource(relation)
    if (relation.kind === 'VIEW') return viewSource(relation, this.#query(relation))
    return this.#context.streams.rows(this.#context.transaction, relation)
  }

  stage(reference: StageReference): BoundSource {
    return this.#known(reference)
  }

  tableFunction(reference: TableFunction): BoundSource {
    const name = nameOf(reference)
    return this.#fetched.get(reference) ?? fail('UNKNOWN_FUNCTION', { name }, reference.call.span)
  }

  async #prepareOne(reference: Reference, within: Within): Promise<void> {
    if (this.#fetched.has(reference)) return
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
        await this.#prepareTable(reference, within)
    }
  }

  async #prepareTable(reference: TableReference, within: Within): Promise<void> {
    const ledger = await this.#ledgerNamed(reference)
    if (ledger !== undefined) {
      this.#fetched.set(reference, ledger)
      return
    }
    if (isOfInformationSchema(reference, within ?? this.#context.state)) {
      const source = await this.#providers.informationSchema(reference, within, this.#context)
      if (source !== undefined) this.#fetched.set(reference, source)
      return
    }
    const view = this.#viewNamed(reference, within)
    if (view === undefined || this.#queries.has(view.id)) return
    await this.prepare(this.#query(view), view)
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
  #viewNamed(reference: TableReference, within: Within): ViewRecord | undefined {
    const { catalog, state } = this.#context
    try {
      const full = catalog.qualify(reference.name, within === undefined ? state : { id: state.id, ...within })
      return catalog.find('VIEW', full, state)
    } catch {
      return undefined
    }
  }

  #query(view: ViewRecord): Query {
    const known = this.#queries.get(view.id)
    if (known !== undefined) return known
    const statement = parseStatement(view.query)
    if (statement.kind !== 'QueryStatement') throw new Error(`Snowmelt bug: view ${view.name} is not a query`)
    this.#queries.set(view.id, statement.query)
    return statement.query
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

function refuseTravel(reference: TableReference): void {
  if (reference.timeTravel !== undefined)
    fail(
      'UNSUPPORTED',
      { feature: `${reference.timeTravel.when} (${reference.timeTravel.by} => …)` },
      reference.timeTravel.span,
    )
  if (reference.changes !== undefined) fail('UNSUPPORTED', { feature: 'CHANGES' }, reference.span)
}

function nameOf({ call }: TableFunction): string {
  return call.name.kind === 'Name' ? call.name.parts.map(({ text }) => text).join('.') : 'IDENTIFIER'
}
