/** Every time by which an answer is judged, in milliseconds. Where a known system has one, its value is named. */

/** Speech no longer than this is how people answer (LiveKit's AMD 2500, Twilio's speech threshold 2400). */
export const shortGreetingMs = 2_500;

/** The pause after a short greeting in which a person waits for us (LiveKit 500). Longer only makes us sound slow. */
export const shortGreetingPauseMs = 500;

/**
 * The pause that ends longer speech, or speech with a hint of a machine. Recorded greetings breathe for 0.3–0.9 s
 * between sentences (Twilio's speech end threshold is 1200).
 */
export const longGreetingPauseMs = 1_200;

/** A machine that has said what it is still gets this pause, so that a person's next word can contradict it. */
export const machinePauseMs = 900;

/** Speech this long that has said more than once what it is need not end. */
export const machineMonologueMs = 6_000;

/** The same for speech that has said it once: a receptionist's whole sentence is shorter. */
export const disputableMonologueMs = 10_000;

/** Pauses within one greeting, for the length of a monologue. */
export const breathMs = 900;

/** Final words come this late after the speech at most before a pause is judged without them. */
export const wordsWaitMs = 1_000;

/** Unending speech that tells nothing, such as a television, is a person's home. */
export const longestListeningMs = 12_000;

/** Without any sound for this long nobody speaks first any more: "hello?" is worth saying. */
export const quietMs = 3_500;

/** Without any sound for this long nobody is there (LiveKit's no-speech timeout 10 s). */
export const deadAirMs = 10_000;

/** A tone without a word before it: a voicemail without a greeting, unless another tone (a fax repeats after 3.5 s) or a voice follows. */
export const toneAloneMs = 4_000;

/** A tone this long after speech of this length and nothing else ends a greeting in a language that we do not know. */
export const unknownGreetingMs = 5_000;

/**
 * After a human verdict a machine may still give itself away: it talks on over us. Later than this the conversation is
 * under way, and what a person tells in it must not be taken for a recording.
 */
export const secondThoughtMs = 20_000;

/** Silence after which a greeting without a beep has ended. */
export const greetingEndSilenceMs = 1_500;

/** A beep that was announced ("after the tone") is waited for this long: networks leave up to 3 s before it. */
export const announcedBeepMs = 4_000;

/** No greeting lasts longer: then the message is spoken whatever is heard. */
export const longestGreetingMs = 60_000;

/** How long a screener or a menu that has our answer may take until somebody picks up. */
export const pickUpPatienceMs = 45_000;
