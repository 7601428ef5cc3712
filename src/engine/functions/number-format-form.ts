import { at } from './forms.ts'
import { alternatives, numberFormat, type NumberFormat } from './number-format.ts'
import { numberText } from './number-format-input.ts'
import { formattedNumber } from './number-format-output.ts'
import type { Form } from './row.ts'

/** The formats that a model reads, undefined for each AUTO; undefined where it is no model. */
export function inputNumberFormats(model: string): readonly (NumberFormat | undefined)[] | undefined {
  const formats: (NumberFormat | undefined)[] = []
  for (const part of alternatives(model)) {
    if (part.trim().toUpperCase() === 'AUTO') formats.push(undefined)
    else {
      const format = numberFormat(part)
      if (format === undefined || !hasNumber(format)) return undefined
      formats.push(format)
    }
  }
  return formats
}

const hasNumber = ({ items }: NumberFormat) =>
  items.some((item) => item.kind === 'Fixed' || item.kind === 'Minimal')

/** The format that a model prints with; undefined where it is none, or several. */
export function outputNumberFormat(model: string): NumberFormat | undefined {
  return numberFormat(/^\s*AUTO\s*$/i.test(model) ? 'TM9' : model)
}

const parsed = (tolerant: boolean): Form => {
  return (args, facts) => {
    const model = facts.constants[1] ?? ''
    const read = numberText(at(args, 0), inputNumberFormats(model) ?? [], model, tolerant)
    if (read === undefined) throw new Error('Snowmelt bug: a model without a number')
    return read
  }
}

/** Inner forms: the second argument is a constant numeric format model. */
export const numberFormatForms: Readonly<Record<string, Form>> = {
  $formatNumber: (args, facts) => {
    const format = outputNumberFormat(facts.constants[1] ?? '')
    const [type] = facts.types
    if (format === undefined || type === undefined)
      throw new Error('Snowmelt bug: a number and its format are due')
    return formattedNumber(at(args, 0), type, format)
  },
  $numberText: parsed(false),
  $tryNumberText: parsed(true),
}
