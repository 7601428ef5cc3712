import { createHash } from 'node:crypto'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { printName } from '../catalog/names.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'

/** Most tasks of a graph, and most predecessors and children of a task. */
const mostTasks = 1000
const mostNeighbours = 100

/** A root task with everything that runs because of it, as it is now. */
export interface TaskGraph {
  readonly root: TaskRecord
  /** The root first, each task after its predecessors; without the finalizer. */
  readonly tasks: readonly TaskRecord[]
  readonly finalizer?: TaskRecord
  /** The predecessors of a task that exist. */
  predecessors(task: TaskRecord): readonly TaskRecord[]
}

/** The tasks of an account by full name. */
function tasksByName(catalog: Catalog): ReadonlyMap<string, TaskRecord> {
  return new Map(catalog.all('TASK').map((task) => [printName(task), task]))
}

/** Predecessors are kept by name; one that was dropped links to nothing. */
function predecessorsOf(task: TaskRecord, byName: ReadonlyMap<string, TaskRecord>): readonly TaskRecord[] {
  return task.after.flatMap((name) => byName.get(name) ?? [])
}

/** Whether the task starts a graph or stands alone: nothing that exists comes before it, and it finalizes nothing. */
export function isRoot(task: TaskRecord, catalog: Catalog): boolean {
  return rootOf(task, catalog).id === task.id
}

/** The roots among the tasks of a catalog's list, which is another one when a task has changed: asked at each minute that passes. */
const rootsOf = new WeakMap<readonly TaskRecord[], readonly TaskRecord[]>()

/** Every root task of the account, and every task that stands alone. */
export function rootTasks(catalog: Catalog): readonly TaskRecord[] {
  const all = catalog.all('TASK')
  const roots = rootsOf.get(all) ?? findRoots(catalog)
  rootsOf.set(all, roots)
  return roots
}

function findRoots(catalog: Catalog): readonly TaskRecord[] {
  const byName = tasksByName(catalog)
  return [...byName.values()].filter(
    (task) =>
      predecessorsOf(task, byName).length === 0 &&
      (task.finalize === undefined || !byName.has(task.finalize)),
  )
}

/** The root task of the graph that a task belongs to; the task itself where it stands alone. */
export function rootOf(task: TaskRecord, catalog: Catalog): TaskRecord {
  const byName = tasksByName(catalog)
  const seen = new Set<number>()
  let at = task
  for (;;) {
    const finalized = at.finalize === undefined ? undefined : byName.get(at.finalize)
    const before = finalized ?? predecessorsOf(at, byName)[0]
    if (before === undefined || seen.has(at.id)) return at
    seen.add(at.id)
    at = before
  }
}

/** The graph below a root task. */
export function graphOf(root: TaskRecord, catalog: Catalog): TaskGraph {
  const byName = tasksByName(catalog)
  const all = [...byName.values()]
  const tasks: TaskRecord[] = [root]
  const inGraph = new Set([root.id])
  // Each round adds the tasks all of whose predecessors are there, so that a task comes after them.
  for (;;) {
    const ready = all.filter((task) => {
      const before = predecessorsOf(task, byName)
      return !inGraph.has(task.id) && before.length > 0 && before.every(({ id }) => inGraph.has(id))
    })
    if (ready.length === 0) break
    for (const task of ready) inGraph.add(task.id)
    tasks.push(...ready)
  }
  const finalizer = all.find(({ finalize }) => finalize === printName(root))
  return {
    root,
    tasks,
    ...(finalizer === undefined ? {} : { finalizer }),
    predecessors: (task) => predecessorsOf(task, byName),
  }
}

/** The direct children of a task, by name, and its finalizer. */
export function childrenOf(task: TaskRecord, catalog: Catalog): readonly TaskRecord[] {
  const name = printName(task)
  return catalog.all('TASK').filter(({ after, finalize }) => after.includes(name) || finalize === name)
}

