import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line that any reader of a log can find: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      if (module.state() === 'failed' && module.children.size === 0) failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        // A test that did not run is no success: nothing here may skip silently.
        else failed += 1
      }
    }
    console.log(`${passed} passed, ${failed} failed`)
  }
}
