import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import { objectKinds, type ObjectKind } from '../object-kinds.ts'
import { parseTimeTravel, printTimeTravel, type TimeTravel } from '../query/time-travel.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import { parseClauses, printProperties, type CreateModifiers, type Property } from './property.ts'

/** Kinds that can be cloned besides tables, whose CREATE has more to say. */
export type CloneableKind = Extract<
  ObjectKind,
  'DATABASE' | 'SCHEMA' | 'STAGE' | 'FILE_FORMAT' | 'SEQUENCE' | 'STREAM' | 'TASK'
>

/** https://docs.snowflake.com/en/sql-reference/sql/create-clone */
export interface CreateClone extends CreateModifiers {
  readonly kind: 'CreateClone'
  readonly object: CloneableKind
  readonly name: ObjectName
  readonly source: ObjectName
  readonly at?: TimeTravel
  /** IGNORE TABLES WITH INSUFFICIENT DATA RETENTION. */
  readonly ignoreInsufficientRetention: boolean
  /** INCLUDE INTERNAL STAGES. */
  readonly includeInternalStages: boolean
  /** WITH MANAGED ACCESS of a schema. */
  readonly managedAccess: boolean
  readonly copyGrants: boolean
  readonly properties: readonly Property[]
  readonly span: Span
}
export type CloneStatement = CreateClone

const containers: readonly ObjectKind[] = ['DATABASE', 'SCHEMA']

/**
 * CLONE source [{ AT | BEFORE } (…)] [IGNORE TABLES WITH INSUFFICIENT DATA RETENTION] [IGNORE HYBRID TABLES]
 *   [INCLUDE INTERNAL STAGES] [WITH MANAGED ACCESS] [COPY GRANTS] [property …], behind CREATE … name
 * https://docs.snowflake.com/en/sql-reference/sql/create-clone
 */
export function parseClone(
  cursor: Cursor,
  object: CloneableKind,
  created: CreateModifiers & { readonly name: ObjectName },
): Parsed<CreateClone> {
  cursor.expect('CLONE')
  const source = cursor.name()
  const isContainer = containers.includes(object)
  const at = isContainer && (cursor.is('AT') || cursor.is('BEFORE')) ? parseTimeTravel(cursor) : undefined
  const taken = new Set<string>()
  const clause = (words: string) => ({ [words]: () => void taken.add(words) })
  const properties = parseClauses(cursor, {
    ...(isContainer
      ? {
          ...clause('IGNORE TABLES WITH INSUFFICIENT DATA RETENTION'),
          // There are no hybrid tables to be ignored.
          ...clause('IGNORE HYBRID TABLES'),
          ...clause('INCLUDE INTERNAL STAGES'),
        }
      : {}),
    ...(object === 'SCHEMA' ? clause('WITH MANAGED ACCESS') : {}),
    ...clause('COPY GRANTS'),
  })
  return {
    kind: 'CreateClone',
    ...created,
    object,
    source,
    ...(at === undefined ? {} : { at }),
    ignoreInsufficientRetention: taken.has('IGNORE TABLES WITH INSUFFICIENT DATA RETENTION'),
    includeInternalStages: taken.has('INCLUDE INTERNAL STAGES'),
    managedAccess: taken.has('WITH MANAGED ACCESS'),
    copyGrants: taken.has('COPY GRANTS'),
    properties,
  }
}

export const printClone: ByKind<CloneStatement, [], Sql> = {
  CreateClone: (s) =>
    phrase(
      printCreate(objectKinds[s.object].words, s),
      sql` CLONE ${sql.name(s.source)}`,
      sql.optional(s.at, (at) => sql` ${printTimeTravel(at)}`),
      flag(s.ignoreInsufficientRetention, 'IGNORE TABLES WITH INSUFFICIENT DATA RETENTION'),
      flag(s.includeInternalStages, 'INCLUDE INTERNAL STAGES'),
      flag(s.managedAccess, 'WITH MANAGED ACCESS'),
      flag(s.copyGrants, 'COPY GRANTS'),
      printProperties(s.properties),
    ),
}
