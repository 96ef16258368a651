import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../shared/logger.ts';
import { createAnnouncer } from './announce.ts';

describe('a worker', () => {
  const announce = vi.fn(async () => undefined);
  const retire = vi.fn(async () => undefined);
  const onFirst = vi.fn();
  afterEach(() => void vi.clearAllMocks());

  const announcer = () =>
    createAnnouncer({
      workers: () => ({ announce, retire }),
      agentName: 'parley',
      capacity: 10,
      logger: createLogger({ level: 'silent', component: 'test' }),
      onFirst,
    });

  it('says nothing before LiveKit has registered it', () => {
    announcer().isThere({ id: 'unregistered', activeJobs: [] });
    expect(announce).not.toHaveBeenCalled();
    expect(onFirst).not.toHaveBeenCalled();
  });

  it('says how many calls it has, under a name that stays when the connection does not', async () => {
    const one = announcer();
    one.isThere({ id: 'AW_1', activeJobs: [{}] });
    await vi.waitFor(() => expect(announce).toHaveBeenCalledTimes(1));
    await Promise.resolve();
    one.isThere({ id: 'AW_2', activeJobs: [{}, {}] });
    expect(announce.mock.calls).toMatchObject([
      [{ agentName: 'parley', capacity: 10, active: 1 }, 10],
      [{ active: 2 }, 10],
    ]);
    const ids = (announce.mock.calls as unknown as Array<[{ id: string }]>).map(([{ id }]) => id);
    expect(new Set(ids).size).toBe(1);
    expect(onFirst).toHaveBeenCalledTimes(1);
  });

  it('that is being stopped is retired last of all, and not announced again', async () => {
    const one = announcer();
    const told = Promise.withResolvers<undefined>();
    announce.mockReturnValueOnce(told.promise);
    one.isThere({ id: 'AW_1', activeJobs: [] });
    const retired = one.retire();
    expect(retire).not.toHaveBeenCalled();
    told.resolve(undefined);
    await retired;
    expect(retire).toHaveBeenCalledTimes(1);
    one.isThere({ id: 'AW_1', activeJobs: [] });
    expect(announce).toHaveBeenCalledTimes(1);
  });

  it('goes on where the database cannot be told', async () => {
    const one = announcer();
    announce.mockRejectedValueOnce(new Error('away'));
    one.isThere({ id: 'AW_1', activeJobs: [] });
    await vi.waitFor(() => expect(announce).toHaveBeenCalledTimes(1));
    await new Promise((resolve) => setImmediate(resolve));
    one.isThere({ id: 'AW_1', activeJobs: [] });
    expect(announce).toHaveBeenCalledTimes(2);
  });
});
