import { fail } from '../../common/errors.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { Services } from '../context.ts'
import type { TaskLink } from '../session-state.ts'
import { graphOf, type TaskGraph } from './graph.ts'
import { taskHistory } from './history.ts'
import type { RunFrame } from './task-run.ts'

/** "The string size must be <= 10 kB (when encoded in UTF8)." */
const longest = 10_240

/** What a task's statements may ask and tell about its run of the graph. */
export class GraphLink implements TaskLink {
  readonly #task: TaskRecord
  readonly #services: Services
  readonly #root: TaskRecord
  #known: TaskGraph | undefined
  readonly #values: Map<number, string>
  /** What SYSTEM$SET_RETURN_VALUE has set. */
  returnValue: string | null = null

  private constructor(task: TaskRecord, root: TaskRecord, services: Services, values: Map<number, string>) {
    this.#task = task
    this.#root = root
    this.#services = services
    this.#values = values
  }

  /** A later attempt runs without the tasks that have succeeded: their values are in the history. */
  static async open(task: TaskRecord, frame: RunFrame, services: Services): Promise<GraphLink> {
    const values = frame.returnValues ?? new Map<number, string>()
    if (frame.attempt > 1 && values.size === 0) {
      const runs = await services.transact(async (transaction) =>
        taskHistory(transaction, { groupId: frame.groupId }),
      )
      for (const { taskId, returnValue } of runs) if (returnValue !== null) values.set(taskId, returnValue)
    }
    return new GraphLink(task, frame.root, services, values)
  }

  /** Few tasks ask for it. */
  get #graph(): TaskGraph {
    return (this.#known ??= graphOf(this.#root, this.#services.catalog))
  }

  /** https://docs.snowflake.com/en/sql-reference/functions/system_set_return_value */
  setReturnValue(value: string | null): void {
    const size = new TextEncoder().encode(value ?? '').length
    if (size > longest)
      fail('INVALID_ARGUMENT', {
        function: 'SYSTEM$SET_RETURN_VALUE',
        value: `${size} bytes`,
        expected: `a text of at most ${longest} bytes`,
      })
    this.returnValue = value
  }

  /** Hands the value to the tasks that run after this one. */
  ended(): void {
    if (this.returnValue !== null) this.#values.set(this.#task.id, this.returnValue)
  }

  /** https://docs.snowflake.com/en/sql-reference/functions/system_get_predecessor_return_value */
  predecessorValue(name: string | undefined): string | null {
    const before = this.#enabled(this.#task)
    const meant = name === undefined ? this.#only(before) : this.#named(name, before)
    return this.#values.get(meant.id) ?? null
  }

  /** A root that is suspended runs all the same when EXECUTE TASK asks for it. */
  #enabled(task: TaskRecord): readonly TaskRecord[] {
    return this.#graph
      .predecessors(task)
      .filter(({ id, state }) => state === 'started' || id === this.#root.id)
  }

  #only([first, ...more]: readonly TaskRecord[]): TaskRecord {
    const reason = first === undefined ? 'has no enabled predecessor' : 'has several predecessors: name one'
    return first === undefined || more.length > 0
      ? fail('PREDECESSOR_NOT_FOUND', { task: this.#task.name, reason })
      : first
  }

  /** "If the immediate predecessor task name does not match …, but an ancestor predecessor does", it is that one. */
  #named(name: string, before: readonly TaskRecord[]): TaskRecord {
    for (let round = before; round.length > 0; round = round.flatMap((task) => this.#enabled(task))) {
      const found = round.find((task) => task.name === name)
      if (found !== undefined) return found
    }
    return fail('PREDECESSOR_NOT_FOUND', {
      task: this.#task.name,
      reason: `does not run after an enabled task ${name}`,
    })
  }
}
