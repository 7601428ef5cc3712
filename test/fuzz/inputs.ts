import { readCorpus, type CorpusStatement } from './corpus.ts'
import { drawing, type Draw } from './draw.ts'
import { query } from './generate/query.ts'
import { setup } from './generate/samples.ts'
import { change, grafted, loose } from './generate/statement.ts'
import { mutation } from './mutation.ts'

/** Inputs that meet the same world: what was run before them. */
export interface Block {
  readonly before: readonly string[]
  readonly input: (index: number) => string
}

/** How many inputs a block has. */
export const blockLength = 100

const corpus = readCorpus()
const texts = corpus.map(({ sql }) => sql)
const byKind = [...new Set(corpus.map(({ kind }) => kind))].map((kind) =>
  corpus.filter((statement) => statement.kind === kind),
)
const caseSetup: readonly string[] = ['CREATE OR REPLACE DATABASE spec', 'USE SCHEMA spec.public']

/** The block with the number `block`; always the same for a seed and a state of the sources. */
export function blockOf(seed: number, block: number): Block {
  const draw = drawing(seed, block, 1)
  const inputDraw = (index: number): Draw => drawing(seed, block * blockLength + index, 2)
  if (draw.chance(0.35)) return { before: setup, input: (index) => generated(inputDraw(index)) }
  const statement: CorpusStatement = draw.chance(0.5) ? draw.pick(draw.pick(byKind)) : draw.pick(corpus)
  return {
    before: [...caseSetup, ...statement.before],
    input: (index) => changed(statement, inputDraw(index)),
  }
}

function generated(draw: Draw): string {
  if (draw.chance(0.7)) return query(draw, 1 + draw.below(3))
  if (draw.chance(0.6)) return change(draw)
  return draw.chance(0.5) ? loose(draw) : mutation(query(draw, 2), draw, texts)
}

function changed({ sql, kind }: CorpusStatement, draw: Draw): string {
  if (kind === undefined || draw.chance(0.7)) return mutation(sql, draw, texts)
  return grafted(sql, draw)
}
