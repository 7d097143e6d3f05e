import type { CommandRow } from './command.ts';

/** The shells that there is a completion script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

export const COMPLETION: CommandRow = {
  summary: 'print a completion script for bash, zsh or fish',
  text: [
    'The script completes commands, options, their values, and files.',
    'bash: put the line of the example in ~/.bashrc.',
    'zsh: put the same line, with zsh, in ~/.zshrc, after compinit.',
    'fish: save what is printed as ~/.config/fish/completions/flow-role-wizard.fish.',
  ],
  takes: { name: 'SHELL', values: SHELLS },
  options: {},
  example: {
    command: 'eval "$(flow-role-wizard completion bash)"',
    text: 'Turn completion on in this bash:',
  },
  exits: { ok: 'the script is printed' },
};
