import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import { positionAt, type Span } from '../../common/span.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { Block } from '../../sql/script/block.ts'
import type { Break, Continue } from '../../sql/script/break.ts'
import type { VariableDeclaration } from '../../sql/script/declare.ts'
import type { Declaration, Step } from '../../sql/script/script.ts'

/** What a name is declared as. */
type Kind = 'variable' | 'cursor' | 'RESULTSET' | 'exception' | 'row'

/** What is known at a place of a block before it runs. */
interface Place {
  readonly text: string
  readonly names: ReadonlyMap<string, Kind>
  /** Labels of the loops and blocks around it; a loop without one is the empty text. */
  readonly loops: readonly string[]
}

/**
 * Checks what Snowflake finds when a block is compiled, before anything of it runs: names that take values must be declared, BREAK and
 * CONTINUE must stand in a loop, and a variable without a type needs an initializer of a known type.
 */
export function checkScript(block: Block, text: string, args: readonly string[]): void {
  const names = new Map(args.map((name) => [name, 'variable' as const]))
  checkBlock(block, { text, names, loops: [] })
}

function checkBlock({ declarations, steps, handlers, label }: Block, outer: Place): void {
  const names = new Map(outer.names)
  const loops = label === undefined ? outer.loops : [...outer.loops, label.text]
  const declared: Place = { ...outer, names, loops }
  for (const each of declarations) declare(each, each.span, declared, names)
  const known = new Map(names)
  checkSteps(steps, { ...declared, names: known }, known)
  for (const handler of handlers) {
    for (const name of handler.names) if (!builtIn.has(name.text)) require(name, ['exception'], declared)
    const seen = new Map(handler.continues ? known : names)
    checkSteps(handler.steps, { ...outer, names: seen }, seen)
  }
}

const builtIn: ReadonlySet<string> = new Set(['OTHER', 'STATEMENT_ERROR', 'EXPRESSION_ERROR'])

const kinds = {
  VariableDeclaration: 'variable',
  CursorDeclaration: 'cursor',
  ResultSetDeclaration: 'RESULTSET',
  ExceptionDeclaration: 'exception',
} as const

function declare(declaration: Declaration, span: Span, place: Place, names: Map<string, Kind>): void {
  if (declaration.kind === 'VariableDeclaration') checkType(declaration, span, place)
  if (declaration.kind === 'CursorDeclaration' && !('kind' in declaration.source))
    require(declaration.source, ['RESULTSET'], place)
  names.set(declaration.name.text, kinds[declaration.kind])
}

/** The type of a row's column is not known before its query has run. */
function checkType({ type, value, name }: VariableDeclaration, span: Span, { text, names }: Place): void {
  if (type !== undefined) return
  const [row, column] = value?.kind === 'ColumnReference' ? value.parts : []
  const ofRow = column !== undefined && row !== undefined && names.get(row.text) === 'row'
  if (value !== undefined && !ofRow) return
  const at = positionAt(text, span.start)
  fail('TYPE_NOT_INFERRED', { line: at.line, position: at.column - 1, variable: name.text }, span)
}

/** LET declares for the statements behind it, also those around a branch or loop that it stands in. */
function checkSteps(steps: readonly Step[], place: Place, names: Map<string, Kind>): void {
  for (const step of steps) dispatch(checkers, step, place, names)
}

const nothing = (): void => undefined

const checkers: ByKind<Step, [Place, Map<string, Kind>], void> = {
  Assignment: ({ target }, place) => require(target, ['variable', 'RESULTSET'], place),
  Block: (step, place) => checkBlock(step, place),
  Break: jump,
  CallInto: ({ into }, place) => require(into, ['variable'], place),
  CaseStatement: ({ branches, otherwise = [] }, place, names) => {
    for (const { steps } of branches) checkSteps(steps, place, names)
    checkSteps(otherwise, place, names)
  },
  CloseCursor: ({ name }, place) => require(name, ['cursor'], place),
  Continue: jump,
  FetchCursor: ({ name, into }, place) => {
    require(name, ['cursor'], place)
    for (const each of into) require(each, ['variable'], place)
  },
  ForCounter: (step, place, names) => loopWith(step, 'variable', place, names),
  ForRow: (step, place, names) => {
    require(step.source, ['cursor', 'RESULTSET'], place)
    loopWith(step, 'row', place, names)
  },
  If: ({ branches, otherwise = [] }, place, names) => {
    for (const { steps } of branches) checkSteps(steps, place, names)
    checkSteps(otherwise, place, names)
  },
  Let: ({ declaration, span }, place, names) => declare(declaration, span, place, names),
  Loop: (step, place, names) => checkSteps(step.steps, inLoop(place, step.label), names),
  NullStatement: nothing,
  OpenCursor: ({ name }, place) => require(name, ['cursor'], place),
  Raise: ({ name }, place) => (name === undefined ? undefined : require(name, ['exception'], place)),
  Repeat: (step, place, names) => checkSteps(step.steps, inLoop(place, step.label), names),
  Return: ({ table }, place) =>
    table === undefined ? undefined : require(table, ['RESULTSET', 'cursor'], place),
  SelectInto: ({ into }, place) => {
    for (const each of into) require(each, ['variable'], place)
  },
  SqlStep: nothing,
  While: (step, place, names) => checkSteps(step.steps, inLoop(place, step.label), names),
}

const inLoop = (place: Place, label: Identifier | undefined): Place => ({
  ...place,
  loops: [...place.loops, '', ...(label === undefined ? [] : [label.text])],
})

interface ForLoop {
  readonly variable: Identifier
  readonly steps: readonly Step[]
  readonly label?: Identifier
}

function loopWith(step: ForLoop, kind: Kind, place: Place, outer: ReadonlyMap<string, Kind>): void {
  const names = new Map(outer).set(step.variable.text, kind)
  checkSteps(step.steps, { ...inLoop(place, step.label), names }, names)
}

function jump({ kind, label, span }: Break | Continue, { loops }: Place): void {
  if (!loops.includes(label?.text ?? ''))
    fail('LOOP_NOT_FOUND', { word: kind.toUpperCase(), label: label?.text }, span)
}

/** Fails unless the name is declared, as one of those. */
function require({ text: name, span }: Identifier, wanted: readonly Kind[], { text, names }: Place): void {
  const kind = names.get(name)
  if (kind === undefined) {
    const { line, column } = positionAt(text, span.start)
    fail('INVALID_IDENTIFIER', { name, line, position: column - 1 }, span)
  }
  if (!wanted.includes(kind)) fail('VARIABLE_KIND', { name, wanted: wanted.join(' or ') }, span)
}
