const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const escapes = /''|\\(?:([0-3]?[0-7]{2})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g

/**
 * The value of a text in single quotes, from what stands between them: `\n`, `\0`, `\041`, `\x21`, `\u2603`, and `''`
 * for one quote; a backslash before any other character is dropped.
 * https://docs.snowflake.com/en/sql-reference/data-types-text#escape-sequences-in-single-quoted-string-constants
 */
export function unescapeString(inner: string): string {
  if (!inner.includes('\\') && !inner.includes("'")) return inner
  return inner.replace(escapes, (match, octal?: string, hex?: string, unicode?: string, char?: string) => {
    if (match === "''") return "'"
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    const code = hex ?? unicode
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return char === '0' ? '\0' : (simpleEscapes[char ?? ''] ?? char ?? '')
  })
}

/** What stands between single quotes to mean `value`. */
export function escapeString(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\x00')
}
