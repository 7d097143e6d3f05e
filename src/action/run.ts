import { MEND_ALL } from '../core/edit/mend.ts';
import { checkWholeCommit } from './checked-commit.ts';
import type { Task } from './event.ts';
import { faultNotices } from './faults.ts';
import type { GitHub } from './github/port.ts';
import type { Inputs } from './inputs.ts';
import { obey } from './obey.ts';
import { postReport } from './post-report.ts';
import { annotate, report } from './report.ts';
import { reviewPull } from './review-pull.ts';
import type { Runner } from './runner.ts';

/** Does what the event asks for. */
export async function run(
  task: Task,
  inputs: Inputs,
  github: GitHub,
  runner: Runner,
): Promise<void> {
  switch (task.kind) {
    case 'nothing':
      runner.info(task.why);
      runner.output('status', 'skipped');
      return;
    case 'pull-request':
      await reviewPull(github, runner, inputs, { ...task, isAnnotated: true });
      return;
    case 'command':
      if (inputs.commands) {
        await obey(github, runner, inputs, task);
      } else {
        runner.info('Commands are turned off.');
      }
      return;
    case 'commit': {
      const scene = await checkWholeCommit(github, inputs, task.sha, task.settings);
      const { checker, snapshot, checked, isChecked, findings, notices } = scene;
      const own = findings.map(({ finding }) => finding);
      const { changes, faults } = await checker.mend(snapshot, own, MEND_ALL);
      const facts = {
        checked,
        isChecked,
        findings,
        told: new Map(),
        changes,
        head: task.sha,
        notices: [...notices, ...faultNotices(runner, faults)],
      };
      const rest = { runUrl: runner.runUrl, commands: false };
      annotate(runner, scene);
      await report(runner, inputs, scene, { ...facts, ...rest }, { head: task.sha });
      return;
    }
    case 'report':
      await postReport(github, runner, inputs, task);
      return;
  }
}
