/** A tree without its spans, which a print changes. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'span')
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutSpans(child)]))
}
