import { useId, useState } from 'react';
import type { CallDetailResponse } from '../../../../src/http/contract.ts';
import { formatDuration } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';

type Recording = NonNullable<CallDetailResponse['recording']>;

/** Plays a call's recording with the browser's own player, which keyboards and screen readers know. */
export function RecordingPlayer({ recording }: { recording: Recording }) {
  const t = texts.record;
  const [isReview, setReview] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const hint = useId();
  const source = isReview && recording.review_url ? recording.review_url : recording.url;
  return (
    <div className="flex flex-col gap-2">
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands in the transcript below */}
      <audio
        key={source}
        data-testid="recording"
        controls
        preload="metadata"
        src={source}
        aria-label={t.recordingLabel(formatDuration(recording.seconds * 1000))}
        aria-describedby={hint}
        onError={() => setFailed(true)}
        onLoadedMetadata={() => setFailed(false)}
        className="w-full"
      />
      <p id={hint} className="text-sm text-soft">
        {t.recordingSides}
      </p>
      {recording.review_url && (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={isReview}
            onChange={(event) => setReview(event.currentTarget.checked)}
          />
          {t.recordingReview}
        </label>
      )}
      {hasFailed && (
        <p role="status" className="text-sm text-soft">
          {t.recordingFailed}
        </p>
      )}
    </div>
  );
}
