import type { Presence } from './presence.ts';

/**
 * Waits for work that is done for somebody, as long as they are there. What was begun goes on without them, and what it
 * comes to is `later`'s.
 * @returns null as soon as they have gone
 */
export async function whileThere<T>(
  { gone }: Pick<Presence, 'gone'>,
  work: Promise<T>,
  later: (result: T) => unknown = () => {},
): Promise<{ result: T } | null> {
  const left = Promise.withResolvers<null>();
  const leave = () => left.resolve(null);
  if (gone.aborted) leave();
  else gone.addEventListener('abort', leave, { once: true });
  const done = work.then((result) => ({ result }));
  const first = await Promise.race([left.promise, done]);
  gone.removeEventListener('abort', leave);
  // Whatever it fails at now nobody waits for.
  if (first === null) void work.then(later).catch(() => {});
  return first;
}
