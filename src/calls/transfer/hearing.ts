/** Who hears whom in a room. */
export interface Hearing {
  /** Connects or disconnects one listener's ear and these tracks. A listener or a track that is gone is no error. */
  set(roomName: string, listener: string, trackSids: string[], hears: boolean): Promise<void>;
}
