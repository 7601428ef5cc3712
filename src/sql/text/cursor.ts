import { fail } from '../../common/errors.ts'
import { positionAt, type Span } from '../../common/span.ts'
import type { BindVariable, Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Grammar } from './grammar.ts'
import { reservedWords } from './keywords.ts'
import type { Source } from './source.ts'
import type { Token } from './token.ts'

/** How deep expressions and queries may be in each other; the stack was seen to overflow at about 2000. */
const deepest = 500

/** Reads the tokens of one statement from left to right, never back; what does not fit is a syntax error. */
export class Cursor {
  readonly #grammar: Grammar | undefined
  readonly #source: Source
  readonly #end: Token
  #at = 0
  #binds = 0
  #depth = 0

  /** `grammar` may be absent for who only reads tokens. */
  constructor(source: Source, grammar?: Grammar) {
    const end = source.tokens.at(-1)
    if (end === undefined) throw new Error('Snowmelt bug: a source without an end')
    this.#grammar = grammar
    this.#source = source
    this.#end = end
  }

  get grammar(): Grammar {
    if (this.#grammar === undefined) throw new Error('Snowmelt bug: a cursor without a grammar')
    return this.#grammar
  }

  /** The next token, or the one `ahead` behind it; `End` at and behind the end. */
  peek(ahead = 0): Token {
    return this.#source.tokens[this.#at + ahead] ?? this.#end
  }

  /** Consumes the next token. */
  next(): Token {
    const token = this.peek()
    if (this.#at < this.#source.tokens.length - 1) this.#at += 1
    return token
  }

  /** Whether the next tokens are these words or symbols, in order. */
  is(...words: readonly string[]): boolean {
    for (let i = 0; i < words.length; i++) if (this.peek(i).word !== words[i]) return false
    return true
  }

  /** Consumes these words or symbols if they come next, all of them. */
  take(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false
    this.#at += words.length
    return true
  }

  /** Consumes these words or symbols; a syntax error at the first token that differs. */
  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.take(word)) this.unexpected()
  }

  /** Consumes and returns the one of these words or symbols that comes next. */
  oneOf<W extends string>(...words: readonly W[]): W | undefined {
    const { word } = this.peek()
    const found = words.find((one) => one === word)
    if (found !== undefined) this.next()
    return found
  }

  /** Whether all is read. */
  atEnd(): boolean {
    return this.peek().kind === 'End'
  }

  /** The offset of the next token. */
  start(): number {
    return this.peek().span.start
  }

  /** From `start` to the end of the last consumed token. */
  span(start: number): Span {
    const last = this.#source.tokens[this.#at - 1]
    return { start, end: Math.max(start, last?.span.end ?? start) }
  }

  /** The text as written from `start` to `end`, by default to the end of the last consumed token; trimmed. */
  sourceText(start: number, end = this.span(start).end): string {
    return this.#source.text.slice(start, end).trim()
  }

  /** Where `offset` stands, as Snowflake's messages say it: line from 1, position from 0. */
  position(offset: number): { readonly line: number; readonly position: number } {
    const { line, column } = positionAt(this.#source.text, offset)
    return { line, position: column - 1 }
  }

  /** Fails with Snowflake's syntax error at `token`, by default the next one. */
  unexpected(token = this.peek()): never {
    const unexpected = token.kind === 'End' ? '<EOF>' : this.sourceText(token.span.start, token.span.end)
    fail('SYNTAX_ERROR', { ...this.position(token.span.start), unexpected }, token.span)
  }

  /** Fails because Snowmelt does not have `feature`, which begins at the next token. */
  unsupported(feature: string, token = this.peek()): never {
    fail('UNSUPPORTED', { feature }, token.span)
  }

  /** Whether the next token, or the one `ahead` behind it, can be an identifier. */
  isIdentifier(ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'QuotedIdentifier' || (token.kind === 'Word' && !reservedWords.has(token.word))
  }

  /** An identifier: a word that is not reserved, or anything in double quotes. */
  identifier(): Identifier {
    if (!this.isIdentifier()) this.unexpected()
    const token = this.next()
    const quoted = token.kind === 'QuotedIdentifier'
    return { text: quoted ? token.text : token.word, quoted, span: token.span }
  }

  /** `name`, `schema.name`, `db.schema.name`, `db..name` or `IDENTIFIER('text' | $variable | bind)`. */
  name(): ObjectName {
    const start = this.start()
    if (this.take('IDENTIFIER', '(')) {
      const argument = this.#identifierArgument()
      this.expect(')')
      return { kind: 'IdentifierFunction', argument, span: this.span(start) }
    }
    const parts = [this.identifier()]
    while (this.take('.'))
      parts.push(parts.length === 1 && this.is('.') ? this.#emptyIdentifier() : this.identifier())
    return { kind: 'Name', parts, span: this.span(start) }
  }

  #emptyIdentifier(): Identifier {
    const start = this.start()
    return { text: '', quoted: false, span: { start, end: start } }
  }

  #identifierArgument(): Expression {
    const { kind, text, span } = this.peek()
    if (kind === 'Bind') return this.bind()
    if (kind !== 'String' && kind !== 'Variable') this.unexpected()
    this.next()
    return kind === 'String'
      ? { kind: 'StringLiteral', value: text, span }
      : { kind: 'SessionVariable', name: text, span }
  }

  /** A bind variable; those written `?` are counted. */
  bind(): BindVariable {
    const { kind, text, span } = this.peek()
    if (kind !== 'Bind') this.unexpected()
    this.next()
    if (text !== '') return { kind: 'BindVariable', name: text, span }
    this.#binds += 1
    return { kind: 'BindVariable', name: '', index: this.#binds, span }
  }

  /** Reads a statement whose `?` are counted by themselves, as those of each statement of a block are. */
  countingBinds<T>(inner: () => T): T {
    const before = this.#binds
    this.#binds = 0
    const value = inner()
    this.#binds = before
    return value
  }

  /** The value of a text in quotes or in `$$`. */
  text(): string {
    if (this.peek().kind !== 'String') this.unexpected()
    return this.next().text
  }

  /** A number without fraction or exponent. */
  integer(): number {
    const { kind, text } = this.peek()
    if (kind !== 'Number' || !/^\d+$/.test(text) || !Number.isSafeInteger(Number(text))) this.unexpected()
    this.next()
    return Number(text)
  }

  /** A stage location as written, or a text that begins with `@` or is a URL. */
  stage(): string {
    const { kind, text } = this.peek()
    if (kind !== 'Stage' && !(kind === 'String' && /^@|^\w+:\/\//.test(text))) this.unexpected()
    return this.next().text
  }

  /** Reads what may contain itself, to a depth that the machine's stack surely bears here and in who walks the tree. */
  nested<T>(inner: () => T): T {
    this.#depth += 1
    if (this.#depth > deepest) this.unsupported(`nesting deeper than ${deepest}`)
    const value = inner()
    this.#depth -= 1
    return value
  }

  /** `item { , item }` */
  list<T>(item: () => T): readonly T[] {
    const items = [item()]
    while (this.take(',')) items.push(item())
    return items
  }

  /** `( inner )` */
  parenthesized<T>(inner: () => T): T {
    this.expect('(')
    const value = inner()
    this.expect(')')
    return value
  }
}
