/** Part of a pattern: text as it stands, or a group; `repeat` is the quantifier behind it. */
type Item = { readonly repeat: string } & (
  | { readonly text: string }
  | { readonly open: string; readonly number: number | undefined; readonly branches: readonly Branch[] }
)
type Branch = readonly Item[]

/** A pattern as groups in groups; undefined where parentheses do not match, which the matcher itself reports. */
export interface Pattern {
  readonly branches: readonly Branch[]
  /** How many groups capture. */
  readonly groups: number
}

const pieces =
  /\\.|\[\^?\]?(?:\[[:.=][^\]]*\]|\\.|[^\]])*\]|\((?:\?P?<\w+>|\?[a-zA-Z-]*:)?|\)|\||[*+?]|\{\d*,?\d*\}|[^]/gsu
const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})$/

/** Reads the groups of a regular expression. https://docs.snowflake.com/en/sql-reference/functions-regexp */
export function readPattern(pattern: string): Pattern | undefined {
  const tokens = pattern.match(pieces) ?? []
  let at = 0
  let groups = 0
  const branchesUntil = (inside: boolean): readonly Branch[] | undefined => {
    const branches: Item[][] = [[]]
    for (;;) {
      const token = tokens[at]
      if (token === undefined) return inside ? undefined : branches
      at += 1
      if (token === ')') return inside ? branches : undefined
      if (token === '|') branches.push([])
      else {
        const item = itemOf(token)
        if (item === undefined) return undefined
        branches.at(-1)?.push(item)
      }
    }
  }
  const itemOf = (token: string): Item | undefined => {
    if (!token.startsWith('(')) return { text: token, repeat: repeat() }
    const captures = token === '(' || /<\w+>$/.test(token)
    const number = captures ? (groups += 1) : undefined
    const branches = branchesUntil(true)
    return branches === undefined ? undefined : { open: token, number, branches, repeat: repeat() }
  }
  const repeat = (): string => {
    let found = ''
    while (quantifier.test(tokens[at] ?? '')) found += tokens[at++]
    return found
  }
  const branches = branchesUntil(false)
  return branches === undefined ? undefined : { branches, groups }
}

/**
 * The same pattern with groups around all that a match has before group `wanted`: their lengths together are how far inside the match
 * that group begins, which RE2 does not tell. Undefined where the group is repeated, or inside one that is.
 */
export function locatingPattern(
  { branches }: Pattern,
  wanted: number,
): { readonly pattern: string; readonly before: readonly number[]; readonly group: number } | undefined {
  let groups = 0
  const before: number[] = []
  let group: number | undefined
  const write = (all: readonly Branch[]): string =>
    all
      .map((branch) => {
        const place = branch.findIndex((item) => holds(item, wanted))
        if (place < 0) return branch.map(writeItem).join('')
        before.push((groups += 1))
        const prefix = branch.slice(0, place).map(writeItem).join('')
        return `(${prefix})${branch.slice(place).map(writeItem).join('')}`
      })
      .join('|')
  const writeItem = (item: Item): string => {
    if ('text' in item) return item.text + item.repeat
    if (item.number !== undefined) groups += 1
    if (item.number === wanted) group = groups
    return `${item.open}${write(item.branches)})${item.repeat}`
  }
  const pattern = write(branches)
  return group === undefined || isRepeated(branches, wanted) ? undefined : { pattern, before, group }
}

function holds(item: Item, wanted: number): boolean {
  if ('text' in item) return false
  return item.number === wanted || item.branches.some((branch) => branch.some((each) => holds(each, wanted)))
}

function isRepeated(branches: readonly Branch[], wanted: number): boolean {
  return branches.some((branch) =>
    branch.some(
      (item) =>
        'branches' in item &&
        holds(item, wanted) &&
        (!['', '?'].includes(item.repeat) || (item.number !== wanted && isRepeated(item.branches, wanted))),
    ),
  )
}

/**
 * The pattern without the `?` that makes a quantifier non-greedy, which Snowflake does not support: behind `*` it changes nothing,
 * behind `+` it makes the part optional.
 */
export function withoutLaziness(pattern: string): string {
  const tokens = pattern.match(pieces) ?? []
  return tokens
    .map((token, at) => {
      const [before, next] = [tokens[at - 1] ?? '', tokens[at + 1]]
      if (token === '?' && (before === '*' || before === '+' || before === '?')) return ''
      return token === '+' && next === '?' ? '*' : token
    })
    .join('')
}
