import type { CsvFormat } from './format.ts'

/**
 * The fields of the first record of `text` after the header lines to skip, or of the header itself; undefined when there is none.
 * Used on the first bytes of a file alone, to learn how many columns it has and what its header calls them.
 */
export function firstRecord(text: string, format: CsvFormat, skip: number): readonly string[] | undefined {
  let at = format.skipMark && text.startsWith('\ufeff') ? 1 : 0
  for (let line = 0; line < skip; line += 1) {
    const end = text.indexOf('\n', at)
    if (end === -1) return undefined
    at = end + 1
  }
  return at < text.length ? fields(text, at, format) : undefined
}

function fields(text: string, start: number, format: CsvFormat): readonly string[] {
  const { enclosedBy, escape, escapeUnenclosed, fieldDelimiter, recordDelimiter } = format
  const found: string[] = []
  let field = ''
  let at = start
  const isEnclosed = () => enclosedBy !== undefined && field === '' && text.startsWith(enclosedBy, at)
  while (at < text.length) {
    if (isEnclosed() && enclosedBy !== undefined) {
      const end = closing(text, at + 1, enclosedBy, escape)
      const inner = text.slice(at + 1, end)
      found.push(inner.replaceAll(enclosedBy + enclosedBy, enclosedBy))
      at = end + 1
      if (fieldDelimiter === undefined || !text.startsWith(fieldDelimiter, at)) return found
      at += fieldDelimiter.length
      if (at >= text.length) found.push('')
      continue
    }
    if (escapeUnenclosed !== undefined && text.startsWith(escapeUnenclosed, at)) {
      field += text.slice(at + 1, at + 2)
      at += 2
    } else if (recordDelimiter !== undefined && text.startsWith(recordDelimiter, at)) {
      break
    } else if (fieldDelimiter !== undefined && text.startsWith(fieldDelimiter, at)) {
      found.push(field)
      field = ''
      at += fieldDelimiter.length
    } else {
      field += text.charAt(at)
      at += 1
    }
  }
  return [...found, recordDelimiter === '\n' ? field.replace(/\r$/, '') : field]
}

/** Where the quote that ends an enclosed field stands; the end of the text when there is none. */
function closing(text: string, start: number, quote: string, escape: string | undefined): number {
  for (let at = start; at < text.length; at += 1) {
    if (escape !== undefined && escape !== quote && text.startsWith(escape, at)) at += 1
    else if (text.startsWith(quote + quote, at)) at += 1
    else if (text.startsWith(quote, at)) return at
  }
  return text.length
}
