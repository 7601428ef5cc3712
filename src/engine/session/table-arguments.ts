import type { Instant } from '../../common/clock.ts'
import { fail } from '../../common/errors.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { Context } from '../context.ts'
import { evaluate, type Evaluated } from '../statements/evaluate.ts'

/**
 * The arguments of a table function of INFORMATION_SCHEMA, which are constants with names. Each is taken; what is left is refused.
 * https://docs.snowflake.com/en/sql-reference/info-schema#label-info-schema-functions
 */
export class TableArguments {
  readonly #call: FunctionCall
  readonly #function: string
  readonly #values: Map<string, Evaluated>

  private constructor(call: FunctionCall, name: string, values: Map<string, Evaluated>) {
    this.#call = call
    this.#function = name
    this.#values = values
  }

  /** `order`: the names of the arguments in the order in which they may be given without them. */
  static async read(
    call: FunctionCall,
    name: string,
    order: readonly string[],
    context: Context,
  ): Promise<TableArguments> {
    const values = new Map<string, Evaluated>()
    const found =
      call.args.length === 0
        ? []
        : await evaluate(
            call.args.map(({ value }) => value),
            call.span,
            context,
          )
    for (const [index, argument] of call.args.entries()) {
      const value = found[index]
      const key = argument.name?.text ?? order[index]
      if (key === undefined || !order.includes(key))
        fail('UNSUPPORTED', { feature: `argument ${key ?? index + 1} of ${name}` }, argument.value.span)
      // NULL is as good as an argument that is not given.
      if (value !== undefined && value.value !== null) values.set(key, value)
    }
    return new TableArguments(call, name, values)
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.value ?? undefined
  }

  required(name: string): string {
    return (
      this.text(name) ??
      fail('MISSING_ARGUMENT', { argument: name, function: this.#function }, this.#call.span)
    )
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name)?.toLowerCase()
    if (value === undefined) return undefined
    return value === 'true'
      ? true
      : value === 'false'
        ? false
        : this.refuse(value, `TRUE or FALSE for ${name}`)
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const number = Number(value)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    return this.refuse(value, `an integer from ${least} to ${most} for ${name}`)
  }

  /** A TIMESTAMP_LTZ. */
  instant(name: string): Instant | undefined {
    const given = this.#values.get(name)
    if (given?.value == null) return undefined
    if (given.type.kind !== 'TIMESTAMP_LTZ') return this.refuse(given.value, `a TIMESTAMP_LTZ for ${name}`)
    // The text of a constant of this type is in UTC.
    return Date.parse(`${given.value.replace(' ', 'T')}Z`)
  }

  /** A date or timestamp of any type; undefined for what is none. */
  moment(name: string): Instant | undefined {
    const given = this.#values.get(name)
    if (given?.value == null || !/^(?:DATE|TIMESTAMP_)/.test(given.type.kind)) return undefined
    const [, day = '', time = '00:00:00', zone = ''] =
      /^(\d{4}-\d\d-\d\d)(?:[ T](\S+))?(?: ?([+-]\d\d:?\d\d))?$/.exec(given.value) ?? []
    const instant = Date.parse(`${day}T${time}${zone === '' ? 'Z' : zone}`)
    return Number.isNaN(instant) ? undefined : instant
  }

  refuse(value: string, expected: string): never {
    return fail('INVALID_ARGUMENT', { function: this.#function, value, expected }, this.#call.span)
  }
}
