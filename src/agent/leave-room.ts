import type { JobContext } from '@livekit/agents';
import type { Setting } from '../wiring/dependencies.ts';

/** Sends everybody out; then the call's lines are free. Never fails: the runner gives back what is left. */
export async function leaveRoom(place: { job: JobContext; setting: Setting; callId: string }): Promise<void> {
  const { job, setting, callId } = place;
  await job.deleteRoom();
  try {
    await setting.dialing.release(callId);
  } catch (error) {
    setting.logger.warn({ callId, err: error }, 'lines not given back');
  }
}
