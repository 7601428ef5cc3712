/**
 * A piece of DuckDB SQL built from typed parts. A plain string is not `Sql`, so nothing unquoted can get in:
 * names come through {@link ident}, values through {@link text} and its kin.
 */
export class Sql {
  readonly #text: string
  readonly #catchable: string | undefined

  private constructor(text: string, catchable: string | undefined) {
    this.#text = text
    this.#catchable = catchable
  }

  /** The finished text, for the connection alone. */
  toString(): string {
    return this.#text
  }

  /** The same SQL in the form that DuckDB's TRY takes, see {@link twofold}. */
  get catchable(): Sql {
    return this.#catchable === undefined ? this : Sql.of(this.#catchable)
  }

  /** @internal Called by the functions of this file. */
  static of(text: string, catchable?: string): Sql {
    return new Sql(text, catchable)
  }

  /** @internal The parts with texts before, between and after them. */
  static built(strings: readonly string[], parts: readonly Sql[]): Sql {
    let text = strings[0] ?? ''
    parts.forEach((part, index) => {
      text += part.#text + (strings[index + 1] ?? '')
    })
    if (parts.every((part) => part.#catchable === undefined)) return new Sql(text, undefined)
    let catchable = strings[0] ?? ''
    parts.forEach((part, index) => {
      catchable += (part.#catchable ?? part.#text) + (strings[index + 1] ?? '')
    })
    return new Sql(text, catchable)
  }
}

/** SQL with a second form for {@link Sql.catchable}; whatever is built from it has the second form too. */
export function twofold(plain: Sql, catchable: Sql): Sql {
  return Sql.of(plain.toString(), catchable.toString())
}

/** The template tag: only `Sql` parts may stand in it. */
export function duck(strings: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  return Sql.built(strings, parts)
}

/** A quoted name, dotted when several parts are given. */
export function ident(...parts: readonly string[]): Sql {
  return Sql.of(parts.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'))
}

/** A text literal. */
export function text(value: string): Sql {
  // DuckDB's parser stops at a NUL character, which can stand in a value but not in the text of a statement.
  if (!value.includes('\0')) return Sql.of(`'${value.replaceAll("'", "''")}'`)
  const pieces = value.split('\0').map((piece) => `'${piece.replaceAll("'", "''")}'`)
  return Sql.of(`(${pieces.join(' || chr(0) || ')})`)
}

/** A whole number. */
export function integer(value: number | bigint): Sql {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error(`Snowmelt bug: ${value} is not a whole number`)
  return Sql.of(String(value))
}

/** TRUE or FALSE. */
export function boolean(value: boolean): Sql {
  return Sql.of(value ? 'TRUE' : 'FALSE')
}

/** The parts with `separator` between them. */
export function join(parts: readonly Sql[], separator = ', '): Sql {
  return Sql.built(['', ...parts.slice(1).map(() => separator), ''], parts)
}

export const empty = Sql.of('')

/** The exact number `units * 10^-scale` as DECIMAL(precision, scale). */
export function decimal(units: bigint, precision: number, scale: number): Sql {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const point = digits.length - scale
  const value = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
  return Sql.of(`CAST('${units < 0n ? '-' : ''}${value}' AS DECIMAL(${precision}, ${scale}))`)
}

/** The text of a macro of ours (duck/macros), which is written as SQL. */
export function macroText(statement: string): Sql {
  return Sql.of(statement)
}

/** A type as DuckDB's DESCRIBE wrote it. */
export function describedType(type: string): Sql {
  if (!/^[\w (),"]+$/.test(type)) throw new Error(`Snowmelt bug: ${type} is no type`)
  return Sql.of(type)
}
