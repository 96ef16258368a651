import { RefreshCw } from 'lucide-react';
import type { HealthResponse } from '../../../../src/http/contract.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Command } from '../../components/command.tsx';
import { texts } from '../../lib/texts/texts.ts';

interface HealthTroubleProps {
  /** Null when the server itself does not answer. */
  health: HealthResponse | null;
  isChecking: boolean;
  onCheck: () => void;
}

/** Why no call can start now, and the way on. */
export function HealthTrouble({ health, isChecking, onCheck }: HealthTroubleProps) {
  const t = texts.health;
  const actions = (
    <Button onClick={onCheck} disabled={isChecking} look="primary">
      <RefreshCw size={16} aria-hidden />
      {t.checkAgain}
    </Button>
  );
  if (!health) {
    return (
      <Callout title={t.serverTitle} tone="warn" actions={actions} testId="no-api">
        <p>{t.serverBody}</p>
        <Command>{t.serverCommand}</Command>
      </Callout>
    );
  }
  if (!health.ok) {
    return (
      <Callout title={t.databaseTitle} tone="warn" actions={actions} testId="no-database">
        <p>{t.databaseBody}</p>
        <Reasons health={health} part="database" />
      </Callout>
    );
  }
  return (
    <Callout title={t.roomsTitle} tone="warn" actions={actions} testId="no-server">
      <p>{t.roomsBody}</p>
      <Reasons health={health} part="livekit" />
      <p>{t.roomsCommandHint}</p>
      <Command>{t.roomsCommand}</Command>
      <p>{t.consoleHint}</p>
      <Command>{t.consoleCommand}</Command>
    </Callout>
  );
}

function Reasons({
  health,
  part,
}: {
  health: HealthResponse;
  part: HealthResponse['missing'][number]['part'];
}) {
  return health.missing
    .filter((missing) => missing.part === part)
    .map(({ why, fix }) => (
      <p key={why}>
        {why} {fix}
      </p>
    ));
}
