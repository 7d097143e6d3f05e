import { writeSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node';

/** Ends the output of a run with one line that machines can read: `N passed, N failed`. */
export default class ClosingLineReporter implements Reporter {
  #line: string | undefined;

  onInit(vitest: Vitest): void {
    if (vitest.config.watch) return;
    // Not before the process ends, since other reporters and vitest itself still have to say things.
    process.once('exit', () => {
      if (this.#line) writeSync(1, `${this.#line}\n`);
    });
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly unknown[],
    _reason: TestRunEndReason,
  ): void {
    let passed = 0;
    let failed = 0;
    let skipped = 0;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failedHere += 1;
        else skipped += 1;
      }
      // A file that does not load, or whose hooks fail, has failed without a failed test.
      if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
      failed += failedHere;
    }
    // So has a run in which something threw outside of any test.
    if (failed === 0 && errors.length > 0) failed = errors.length;
    this.#line = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
}
