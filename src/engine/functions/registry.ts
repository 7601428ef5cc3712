import { aggregates } from './aggregate.ts'
import { aggregatesOfSets } from './aggregate-array.ts'
import { arrays } from './array.ts'
import { bitmapFunctions } from './bitmap.ts'
import { bitwise } from './bitwise.ts'
import { conditional } from './conditional.ts'
import { context, contextForms } from './context.ts'
import { conversionForms, conversions } from './conversion.ts'
import { digests } from './digest.ts'
import { encoding } from './encoding.ts'
import { generation } from './generation.ts'
import { higherOrder } from './higher-order.ts'
import { metadata } from './metadata.ts'
import { numberFormatForms } from './number-format-form.ts'
import { numeric, truncating } from './numeric.ts'
import { objects } from './object.ts'
import { operators } from './operators.ts'
import { regexp } from './regexp.ts'
import type { Chapter, Form, FunctionEntry } from './row.ts'
import { semiStructured, semiStructuredForms } from './semi-structured.ts'
import { sketches } from './sketch.ts'
import { temporal, temporalForms } from './temporal.ts'
import { temporalParts } from './temporal-parts.ts'
import { text } from './text.ts'
import { textParsing } from './text-parsing.ts'
import { textParts } from './text-parts.ts'
import { phonetic } from './text-phonetic.ts'
import { windows } from './window.ts'

/** The chapters of the manual that are built in. */
export const chapters: Readonly<Record<string, Chapter>> = {
  conditional,
  numeric: { ...numeric, ...bitwise },
  text: { ...text, ...textParts, ...encoding, ...digests, ...phonetic, ...textParsing },
  regexp,
  temporal: { ...temporal, ...temporalParts },
  conversions,
  'semi-structured': { ...semiStructured, ...arrays, ...objects, ...higherOrder },
  aggregates: { ...aggregates, ...aggregatesOfSets, ...bitmapFunctions, ...sketches },
  windows,
  context,
  metadata,
  generation,
}

const functions = new Map<string, FunctionEntry>(
  Object.values(chapters).flatMap((chapter) => Object.entries(chapter)),
)
const forms = new Map<string, Form>(
  Object.entries<Form>({
    ...operators,
    ...temporalForms,
    ...semiStructuredForms,
    ...conversionForms,
    ...numberFormatForms,
    ...contextForms,
  }),
)
/** Rows that only special binders choose. */
const inner = new Map<string, FunctionEntry>([['$trunc', truncating]])

/** The function of this name; users' names are upper case unless quoted. */
export function lookup(name: string): FunctionEntry | undefined {
  return functions.get(name)
}

/** Names of all functions, sorted. */
export function functionNames(): readonly string[] {
  return [...functions.keys()].sort()
}

/** How the call of a bound tree is written in DuckDB. */
export function formOf(name: string, overload: number): Form {
  const form = forms.get(name)
  if (form !== undefined) return form
  const entry = functions.get(name) ?? inner.get(name)
  const row = entry === undefined || 'special' in entry ? undefined : entry[overload]
  if (row === undefined) throw new Error(`Snowmelt bug: no form of ${name}`)
  return row.duck
}
