/** One side's words, as they are being said and then as they were said. */
export interface Message {
  id: string;
  speaker: 'agent' | 'person';
  text: string;
  /** False while the words may still change. */
  final: boolean;
  typed: boolean;
}

export interface HeardPiece {
  /** LiveKit's `lk.segment_id`: every newer wording of the same utterance repeats it. */
  segmentId: string;
  speaker: 'agent' | 'person';
  /** The whole wording so far, not a delta. */
  text: string;
  final: boolean;
}

/** What was said, oldest first. An utterance keeps the place where it began. */
export type Conversation = readonly Message[];

export function hear(conversation: Conversation, piece: HeardPiece): Conversation {
  const index = conversation.findIndex((message) => message.id === piece.segmentId);
  const known = conversation[index];
  // A wording that arrives after the final one is older than it.
  if (known?.final && !piece.final) return conversation;
  const text = piece.text.trim();
  if (text === '') return piece.final ? conversation.filter((message) => message !== known) : conversation;
  const message: Message = {
    id: piece.segmentId,
    speaker: piece.speaker,
    text,
    final: piece.final,
    typed: false,
  };
  return known ? conversation.with(index, message) : [...conversation, message];
}

/** Typed words are shown at once: the agent does not send them back. */
export function addTyped(conversation: Conversation, id: string, text: string): Conversation {
  return [...conversation, { id, speaker: 'person', text, final: true, typed: true }];
}

/** When the call is over no wording will change any more. */
export function settle(conversation: Conversation): Conversation {
  return conversation.map((message) => (message.final ? message : { ...message, final: true }));
}
