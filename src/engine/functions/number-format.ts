/** A place for a digit: `0` always shows one, `9` and `X` do not show leading and trailing zeros. */
export type DigitPlace = '0' | '9'

/** What stands between places of the whole part: a separator of groups, or characters that are always there. */
export interface Between {
  /** How many places of the whole part stand to its right. */
  readonly right: number
  readonly text: string
  readonly always: boolean
}

/** The number itself, with a place for each digit. */
export interface FixedNumber {
  readonly kind: 'Fixed'
  readonly whole: readonly DigitPlace[]
  readonly between: readonly Between[]
  readonly fraction: readonly DigitPlace[]
  readonly point: boolean
  /** Hexadecimal, in upper or lower case. */
  readonly hexadecimal?: 'X' | 'x'
  /** `EE` to `EEEEEEE`: the letter, and its length. */
  readonly exponent?: { readonly letter: 'E' | 'e'; readonly length: number }
}

/** The number in as few characters as it needs: TM, TM9, TME. */
export interface MinimalNumber {
  readonly kind: 'Minimal'
  readonly notation: 'shorter' | 'positional' | 'scientific'
  readonly letter: 'E' | 'e'
  /** Most digits after the point. */
  readonly digits?: number
  readonly group?: number
}

/** What a model prints in its order. */
export type FormatItem =
  | { readonly kind: 'Literal'; readonly text: string }
  | { readonly kind: 'Sign'; readonly element: 'S' | 'MI' }
  | { readonly kind: 'Percent' }
  | { readonly kind: 'Blank' }
  | FixedNumber
  | MinimalNumber

/** One alternative of a numeric format model. */
export interface NumberFormat {
  readonly items: readonly FormatItem[]
  /** FM: without the blanks that align. */
  readonly compact: boolean
  /** FX: the text must be as the model would print it. */
  readonly exact: boolean
  /** B: a whole part of zero is blank. */
  readonly blankZero: boolean
  readonly dollar: boolean
}

const symbols = new Set('.,;:-=/() ')

/** The elements that are not places of digits, longest first. */
const word =
  /^(?:"((?:[^"]|"")*)"|(TM9\((?:\d+|ALL),\d+\)|TM9|TME|TM)|(FM|FX)|(MI|S)|(E{2,7})|([$%B_])|([09X])|(D|G))/i

/** Takes one alternative of a model apart; undefined where it is none. https://docs.snowflake.com/en/sql-reference/sql-format-models */
export function numberFormat(model: string): NumberFormat | undefined {
  const builder = new Builder()
  let rest = model
  while (rest !== '') {
    const found = word.exec(rest)
    const taken = found === null ? builder.symbol(rest[0] ?? '') : builder.element(found)
    if (!taken) return undefined
    rest = rest.slice(found?.[0].length ?? 1)
  }
  return builder.finish()
}

/** The alternatives of a model that reads texts: `|` stands between them. */
export function alternatives(model: string): readonly string[] {
  const parts: string[] = ['']
  let quoted = false
  for (const char of model) {
    if (char === '"') quoted = !quoted
    if (char === '|' && !quoted) parts.push('')
    else parts[parts.length - 1] = (parts.at(-1) ?? '') + char
  }
  return parts
}

/** Collects the elements of one model. */
class Builder {
  readonly #items: FormatItem[] = []
  #whole: DigitPlace[] = []
  #between: { after: number; text: string; always: boolean }[] = []
  #fraction: DigitPlace[] = []
  #point = false
  #hexadecimal: 'X' | 'x' | undefined
  #exponent: { letter: 'E' | 'e'; length: number } | undefined
  #place = -1
  #hasNumber = false
  #ended = false
  readonly #flags = { compact: false, exact: false, blankZero: false, dollar: false }

  /** Whether the element may stand here. */
  element(found: RegExpExecArray): boolean {
    const [, quoted, minimal, modifier, sign, exponent, single, digit, separator] = found
    if (quoted !== undefined) return this.#literal(quoted.replaceAll('""', '"'))
    if (minimal !== undefined) return this.#minimal(minimal)
    if (modifier !== undefined) return this.#modify(modifier.toUpperCase())
    if (sign !== undefined) return this.#sign(sign.toUpperCase() === 'S' ? 'S' : 'MI')
    if (exponent !== undefined) return this.#exponential(exponent)
    if (digit !== undefined) return this.#digit(digit)
    if (separator !== undefined) return this.#separator(separator.toUpperCase() === 'D' ? '.' : ',')
    return this.#flag((single ?? '').toUpperCase())
  }

