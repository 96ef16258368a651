/** LiveKit (1.9.0) has no type for these, nor a way to ask before. */
const closed = /AgentSession is (?:closing|not running)|speech scheduling is draining/;

/**
 * LiveKit's session takes a moment to close after somebody hung up, and throws at whoever wants to be heard meanwhile: at
 * a timer, whose error nobody would catch. There is nobody to be heard by, so it is left out.
 * @returns null when the session closes or is closed
 */
export function ignoreIfClosed<T>(speak: () => T): T | null {
  try {
    return speak();
  } catch (error) {
    if (error instanceof Error && closed.test(error.message)) return null;
    throw error;
  }
}
