import type { Cursor } from './cursor.ts'

/** What stands under leading words, as a tree of words. */
export interface LeadingWords<T> {
  readonly value?: T
  readonly next: ReadonlyMap<string, LeadingWords<T>>
}

/** The tree of a table keyed by words with single spaces between them, such as `ALTER TASK`. */
export function leadingWords<T>(table: Readonly<Record<string, T>>): LeadingWords<T> {
  return branch(Object.entries(table).map(([key, value]) => [key.split(' '), value]))
}

function branch<T>(rows: readonly (readonly [readonly string[], T])[]): LeadingWords<T> {
  const groups = new Map<string, (readonly [readonly string[], T])[]>()
  for (const [[first, ...rest], value] of rows) {
    if (first === undefined) continue
    const group = groups.get(first) ?? []
    group.push([rest, value])
    groups.set(first, group)
  }
  const here = rows.find(([words]) => words.length === 0)
  const next = new Map([...groups].map(([word, group]) => [word, branch(group)]))
  return here === undefined ? { next } : { value: here[1], next }
}

/** The value under the longest row of words that comes next, and those words. */
export function longestMatch<T>(
  tree: LeadingWords<T>,
  cursor: Cursor,
): { readonly value: T; readonly words: readonly string[] } | undefined {
  const words: string[] = []
  let found: { value: T; words: string[] } | undefined
  for (let at: LeadingWords<T> | undefined = tree; at !== undefined;) {
    if (at.value !== undefined) found = { value: at.value, words: [...words] }
    const { word } = cursor.peek(words.length)
    words.push(word)
    at = at.next.get(word)
  }
  return found
}
