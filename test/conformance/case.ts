/** One step, as written. Which keys it may have is checked by {@link unknownKeys}. */
export interface Step {
  readonly sql?: string
  readonly session?: string
  readonly rows?: readonly (readonly (string | null)[])[]
  readonly ordered?: boolean
  readonly columns?: readonly string[]
  readonly types?: readonly string[]
  readonly select?: readonly string[]
  readonly json?: readonly number[]
  readonly error?: string
  readonly file?: string
  readonly content?: string
  readonly gzip?: boolean
  readonly base64?: string
  readonly parquet_of?: string
  readonly delete_file?: string
  readonly list?: string
  readonly files?: readonly string[]
  readonly read?: string
  readonly advance?: string
  readonly drain?: boolean
  readonly notifications?: readonly { readonly integration: string; readonly contains: readonly string[] }[]
}

export interface Case {
  readonly id: string
  readonly area: string
  readonly doc?: string
  readonly clock?: string
  readonly steps: readonly Step[]
}

const caseKeys = new Set(['id', 'area', 'doc', 'clock', 'steps'])

/** The keys that each kind of step may have; the first that a step holds is its kind. */
const stepKeys: Readonly<Record<string, readonly string[]>> = {
  sql: ['session', 'rows', 'ordered', 'columns', 'types', 'select', 'json', 'error'],
  file: ['content', 'gzip', 'base64', 'parquet_of'],
  delete_file: [],
  list: ['files'],
  read: ['content'],
  advance: [],
  drain: [],
  notifications: [],
}

export type StepKind =
  'sql' | 'file' | 'delete_file' | 'list' | 'read' | 'advance' | 'drain' | 'notifications'

/** The kind of a step, or undefined when it is none that the format has. */
export function kindOf(step: Step): StepKind | undefined {
  return Object.keys(stepKeys).find((kind) => kind in step) as StepKind | undefined
}

/** What a case holds that the format does not have; a case with any of these fails. */
export function unknownKeys(value: Case): readonly string[] {
  const ofCase = Object.keys(value).filter((key) => !caseKeys.has(key))
  const ofSteps = value.steps.flatMap((step, index) => {
    const kind = kindOf(step)
    if (kind === undefined) return [`step ${index + 1}: no known kind among ${Object.keys(step).join(', ')}`]
    const allowed = stepKeys[kind] ?? []
    return Object.keys(step)
      .filter((key) => key !== kind && !allowed.includes(key))
      .map((key) => `step ${index + 1}: ${key}`)
  })
  return [...ofCase, ...ofSteps]
}

/** The cases of a JSON Lines text. Throws with the line's number when a line is not a case. */
export function readCases(text: string, file: string): readonly Case[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const value = JSON.parse(line) as Partial<Case>
    if (typeof value.id !== 'string' || typeof value.area !== 'string' || !Array.isArray(value.steps)) {
      throw new Error(`${file}:${index + 1}: a case needs id, area and steps`)
    }
    return [value as Case]
  })
}
