/** What somebody does once the agent has finished speaking. */
export type Reaction =
  | { kind: 'say'; text: string; thenHangUp?: boolean }
  | { kind: 'press'; digits: string }
  | { kind: 'nothing' }
  /** Leaves the agent this long to hang up first. */
  | { kind: 'hangUp'; afterMs: number };

/** What somebody does while the agent still speaks. */
export type Interruption =
  | { kind: 'talkOver'; text: string; afterMs: number }
  | { kind: 'hangUp'; afterMs: number };

/** How a telephone is answered. Times are from the first ring. */
export type Answering =
  | { kind: 'answers'; by: 'human' | 'silence'; afterMs: number; greeting: string | null }
  | { kind: 'voicemail'; afterMs: number; greeting: string }
  /** Whoever is behind it is reached once it has been told who calls, or has been sent the key. */
  | { kind: 'screener' | 'menu'; afterMs: number; greeting: string }
  | { kind: 'refuses'; outcome: 'busy' | 'declined'; sipStatusCode: 486 | 603; afterMs: number }
  | { kind: 'rings' };
