import { duck, integer, join, text, type Sql } from '../duck/sql.ts'
import { missing } from '../functions/variant.ts'
import type { ValueType } from '../types/data-type.ts'

/** The value below `base` at constant steps; SQL NULL where there is none, JSON null where there is one. */
export function jsonPath(base: Sql, steps: readonly (string | number)[]): Sql {
  // DuckDB's path has no escape for a quote inside a quoted key, but its pointer form has one for everything; a pointer would
  // take "0" for a key and a place alike, so it serves only such keys.
  return runsOf(steps).reduce((value, run) => duck`json_extract(${value}, ${runPath(run)})`, base)
}

/** The same as text: of a JSON text its content, of JSON null SQL NULL. In one step, which saves half of the time. */
export function jsonText(base: Sql, steps: readonly (string | number)[]): Sql {
  const runs = runsOf(steps)
  const last = runs.at(-1) ?? []
  const inner = runs.slice(0, -1).reduce((value, run) => duck`json_extract(${value}, ${runPath(run)})`, base)
  return duck`json_extract_string(${inner}, ${runPath(last)})`
}

/**
 * The same, where a number of more than 17 digits keeps them. Looking for one costs nothing measurable of a scalar, and of objects of
 * 60 bytes a third of the extraction.
 */
export function valueAt(base: Sql, steps: readonly (string | number)[]): Sql {
  const value = jsonPath(base, steps)
  const exact = duck`CAST(snow_json_unmarked(${jsonPath(duck`snow_json_marked(${base})`, steps)}) AS JSON)`
  return duck`CASE WHEN ${value} = ${missing} THEN NULL WHEN strlen(CAST(${value} AS VARCHAR)) >= 16 AND regexp_matches(CAST(${value} AS VARCHAR), '[0-9.]{16}') THEN ${exact} ELSE ${value} END`
}

/**
 * The text that a VARIANT at constant steps becomes when it is cast to `to`. What DuckDB gives is it, but for three rare kinds: the keys of
 * an object are not in order, a number of more than 17 digits with a fraction is a double's, and a whole double ends with `.0`.
 */
export function textAt(base: Sql, steps: readonly (string | number)[], to: ValueType): Sql {
  const content = jsonText(base, steps)
  const cases = [
    duck`WHEN starts_with(${content}, chr(57345)) THEN snow_json_plain(${content})`,
    ...(to.kind === 'VARCHAR'
      ? [
          duck`WHEN contains(${content}, '{') THEN snow_json_text(${jsonPath(base, steps)})`,
          duck`WHEN ends_with(${content}, '.0') AND json_type(${jsonPath(base, steps)}) = 'DOUBLE' THEN left(${content}, -2)`,
        ]
      : []),
    ...(to.kind === 'VARCHAR' || to.kind === 'NUMBER'
      ? [
          duck`WHEN strlen(${content}) >= 16 AND regexp_full_match(${content}, '-?[0-9]+[.][0-9]+(e.*)?') THEN replace(${jsonText(duck`snow_json_marked(${base})`, steps)}, chr(57344), '')`,
        ]
      : []),
  ]
  return duck`CASE ${join(cases, ' ')} ELSE ${content} END`
}

function runsOf(steps: readonly (string | number)[]): readonly (readonly (string | number)[])[] {
  const runs: (string | number)[][] = []
  for (const step of steps) {
    const last = runs.at(-1)
    if (last === undefined || isOdd(step) || isOdd(last[0] ?? '')) runs.push([step])
    else last.push(step)
  }
  return runs
}

function runPath(run: readonly (string | number)[]): Sql {
  const [first] = run
  if (typeof first === 'string' && isOdd(first)) return text(pointer(first))
  return run.length === 1 && typeof first === 'number' ? integer(indexOf(first)) : text(path(run))
}

const isOdd = (step: string | number) => typeof step === 'string' && /["\\*?]/.test(step)

function path(steps: readonly (string | number)[]): string {
  return `$${steps.map((step) => (typeof step === 'number' ? `[${indexOf(step)}]` : `."${step}"`)).join('')}`
}

/** No array has an element at a place that is not of 32 bits. */
function indexOf(step: number): number {
  return Math.min(step, 2 ** 31 - 1)
}

function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