  /** A point or comma after a digit belongs to the number; other symbols stand for themselves. */
  symbol(char: string): boolean {
    if (!symbols.has(char)) return false
    if ((char === '.' || char === ',') && this.#place !== -1 && !this.#ended) return this.#separator(char)
    return this.#literal(char)
  }

  finish(): NumberFormat {
    this.#close()
    return { items: this.#items, ...this.#flags }
  }

  #literal(text: string): boolean {
    if (this.#place !== -1 && !this.#ended && !this.#point && this.#exponent === undefined)
      this.#between.push({ after: this.#whole.length, text, always: true })
    else this.#push({ kind: 'Literal', text })
    return true
  }

  #push(item: FormatItem): void {
    if (this.#place !== -1) this.#close()
    this.#items.push(item)
  }

  #minimal(text: string): boolean {
    if (this.#hasNumber) return false
    const [, digits, group] = /\((\w+),(\d+)\)/.exec(text) ?? []
    const notation = /^TM9/i.test(text) ? 'positional' : /^TME/i.test(text) ? 'scientific' : 'shorter'
    this.#push({
      kind: 'Minimal',
      notation,
      letter: text.startsWith('T') ? 'E' : 'e',
      ...(digits !== undefined && digits.toUpperCase() !== 'ALL' && { digits: Number(digits) }),
      ...(group !== undefined && { group: Number(group) }),
    })
    this.#hasNumber = true
    return true
  }

  #modify(name: string): boolean {
    if (name === 'FM') this.#flags.compact = !this.#flags.compact
    else this.#flags.exact = !this.#flags.exact
    return true
  }

  #sign(element: 'S' | 'MI'): boolean {
    this.#push({ kind: 'Sign', element })
    return true
  }

  #exponential(text: string): boolean {
    if (this.#place === -1 || this.#ended || this.#exponent !== undefined) return false
    this.#exponent = { letter: text.startsWith('E') ? 'E' : 'e', length: text.length }
    return true
  }

  #flag(char: string): boolean {
    if (char === '%') this.#push({ kind: 'Percent' })
    else if (char === '_') this.#push({ kind: 'Blank' })
    else if (char === '$') this.#flags.dollar = true
    else this.#flags.blankZero = true
    return true
  }

  #digit(char: string): boolean {
    if (this.#ended || this.#exponent !== undefined || (this.#place === -1 && this.#hasNumber)) return false
    if (this.#place === -1) this.#place = this.#items.length
    this.#hasNumber = true
    const hexadecimal = char === 'X' || char === 'x' ? char : undefined
    if (hexadecimal !== undefined) {
      if (this.#point) return false
      this.#hexadecimal ??= hexadecimal
    }
    if (this.#point) this.#fraction.push(char === '0' ? '0' : '9')
    else this.#whole.push(char === '0' ? '0' : '9')
    return true
  }

  #separator(char: '.' | ','): boolean {
    if (this.#ended || this.#exponent !== undefined) return false
    if (char === '.') {
      if (this.#point || this.#hexadecimal !== undefined) return false
      if (this.#place === -1) this.#place = this.#items.length
      this.#hasNumber = true
      this.#point = true
      return true
    }
    if (this.#place === -1 || this.#point) return this.#literal(',')
    this.#between.push({ after: this.#whole.length, text: ',', always: false })
    return true
  }

  /** The number is complete: characters that were taken to stand within it, but have no digit behind, follow it. */
  #close(): void {
    if (this.#place === -1 || this.#ended) return
    this.#ended = true
    const count = this.#whole.length
    const trailing = this.#point ? [] : this.#between.filter(({ after }) => after === count)
    this.#items.push({
      kind: 'Fixed',
      whole: this.#whole,
      between: this.#between
        .filter((each) => !trailing.includes(each))
        .map(({ after, text, always }) => ({ right: count - after, text, always })),
      fraction: this.#fraction,
      point: this.#point,
      ...(this.#hexadecimal !== undefined && { hexadecimal: this.#hexadecimal }),
      ...(this.#exponent !== undefined && { exponent: this.#exponent }),
    })
    for (const { text } of trailing) this.#items.push({ kind: 'Literal', text })
  }
}
