/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}

/** A word with the page of the manual behind it, where there is one. */
export function linked(word: string, link: string | undefined): string {
  return link === undefined ? code(word) : `[${word}](${link})`
}

export function code(text: string): string {
  return `\`${text}\``
}

export function list(words: readonly string[]): string {
  return words.map(code).join(', ')
}
