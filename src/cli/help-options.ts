import type { CommandRow } from './command.ts';

export const HELP: CommandRow = {
  summary: 'show how to use a command',
  takes: { name: 'COMMAND', values: 'commands' },
  options: {},
  example: {
    command: 'flow-role-wizard help generate',
    text: 'Show the options of generate:',
  },
  exits: { ok: 'help is printed' },
};
