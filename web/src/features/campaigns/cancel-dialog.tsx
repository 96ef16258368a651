import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useCancelCampaign } from './queries.ts';
import { refusalOf } from './refusal.ts';
import { words } from './words.ts';

/** Asks once more before calls are ended. */
export function CancelDialog({ campaignId, onClose }: { campaignId: string; onClose: () => void }) {
  const { mutate, isPending, error } = useCancelCampaign(campaignId);
  const t = words.cancel;
  return (
    <Dialog title={t.title} onClose={onClose} testId="cancel">
      <p className="mt-2">{t.body}</p>
      <div role="alert" className="mt-4">
        {error && (
          <Callout tone="danger" title={t.failed}>
            {refusalOf(error).text}
          </Callout>
        )}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button look="danger" disabled={isPending} onClick={() => mutate(undefined, { onSuccess: onClose })}>
          {t.send}
        </Button>
        <Button onClick={onClose}>{t.close}</Button>
      </div>
    </Dialog>
  );
}
