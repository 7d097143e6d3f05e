import type { Service } from './options.ts';

export const sts: Service = {
  'get-caller-identity': {
    options: {},
    run: ({ account }) => ({
      UserId: 'AIDAEXAMPLE',
      Account: account,
      Arn: `arn:aws:iam::${account}:user/somebody`,
    }),
  },
};
