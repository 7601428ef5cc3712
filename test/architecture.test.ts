import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'src')

/** Which top folder may import which; the table of ARCHITECTURE.md. `index.ts` is the library's door and wires like cli. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  common: [],
  sql: ['common'],
  account: ['common'],
  lake: ['common'],
  engine: ['common', 'sql', 'account', 'lake'],
  remote: ['common', 'account'],
  sources: ['common', 'account', 'lake'],
  project: ['common', 'sql', 'account'],
  server: ['common', 'account'],
  cli: ['common', 'sql', 'account', 'lake', 'engine', 'remote', 'sources', 'project', 'server'],
  'index.ts': ['common', 'sql', 'account', 'lake', 'engine', 'remote', 'sources', 'project', 'server'],
}

/** Inside engine what runs is imported from left to right only; types may be named anywhere, as they are gone after compiling. */
const engineOrder = [
  'types',
  'duck',
  'catalog',
  'functions',
  'bind',
  'lower',
  'storage',
  'change',
  'load',
  'procedures',
  'schedule',
  'describe',
  'statements',
  'session',
  'account.ts',
]

/** One folder per foreign package. */
const foreignDoors: Readonly<Record<string, string>> = {
  '@duckdb/node-api': 'engine/duck',
  'quickjs-emscripten-core': 'engine/procedures',
  '@jitl/quickjs-wasmfile-release-asyncify': 'engine/procedures',
  croner: 'engine/schedule',
  zod: 'project/config',
  jiti: 'project/config',
  tinyglobby: 'project/deploy',
  'pure-rand': 'sources/synthetic',
  'hyparquet-writer': 'sources/synthetic',
  fzstd: 'engine/load',
  'unbzip2-stream': 'engine/load',
}

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), 'utf8')]))
const imports = files.flatMap((file) => importsOf(file))

describe('architecture', () => {
  it('lets each top folder import only what the table allows', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!to.startsWith('./')) return false
      const [a, b] = [topOf(from), topOf(to.slice(2))]
      return a !== b && !(mayImport[a] ?? []).includes(b)
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('knows every top folder', () => {
    const unknown = new Set(files.map(topOf).filter((top) => mayImport[top] === undefined))
    expect([...unknown]).toEqual([])
  })

  it('lets the rooms of engine import values from left to right only', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (typeOnly || !from.startsWith('engine/') || !to.startsWith('./engine/')) return false
      const [a, b] = [roomOf(from), roomOf(to.slice(2))]
      return a !== -1 && b !== -1 && b > a
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('keeps each foreign package behind one door', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (to.startsWith('./') || to.startsWith('node:')) return false
      const name = to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/')
      const door = foreignDoors[name]
      return door === undefined || !from.startsWith(`${door}/`)
    })
    expect(wrong.map(shown)).toEqual([])
  })

  it('has no cycles among value imports', () => {
    expect(cycles()).toEqual([])
  })

  it('reads the time of day in common/clock.ts only', () => {
    const wrong = files.filter(
      (file) =>
        file !== 'common/clock.ts' &&
        /\bDate\.now\(\)|\bnew Date\(\)/.test(withoutComments(texts.get(file) ?? '')),
    )
    expect(wrong).toEqual([])
  })

  it('has a short README in each top folder', () => {
    const folders = [...new Set(files.map(topOf))].filter((top) => !top.endsWith('.ts'))
    const wrong = folders.filter((folder) => {
      try {
        return (
          readFileSync(join(source, folder, 'README.md'), 'utf8')
            .trimEnd()
            .split('\n').length > 30
        )
      } catch {
        return true
      }
    })
    expect(wrong).toEqual([])
  })
})

function importsOf(file: string): readonly Import[] {
  const found: Import[] = []
  const text = texts.get(file) ?? ''
  for (const [, typeOnly, names = '', target = ''] of text.matchAll(
    /^(?:import|export)\s+(type\s+)?(?:([^'"=;]*?)\s+from\s+)?'([^']+)'/gm,
  )) {
    const onlyTypes = typeOnly !== undefined || /^\{(\s*type\s+[^,}]+,?)+\s*\}$/.test(names.trim())
    found.push({ from: file, to: targetOf(file, target), typeOnly: onlyTypes })
  }
  for (const [, target = ''] of text.matchAll(/\bimport\('([^']+)'\)/g)) {
    // A lazy import is a value import, but it cannot make a cycle at load time.
    found.push({ from: file, to: targetOf(file, target), typeOnly: false })
  }
  return found
}

function targetOf(file: string, target: string): string {
  if (!target.startsWith('.')) return target
  return `./${relative(source, resolve(source, dirname(file), target))}`
}

function cycles(): readonly string[] {
  const edges = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && to.startsWith('./')) edges.set(from, [...(edges.get(from) ?? []), to.slice(2)])
  }
  const found: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file)
    if (at !== -1) {
      found.push([...path.slice(at), file].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return found
}

function topOf(file: string): string {
  return file.split('/')[0] ?? file
}

function roomOf(file: string): number {
  return engineOrder.indexOf(file.split('/')[1] ?? '')
}

function shown({ from, to }: Import): string {
  return `${from} imports ${to}`
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*/g, '')
}
