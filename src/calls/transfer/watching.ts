/**
 * What an agent says of itself, as an attribute in the room, once it has handed somebody over: it is silent and stays only
 * to see who hangs up.
 */
const attribute = 'parley.handedOver';

export const watching: Record<string, string> = { [attribute]: 'true' };

export function isWatching({ attributes }: { attributes: Record<string, string> }): boolean {
  return attributes[attribute] === 'true';
}
