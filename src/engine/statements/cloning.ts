import { fail } from '../../common/errors.ts'
import { partsOf, printName, type QualifiedName } from '../catalog/names.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import { directoryTable } from '../catalog/objects/directory-table.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import type { SchemaRecord } from '../catalog/objects/schema.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { nowhere } from '../catalog/trees.ts'
import { readName } from '../catalog/written-name.ts'
import { isKept, versionAt, type Point } from '../change/points.ts'
import type { Context } from '../context.ts'
import { stageBucket } from '../../lake/files.ts'
import { parseStatement } from '../../sql/parse.ts'
import { resolveCopy } from '../load/copy.ts'
import { stateOf } from '../load/pipe-session.ts'
import { pipeOnError } from '../load/pipes.ts'
import { createCounter, nextOf } from '../storage/sequence.ts'
import { clonedColumns, copyRows } from './table-copy.ts'
import { withSequences } from './table-columns.ts'

export interface CloneOptions {
  /** The point in the past whose rows are wanted. */
  readonly point?: Point
  readonly ignoreInsufficientRetention: boolean
  readonly includeInternalStages: boolean
}

/**
 * One statement's cloning of a database, a schema or a single object. Names of objects that are cloned along with what refers to them
 * are replaced by those of their clones where Snowflake says so: foreign keys, sequences in defaults, sources of streams; the
 * text of views, tasks and pipes stays as it is.
 * https://docs.snowflake.com/en/user-guide/object-clone
 */
export class Cloning {
  readonly #context: Context
  readonly #options: CloneOptions
  /** From the full name of a schema to its clone's. */
  readonly #schemas = new Map<string, SchemaRecord>()
  /** From the id of a table to its clone. */
  readonly #tables = new Map<number, TableRecord>()

  constructor(context: Context, options: CloneOptions) {
    this.#context = context
    this.#options = options
  }

  /** Tells that `clone` is what becomes of `source`. */
  map(source: SchemaRecord, clone: SchemaRecord): void {
    this.#schemas.set(printName(source), clone)
  }

  /** Clones what is in the schemas: first what others refer to. */
  async contents(
    pairs: readonly { readonly source: SchemaRecord; readonly clone: SchemaRecord }[],
  ): Promise<void> {
    const { catalog, transaction } = this.#context
    for (const kind of order)
      for (const { source, clone } of pairs)
        for (const object of catalog.within(source.database, source.name)) {
          if (object.kind !== kind || !this.#existed(object)) continue
          const copy = await this.#cloneOf(object, this.#base(object, clone))
          if (copy === undefined) continue
          await catalog.put(transaction, copy)
          await this.#copyGrants(object.id, copy.id)
        }
  }

  #existed({ createdOn, sessionId }: ObjectRecord): boolean {
    const { point } = this.#options
    return sessionId === undefined && (point === undefined || createdOn <= point.at)
  }

