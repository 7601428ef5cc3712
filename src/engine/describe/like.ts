/**
 * Whether names match a SHOW pattern: `%` and `_`, backslash for either as a character, no regard to case.
 * https://docs.snowflake.com/en/sql-reference/sql/show
 */
export function likeFilter(pattern: string): (name: string) => boolean {
  const source = pattern.replaceAll(
    /\\([%_\\])|%|_|[.*+?^${}()|[\]\\/]/g,
    (found, escaped: string | undefined) => {
      if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped
      if (found === '%') return '.*'
      return found === '_' ? '.' : `\\${found}`
    },
  )
  const expression = new RegExp(`^${source}$`, 'isu')
  return (name) => expression.test(name)
}
