import type { Identifier } from '../../sql/expression/name.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { BoundExpression } from './expression-tree.ts'

/** A column that names can reach. */
export interface NamedColumn {
  readonly name: string
  readonly value: BoundExpression
  /** Found by its name, but not given by `*` (METADATA$FILENAME of staged files). */
  readonly hidden: boolean
}

/** A relation of FROM as names see it. */
export interface NamedRelation {
  /** Its alias; or database, schema and name, of which a qualifier gives the last ones. Empty: nothing qualifies it. */
  readonly path: readonly string[]
  readonly columns: readonly NamedColumn[]
  /** `$n` where it is not simply the n-th column. */
  readonly positional?: (index: number) => BoundExpression
  /** LATERAL cannot use it: it is an UNPIVOT. https://docs.snowflake.com/en/sql-reference/constructs/unpivot#usage-notes */
  readonly beyondLateral?: true
}

/** What a FROM clause brings into sight. */
export interface Names {
  readonly relations: readonly NamedRelation[]
  /** The columns without qualifier, as `*` gives them: USING and NATURAL join have merged theirs. */
  readonly columns: readonly NamedColumn[]
}

/** The names that a lateral query may use of those to its left. */
export function lateralNames(names: Names): Names {
  const beyond = new Set(
    names.relations.flatMap((relation) => (relation.beyondLateral === true ? relation.columns : [])),
  )
  if (beyond.size === 0) return names
  return {
    relations: names.relations.filter((relation) => relation.beyondLateral !== true),
    columns: names.columns.filter((column) => !beyond.has(column)),
  }
}

export const noNames: Names = { relations: [], columns: [] }

/** Finds columns by name; `'ambiguous'` where several have it. */
export interface Lookup {
  find(parts: readonly Identifier[]): BoundExpression | 'ambiguous' | undefined
}

/** The lookup of `names`; its tables are built when first asked. */
export function lookupIn(names: Names): Lookup {
  let byName: ReadonlyMap<string, NamedColumn | 'ambiguous'> | undefined
  const qualified = new Map<NamedRelation, ReadonlyMap<string, NamedColumn | 'ambiguous'>>()
  const inRelation = (relation: NamedRelation, name: string) => {
    const known = qualified.get(relation) ?? index(relation.columns)
    qualified.set(relation, known)
    return known.get(name)
  }
  return {
    find(parts) {
      const name = parts.at(-1)?.text ?? ''
      if (parts.length === 1) return valueOf((byName ??= index(names.columns)).get(name))
      const found = names.relations
        .filter((relation) => qualifies(parts.slice(0, -1), relation))
        .map((relation) => inRelation(relation, name))
        .filter((value) => value !== undefined)
      return found.length > 1 ? 'ambiguous' : valueOf(found[0])
    },
  }
}

function index(columns: readonly NamedColumn[]): ReadonlyMap<string, NamedColumn | 'ambiguous'> {
  const map = new Map<string, NamedColumn | 'ambiguous'>()
  for (const column of columns) map.set(column.name, map.has(column.name) ? 'ambiguous' : column)
  return map
}

/** Asked for only when found: a relation may want to know which of its columns are read. */
function valueOf(column: NamedColumn | 'ambiguous' | undefined): BoundExpression | 'ambiguous' | undefined {
  return typeof column === 'object' ? column.value : column
}

/** True where `qualifier` (`t`, `schema.t`, `db.schema.t`, `db..t`) means `relation`. */
export function qualifies(qualifier: readonly Identifier[], relation: NamedRelation): boolean {
  const rest = relation.path.slice(-qualifier.length)
  if (rest.length < qualifier.length) return false
  return qualifier.every((part, at) => {
    const inMiddle = part.text === '' && !part.quoted
    return rest[at] === (inMiddle ? 'PUBLIC' : part.text)
  })
}

/** `T.X` as messages write it. */
export function printParts(parts: readonly Identifier[]): string {
  return parts
    .map(({ text }) => (text === '' || /^\$\d+$/.test(text) ? text : printIdentifier(text)))
    .join('.')
}