  #base(object: CatalogObject, schema: SchemaRecord): ObjectRecord {
    const { catalog, clock, state } = this.#context
    return {
      id: catalog.nextId(),
      name: object.name,
      database: schema.database,
      schema: schema.name,
      owner: state.role ?? '',
      createdOn: clock.now(),
      comment: object.comment,
    }
  }

  async #cloneOf(object: CatalogObject, base: ObjectRecord): Promise<CatalogObject | undefined> {
    switch (object.kind) {
      case 'TABLE':
        return await this.#tableWithin(object, base)
      case 'SEQUENCE':
        return await this.sequence(object, base)
      case 'STREAM':
        return await this.stream(object, base)
      // "User tasks in a database or schema are not cloned when using CREATE SCHEMA … TIMESTAMP."
      case 'TASK':
        return this.#options.point === undefined ? this.task(object, base) : undefined
      case 'STAGE':
        return await this.#stage(object, base)
      case 'PIPE':
        return this.#pipe(object, base)
      case 'MATERIALIZED_VIEW':
        return this.#materializedView(object, base)
      case 'VIEW':
      case 'FILE_FORMAT':
      case 'PROCEDURE':
        return { ...object, ...base }
      default:
        return fail('UNSUPPORTED', {
          feature: `CLONE of a schema with a ${object.kind.replaceAll('_', ' ')}`,
        })
    }
  }

  async #tableWithin(table: TableRecord, base: ObjectRecord): Promise<TableRecord | undefined> {
    const { point, ignoreInsufficientRetention } = this.#options
    if (point !== undefined && ignoreInsufficientRetention && !(await isKept(table, point, this.#context)))
      return undefined
    return await this.table(table, base)
  }

  /** A table with its rows; `changes` are what the statement says otherwise. */
  async table(
    source: TableRecord,
    base: ObjectRecord,
    changes: Partial<TableRecord> = {},
  ): Promise<TableRecord> {
    const { storage, transaction } = this.#context
    const { point } = this.#options
    const version = point === undefined ? undefined : await versionAt(source, point, this.#context, undefined)
    const { home: _, trackedSince: __, historySince: ___, sessionId: ____, ...kept } = source
    const columns = (await clonedColumns(source, this.#context)).map((column) => this.#column(column))
    const clone: TableRecord = {
      ...kept,
      ...base,
      comment: source.comment,
      ...changes,
      columns: withSequences(columns, base.id),
      constraints: source.constraints.map((constraint) =>
        constraint.references === undefined
          ? constraint
          : {
              ...constraint,
              references: { ...constraint.references, table: this.#text(constraint.references.table) },
            },
      ),
    }
    await storage.create(transaction, clone)
    await copyRows(source, clone, this.#context, version)
    this.#tables.set(source.id, clone)
    return clone
  }

  #column(column: TableColumn): TableColumn {
    const sequence = /^(.*)\.NEXTVAL$/.exec(column.default ?? '')?.[1]
    return sequence === undefined ? column : { ...column, default: `${this.#text(sequence)}.NEXTVAL` }
  }

  /** A full name as text, of the clone where the object is cloned too. */
  #text(text: string): string {
    const [database = '', schema = '', name = ''] = partsOf(readName(text, nowhere))
    return printName(this.#name({ database, schema, name }))
  }

  #name(name: QualifiedName): QualifiedName {
    const clone = this.#schemas.get(printName({ database: name.database, schema: '', name: name.schema }))
    return clone === undefined ? name : { database: clone.database, schema: clone.name, name: name.name }
  }

  /** A sequence that goes on where the source's is. */
  async sequence(source: ObjectOf<'SEQUENCE'>, base: ObjectRecord): Promise<ObjectOf<'SEQUENCE'>> {
    const { transaction } = this.#context
    const counter = { schema: `${base.database}.${base.schema}`, name: `#${base.id}~sequence` }
    const clone = { ...source, ...base, comment: source.comment, counter }
    const [[next] = []] = await transaction.rows(nextOf(source))
    await transaction.run(createCounter(clone, BigInt(next ?? source.start), BigInt(source.increment)))
    return clone
  }

  /**
   * A stream that stands where the source's does; on a table that was cloned along with it there is nothing to be consumed, as
   * its history begins with the clone.
   */
  async stream(source: ObjectOf<'STREAM'>, base: ObjectRecord): Promise<ObjectOf<'STREAM'>> {
    const { streams, transaction } = this.#context
    const table = this.#tables.get(source.sourceId)
    const clone = {
      ...source,
      ...base,
      comment: source.comment,
      ...(table === undefined ? {} : { sourceId: table.id, source: printName(table) }),
    }
    if (table === undefined) await streams.create(transaction, clone, streams.offset(source))
    else await streams.create(transaction, clone, await this.#startOf(table))
    return clone
  }

  /** Behind the rows that the clone of a table begins with, which have the version of this transaction. */
  async #startOf(table: TableRecord): Promise<Parameters<Context['streams']['create']>[2]> {
    const { clock, transaction } = this.#context
    return { version: await transaction.write(table), initial: false, movedOn: clock.now() }
  }

  /** A suspended task; its predecessors are the clones of the source's where they are cloned with it. */
  task(source: ObjectOf<'TASK'>, base: ObjectRecord): ObjectOf<'TASK'> {
    const {
      lastCommittedOn: _,
      lastSuspendedOn: __,
      lastSuspendedReason: ___,
      resumedOn: ____,
      ...kept
    } = source
    return {
      ...kept,
      ...base,
      comment: source.comment,
      state: 'suspended',
      after: source.after.map((name) => this.#text(name)),
      ...(source.finalize === undefined ? {} : { finalize: this.#text(source.finalize) }),
    }
  }

  /** The directory table of a clone is empty until it is refreshed. */
  async withDirectory(clone: ObjectOf<'STAGE'>): Promise<ObjectOf<'STAGE'>> {
    const { storage, transaction } = this.#context
    if (clone.directory.enable) await storage.create(transaction, directoryTable(clone))
    return clone
  }

  /** It is of the table's clone where that is cloned with it. */
  #materializedView(
    source: ObjectOf<'MATERIALIZED_VIEW'>,
    base: ObjectRecord,
  ): ObjectOf<'MATERIALIZED_VIEW'> {
    const clone = this.#tables.get(source.base.id)
    if (clone === undefined) return { ...source, ...base }
    const { id, database, schema, name } = clone
    return { ...source, ...base, base: { id, database, schema, name } }
  }

  async #stage(source: ObjectOf<'STAGE'>, base: ObjectRecord): Promise<ObjectOf<'STAGE'> | undefined> {
    const clone = { ...source, ...base }
    if (source.url !== undefined) return await this.withDirectory(clone)
    if (!this.#options.includeInternalStages) return undefined
    // "For stages without a directory table enabled, Snowflake creates empty clones."
    return source.directory.enable
      ? fail('UNSUPPORTED', { feature: 'INCLUDE INTERNAL STAGES with a directory table' })
      : clone
  }

  /** "A database or schema clone includes only pipe objects that reference external … stages", and they are stopped. */
  #pipe(source: ObjectOf<'PIPE'>, base: ObjectRecord): ObjectOf<'PIPE'> | undefined {
    const statement = parseStatement(source.copy)
    if (statement.kind !== 'CopyIntoTable') throw new Error(`Snowmelt bug: pipe ${source.name} does not copy`)
    const { location } = resolveCopy(statement, this.#context, stateOf(source), pipeOnError)
    const isInternal = location.root.startsWith(`s3://${stageBucket}/`)
    return isInternal ? undefined : { ...source, ...base, paused: true }
  }

  async #copyGrants(from: number, to: number): Promise<void> {
    const { catalog, transaction } = this.#context
    for (const grant of catalog.grants.privileges())
      if (grant.on.kind === 'Object' && grant.on.id === from)
        await catalog.grants.add(transaction, { ...grant, on: { kind: 'Object', id: to } })
  }
}

/**
 * The kinds of object in a schema that are cloned with it, those that others refer to first; external tables are not.
 * https://docs.snowflake.com/en/sql-reference/sql/create-clone#general-usage-notes
 */
const order = [
  'SEQUENCE', 'FILE_FORMAT', 'STAGE', 'TABLE', 'VIEW', 'MATERIALIZED_VIEW', 'PROCEDURE', 'STREAM', 'TASK', 'PIPE',
] as const // prettier-ignore
