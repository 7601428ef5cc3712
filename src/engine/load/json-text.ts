/** A document of a JSON file, as it is stored: without white space, its duplicate keys dealt with. */
export interface JsonDocument {
  readonly text: string
  /** Where the document begins and ends in the file's text. */
  readonly start: number
  readonly end: number
}

/** Why a text is not read further, and where. */
export interface JsonFault {
  readonly reason: string
  readonly at: number
  /** Where the document begins that has the fault. */
  readonly start: number
}

export interface JsonReading {
  /** ENABLE_OCTAL: numbers that begin with a zero are octal. */
  readonly octal: boolean
  /** ALLOW_DUPLICATE: of a key that is there twice, the last value counts. */
  readonly allowDuplicate: boolean
}

class Fault extends Error {
  readonly at: number

  constructor(reason: string, at: number) {
    super(reason)
    this.at = at
  }
}

const space = /[ \t\r\n]*/y
// oxlint-disable-next-line no-control-regex -- JSON texts hold no bare control characters
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.])/y
const octalNumber = /-?0[0-7]+(?![0-9A-Za-z_.])/y
const word = /(?:true|false|null)(?![0-9A-Za-z_])/y
/** Deeper documents would overrun the stack. */
const deepest = 1000

/**
 * Reads documents as liberally as the manual shows them: one after the other, with commas between them or not, and commas behind
 * the last member of an object or array. DuckDB's parser takes neither; what it cannot read, and what it reads otherwise than Snowflake,
 * comes here. https://docs.snowflake.com/en/user-guide/semistructured-data-formats
 */
export function readDocuments(
  text: string,
  reading: JsonReading,
): { readonly documents: readonly JsonDocument[]; readonly fault: JsonFault | undefined } {
  const reader = new Reader(text, reading)
  const documents: JsonDocument[] = []
  let start = 0
  try {
    for (;;) {
      reader.skipSeparators(documents.length > 0)
      if (reader.at >= text.length) return { documents, fault: undefined }
      start = reader.at
      const value = reader.value(0)
      documents.push({ text: value, start, end: reader.at })
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { documents, fault: { reason: error.message, at: error.at, start } }
  }
}

/** The elements of the array that the text is (STRIP_OUTER_ARRAY), or its documents where it is none. */
export function readElements(text: string, reading: JsonReading): ReturnType<typeof readDocuments> {
  const open = /^[ \t\r\n]*\[/.exec(text)
  const close = /\][ \t\r\n]*$/.exec(text)
  if (open === null || close === null) return readDocuments(text, reading)
  const inner = `${' '.repeat(open[0].length)}${text.slice(open[0].length, close.index)}`
  return readDocuments(inner, reading)
}

class Reader {
  at = 0
  readonly #text: string
  readonly #reading: JsonReading

  constructor(text: string, reading: JsonReading) {
    this.#text = text
    this.#reading = reading
  }

  /** White space, and between documents at most one comma. */
  skipSeparators(isBetween: boolean): void {
    this.#skip()
    if (!isBetween || this.#text[this.at] !== ',') return
    this.at += 1
    this.#skip()
  }

  value(depth: number): string {
    if (depth > deepest) throw new Fault('nested too deeply', this.at)
    this.#skip()
    const first = this.#text[this.at]
    if (first === '{') return this.#object(depth)
    if (first === '[') return this.#array(depth)
    const plain = this.#take(string) ?? this.#take(number) ?? this.#take(word)
    if (plain !== undefined) return plain
    const octal = this.#reading.octal ? this.#take(octalNumber) : undefined
    if (octal !== undefined) {
      const digits = octal.replace(/^-?0+(?=.)/, '')
      return `${octal.startsWith('-') ? '-' : ''}${BigInt(`0o${digits}`)}`
    }
    throw new Fault(this.#why(first), this.at)
  }

  #why(first: string | undefined): string {
    if (first === undefined) return 'incomplete document'
    if (first === '"') return 'unfinished string'
    const word = /[-+.\w]+/y
    word.lastIndex = this.at
    const found = word.exec(this.#text)
    return found === null ? `misplaced ${first}` : `unknown keyword "${found[0]}"`
  }

  #object(depth: number): string {
    const members = new Map<string, string>()
    this.at += 1
    for (;;) {
      this.#skip()
      if (this.#text[this.at] === '}') break
      const start = this.at
      const key = this.#take(string)
      if (key === undefined)
        throw new Fault(this.at < this.#text.length ? 'missing name' : 'incomplete document', this.at)
      this.#skip()
      if (this.#text[this.at] !== ':') throw new Fault('missing colon', this.at)
      this.at += 1
      const value = this.value(depth + 1)
      const name = JSON.parse(key) as string
      if (members.has(name) && !this.#reading.allowDuplicate)
        throw new Fault(`duplicate object attribute "${name}"`, start)
      // The last one stands where it was written.
      members.delete(name)
      members.set(name, `${key}:${value}`)
      if (!this.#separated('}')) break
    }
    this.at += 1
    return `{${[...members.values()].join(',')}}`
  }

  #array(depth: number): string {
    const elements: string[] = []
    this.at += 1
    for (;;) {
      this.#skip()
      if (this.#text[this.at] === ']') break
      elements.push(this.value(depth + 1))
      if (!this.#separated(']')) break
    }
    this.at += 1
    return `[${elements.join(',')}]`
  }

  /** Whether a comma follows; else the end must. */
  #separated(end: string): boolean {
    this.#skip()
    const next = this.#text[this.at]
    if (next === ',') {
      this.at += 1
      return true
    }
    if (next === end) return false
    throw new Fault(next === undefined ? 'incomplete document' : 'missing comma', this.at)
  }

  #skip(): void {
    space.lastIndex = this.at
    space.exec(this.#text)
    this.at = Math.max(this.at, space.lastIndex)
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)
    if (found === null) return undefined
    this.at = pattern.lastIndex
    return found[0]
  }
}
