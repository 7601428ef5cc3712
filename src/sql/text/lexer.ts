import { fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { endsOperand } from './keywords.ts'
import type { Source } from './source.ts'
import { unescapeString } from './string-escapes.ts'
import type { Token } from './token.ts'
import { wordPattern } from './word.ts'

/**
 * Splits `text` into tokens; white space and comments stand between them.
 * An unfinished text, name or comment is a parse error; a character that means nothing is a `Symbol` that no parser takes.
 */
export function lex(text: string): Source {
  const tokens: Token[] = []
  let at = skipBlank(text, 0)
  while (at < text.length) {
    const token = lexToken(text, at, tokens)
    tokens.push(token)
    at = skipBlank(text, token.span.end)
  }
  tokens.push({ kind: 'End', text: '', word: '', span: { start: text.length, end: text.length } })
  return { text, tokens }
}

const blank = /[\s\uFEFF]+/y
const word = new RegExp(wordPattern, 'y')
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
const position = /\$\d+/y
const variable = /\$[A-Za-z_][\w$]*/y
const bind = /:(?:\d+|[A-Za-z_][\w$]*)/y
const stage = /@(?:"(?:[^"]|"")*"|[^\s,();'"])*/y
const symbol = /->>|=>|->|::|:=|<=|>=|<>|!=|\|\||\*\*|[^]/y

type Reader = (text: string, start: number, before: readonly Token[]) => Token | undefined

/** What may begin with a character; the first reader that finds its token has it. */
const readers: Readonly<Record<string, readonly Reader[]>> = {
  "'": [(text, start) => quotedString(text, start)],
  '"': [(text, start) => quotedIdentifier(text, start)],
  $: [
    (text, start) => dollarString(text, start),
    (text, start) => {
      const end = match(position, text, start)
      return end === 0 ? undefined : token('Position', text.slice(start + 1, end), '', start, end)
    },
    (text, start) => {
      const end = match(variable, text, start)
      return end === 0
        ? undefined
        : token('Variable', text.slice(start + 1, end).toUpperCase(), '', start, end)
    },
  ],
  ':': [
    (text, start, before) => {
      const end = text[start + 1] === ':' || afterOperand(before, start) ? 0 : match(bind, text, start)
      return end === 0 ? undefined : token('Bind', text.slice(start + 1, end).toUpperCase(), '', start, end)
    },
  ],
  '?': [(_text, start) => token('Bind', '', '', start, start + 1)],
  '@': [
    (text, start) => {
      const end = match(stage, text, start)
      return token('Stage', text.slice(start, end), '', start, end)
    },
  ],
  '.': [
    (text, start, before) => {
      const end =
        before.at(-1)?.span.end === start && afterOperand(before, start) ? 0 : match(number, text, start)
      return end === 0 ? undefined : token('Number', text.slice(start, end), '', start, end)
    },
  ],
}

/** `file:///path` of PUT and GET, which need no quotes; elsewhere `//` begins a comment. */
const localFile = /file:\/\/[^\s;]+/iy

function atLocalFile(before: readonly Token[], word: string): boolean {
  if (word.toLowerCase() !== 'file') return false
  return before.at(-1)?.word === 'PUT' || (before.at(-2)?.word === 'GET' && before.at(-1)?.kind !== 'Symbol')
}

function lexToken(text: string, start: number, before: readonly Token[]): Token {
  const wordEnd = match(word, text, start)
  if (wordEnd !== 0) {
    const written = text.slice(start, wordEnd)
    const uriEnd = atLocalFile(before, written) ? match(localFile, text, start) : 0
    if (uriEnd !== 0) return token('String', text.slice(start, uriEnd), '', start, uriEnd)
    return token('Word', written, written.toUpperCase(), start, wordEnd)
  }
  const char = text[start] ?? ''
  if (char >= '0' && char <= '9') {
    const end = match(number, text, start)
    return token('Number', text.slice(start, end), '', start, end)
  }
  for (const reader of readers[char] ?? []) {
    const found = reader(text, start, before)
    if (found !== undefined) return found
  }
  const end = match(symbol, text, start)
  const written = text.slice(start, end)
  return token('Symbol', written, written, start, end)
}

function token(kind: Token['kind'], text: string, word: string, start: number, end: number): Token {
  return { kind, text, word, span: { start, end } }
}

/** Where the match of `pattern` at `start` ends, or 0. */
function match(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : 0
}

/** The offset of the next token: behind white space, `--`, `//` and block comments. */
function skipBlank(text: string, from: number): number {
  let at = from
  for (;;) {
    const char = text[at]
    if (char === ' ') at += 1
    else if ((char === '-' || char === '/') && text[at + 1] === char) at = endOfLine(text, at)
    else if (char === '/' && text[at + 1] === '*') at = closing(text, at, '*/')
    else {
      const end = match(blank, text, at)
      if (end === 0) return at
      at = end
    }
  }
}

function endOfLine(text: string, start: number): number {
  const found = text.indexOf('\n', start)
  return found === -1 ? text.length : found + 1
}

/** The offset behind the next `mark` after the two characters at `start`; a parse error if there is none. */
function closing(text: string, start: number, mark: string): number {
  const found = text.indexOf(mark, start + 2)
  return found === -1 ? unfinished(text, start) : found + mark.length
}

function unfinished(text: string, start: number): never {
  const { line, column } = positionAt(text, start)
  fail('PARSE_ERROR', { line, position: column - 1, near: '<EOF>' }, { start, end: text.length })
}

function quotedString(text: string, start: number): Token {
  let at = start + 1
  while (text[at] !== "'" || text[at + 1] === "'") {
    if (at >= text.length) unfinished(text, start)
    at += text[at] === '\\' || text[at] === "'" ? 2 : 1
  }
  return token('String', unescapeString(text.slice(start + 1, at)), '', start, at + 1)
}

function dollarString(text: string, start: number): Token | undefined {
  if (text[start + 1] !== '$') return undefined
  const end = closing(text, start, '$$')
  return {
    kind: 'String',
    text: text.slice(start + 2, end - 2),
    word: '',
    dollar: true,
    span: { start, end },
  }
}

function quotedIdentifier(text: string, start: number): Token {
  let at = text.indexOf('"', start + 1)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  if (at === -1) unfinished(text, start)
  return token('QuotedIdentifier', text.slice(start + 1, at).replaceAll('""', '"'), '', start, at + 1)
}

/** Whether the last token ends an operand, so that a `:` at `start` is the path operator and a `.` begins no number. */
function afterOperand(before: readonly Token[], start: number): boolean {
  const last = before.at(-1)
  if (last === undefined) return false
  if (last.kind === 'Symbol') return last.word === ')' || last.word === ']' || last.word === '}'
  if (last.kind !== 'Word') return true
  const joint = before.at(-2)?.word
  // Behind a text, the colon is that of an object's key.
  const inName = joint === '.' || (joint === ':' && before.at(-3)?.kind !== 'String')
  return inName || endsOperand(last.word, last.span.end === start)
}
