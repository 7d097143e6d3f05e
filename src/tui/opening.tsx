import { useApp } from 'ink';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import type { Ports } from '../core/interview/ports.ts';
import { LookingView } from './looking-view.tsx';
import type { WizardProps } from './wizard.tsx';

interface OpeningProps extends Pick<WizardProps, 'onFinish'> {
  readonly load: () => Promise<Ports>;
}

interface Loaded {
  readonly Wizard: ComponentType<WizardProps>;
  readonly ports: Ports;
}

/** The first screen, which is there before the wizard is loaded; then the wizard. */
export function Opening({ load, onFinish }: OpeningProps): ReactNode {
  const { exit } = useApp();
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    Promise.all([import('./wizard.tsx'), load()]).then(
      ([{ Wizard }, ports]) => setLoaded({ Wizard, ports }),
      exit,
    );
  }, [load, exit]);
  return loaded === undefined ? (
    <LookingView files={0} />
  ) : (
    <loaded.Wizard ports={loaded.ports} onFinish={onFinish} />
  );
}
