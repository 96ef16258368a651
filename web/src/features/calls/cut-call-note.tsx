import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { callHref } from '../../lib/routes.ts';
import { useScenarioPages } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import { callResult } from './call-row.tsx';
import { useCallRecord } from './queries.ts';

interface CutCallNoteProps {
  callId: string;
  onDismiss: () => void;
}

/** What became of the call that a reload of the page cut. */
export function CutCallNote({ callId, onDismiss }: CutCallNoteProps) {
  const { data } = useCallRecord(callId);
  const pageOf = useScenarioPages();
  const t = texts.cutCall;
  const came = data && (data.call.ended_at ? callResult(data.call, pageOf(data.call.scenario)) : t.ending);
  return (
    <Callout
      title={t.title}
      testId="cut-call"
      actions={
        <>
          <a
            href={callHref(callId)}
            className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
          >
            {texts.ended.openRecord}
          </a>
          <Button look="quiet" onClick={onDismiss}>
            {texts.call.dismiss}
          </Button>
        </>
      }
    >
      <p>
        {t.body} {came && t.became(came)}
      </p>
    </Callout>
  );
}
