import { ArrowDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../../lib/texts/texts.ts';
import type { Conversation, Message } from './conversation.ts';

/** So close to the end that the reader means to follow. */
const followDistancePx = 48;

/** What is said, as it is said. It follows the newest words unless the reader scrolled back. */
export function TranscriptView({
  conversation,
  agentName,
}: {
  conversation: Conversation;
  agentName: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const showNewest = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });

  // biome-ignore lint/correctness/useExhaustiveDependencies: every newer wording moves the end
  useEffect(() => {
    if (follows) showNewest();
  }, [conversation, follows]);

  // Suggestions and notices come and go around the transcript and take its room.
  useEffect(() => {
    const box = scroller.current;
    if (!box || !follows) return;
    const observer = new ResizeObserver(() => box.scrollTo({ top: box.scrollHeight }));
    observer.observe(box);
    return () => observer.disconnect();
  }, [follows]);

  const onScroll = () => {
    const box = scroller.current;
    if (box) setFollows(box.scrollHeight - box.scrollTop - box.clientHeight < followDistancePx);
  };

  return (
    <div className="relative min-h-0 grow basis-64">
      <div
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="polite"
        aria-label={texts.call.transcript}
        data-testid="transcript"
        className="absolute inset-0 overflow-y-auto px-4 py-4"
      >
        {conversation.length === 0 ? (
          <p className="text-soft">{texts.call.emptyTranscript}</p>
        ) : (
          <ol className="flex flex-col gap-3">
            {conversation.map((message) => (
              <Said key={message.id} message={message} agentName={agentName} />
            ))}
          </ol>
        )}
      </div>
      {!follows && (
        <button
          type="button"
          onClick={showNewest}
          className="absolute bottom-3 left-1/2 inline-flex min-h-9 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm font-medium shadow-sm hover:bg-sunken"
        >
          <ArrowDown size={14} aria-hidden />
          {texts.call.newest}
        </button>
      )}
    </div>
  );
}

/** Words that still change are kept from screen readers: they would be read out again with every wording. */
function Said({ message, agentName }: { message: Message; agentName: string }) {
  const isAgent = message.speaker === 'agent';
  return (
    <li
      aria-hidden={!message.final}
      data-speaker={message.speaker}
      data-final={message.final}
      className={`flex max-w-[85%] flex-col ${isAgent ? 'items-start self-start' : 'items-end self-end'}`}
    >
      <span className="px-1 text-xs text-soft">
        {isAgent ? agentName : texts.call.person}
        {message.typed && ` · ${texts.call.typed}`}
      </span>
      <p
        dir="auto"
        className={`mt-0.5 rounded-2xl px-3.5 py-2 break-words whitespace-pre-wrap ${isAgent ? 'rounded-ss-md bg-sunken' : 'rounded-se-md bg-accent-soft'} ${message.final ? '' : 'text-soft'}`}
      >
        {message.text}
      </p>
    </li>
  );
}