/** What a version of a graph is made from: the properties of all its tasks, but not whether they are started. */
export function graphDigest({ tasks, finalizer }: TaskGraph): string {
  const hash = createHash('sha256')
  for (const task of finalizer === undefined ? tasks : [...tasks, finalizer]) {
    const { id, name, after, when, body, schedule, options, warehouse, errorIntegration, finalize } = task
    hash.update(
      JSON.stringify([id, name, after, when, body, schedule, options, warehouse, errorIntegration, finalize]),
    )
  }
  return hash.digest('hex').slice(0, 16)
}

/** The root task as it is once a version of its graph was set: by RESUME or EXECUTE TASK. */
export function withVersion(root: TaskRecord, catalog: Catalog, now: number): TaskRecord {
  const digest = graphDigest(graphOf(root, catalog))
  if (digest === root.graphDigest) return root
  return { ...root, graphDigest: digest, graphVersion: (root.graphVersion ?? 0) + 1, lastCommittedOn: now }
}

/** Refuses a change of any task of a graph while its root is started. */
export function requireSuspendedRoot(task: TaskRecord, catalog: Catalog, span: Span): void {
  const root = rootOf(task, catalog)
  if (root.state !== 'suspended') fail('ROOT_TASK_NOT_SUSPENDED', { root: printName(root) }, span)
}

/**
 * Checks the links of a task that is about to be created or changed: predecessors of the same schema and owner, no circle, no
 * schedule below a root, one finalizer for a root and nothing after it.
 * https://docs.snowflake.com/en/user-guide/tasks-graphs
 */
export function checkLinks(
  task: TaskRecord,
  predecessors: readonly TaskRecord[],
  catalog: Catalog,
  span: Span,
): void {
  const wrong = (reason: string) => fail('INVALID_TASK_GRAPH', { name: printName(task), reason }, span)
  const linked = predecessors.length > 0 || task.finalize !== undefined
  if (linked && task.schedule !== undefined) wrong('has a schedule, which only a root task can have')
  if (predecessors.length > 0 && task.finalize !== undefined)
    wrong('cannot have predecessors and be a finalizer')
  if (predecessors.length > mostNeighbours) wrong(`has more than ${mostNeighbours} predecessors`)
  for (const before of predecessors) {
    if (before.finalize !== undefined) wrong(`cannot run after the finalizer ${printName(before)}`)
    if (before.database !== task.database || before.schema !== task.schema)
      wrong('is in another schema than its predecessor')
    if (before.owner !== task.owner) wrong('has another owner than its predecessor')
    if (isAfter(before, task, catalog)) wrong(`and ${printName(before)} would run after each other`)
    if (childrenOf(before, catalog).filter(({ id }) => id !== task.id).length >= mostNeighbours) {
      wrong(`would be one of more than ${mostNeighbours} children of ${printName(before)}`)
    }
    if (graphOf(rootOf(before, catalog), catalog).tasks.length >= mostTasks) {
      wrong(`would be one of more than ${mostTasks} tasks of its graph`)
    }
  }
  if (task.finalize !== undefined) checkFinalizer(task, catalog, wrong)
}

function checkFinalizer(task: TaskRecord, catalog: Catalog, wrong: (reason: string) => never): void {
  const root = catalog.all('TASK').find((each) => printName(each) === task.finalize)
  if (root === undefined) throw new Error('Snowmelt bug: a finalizer of no task')
  if (!isRoot(root, catalog)) wrong(`cannot finalize ${printName(root)}, which is not a root task`)
  if (childrenOf(task, catalog).length > 0) wrong('has child tasks, which a finalizer cannot have')
  const other = catalog.all('TASK').find(({ id, finalize }) => id !== task.id && finalize === task.finalize)
  if (other !== undefined)
    wrong(`cannot finalize ${printName(root)}, which has the finalizer ${printName(other)}`)
}

/** Whether `task` runs after `earlier`, directly or not, or is it. */
function isAfter(task: TaskRecord, earlier: TaskRecord, catalog: Catalog): boolean {
  const byName = tasksByName(catalog)
  const seen = new Set<number>()
  const open = [task]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.id === earlier.id) return true
    if (seen.has(at.id)) continue
    seen.add(at.id)
    open.push(...predecessorsOf(at, byName))
  }
  return false
}
