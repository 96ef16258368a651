import { PanelError } from '../../scenarios/outreach/campaign/panel.ts';
import type { Clock } from '../../shared/clock.ts';

/** 5 s, 10 s, 20 s … five minutes: contacts that wait at the panel cost nobody anything. */
const firstMs = 5_000;
const longestMs = 300_000;
/** A panel may ask for more patience than that, but not for more than this. */
const longestAskedMs = 3_600_000;

/** Whoever was refused does not knock again at once. */
export class Rest {
  private readonly clock: Clock;
  private failures = 0;
  private until = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** @throws PanelError while resting; the panel is not asked then. */
  check(): void {
    const left = this.until - this.clock.now();
    if (left <= 0) return;
    const retryAfterSeconds = Math.ceil(left / 1000);
    throw new PanelError('panel_resting', 'The panel failed and is left alone for a while.', {
      retryAfterSeconds,
    });
  }

  begin({ retryAfterSeconds }: PanelError): void {
    this.failures += 1;
    const own = Math.min(longestMs, firstMs * 2 ** Math.min(this.failures - 1, 20));
    const asked = retryAfterSeconds === null ? own : Math.min(retryAfterSeconds * 1000, longestAskedMs);
    this.until = this.clock.now() + asked;
  }

  end(): void {
    this.failures = 0;
    this.until = 0;
  }
}
