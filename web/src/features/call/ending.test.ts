import { describe, expect, test } from 'vitest';
import { texts } from '../../lib/texts/texts.ts';
import { describeEnding } from './ending.ts';

const { agentLost, byAgent, connectionLost } = texts.ended;

describe('how the end of a call is told', () => {
  test('an agent that is gone counts as lost until the kept call says otherwise', () => {
    expect(describeEnding('agent_lost', null)).toEqual(agentLost);
    expect(describeEnding('agent_lost', 'agent_ended').title).toBe(byAgent.title);
    expect(describeEnding('agent_lost', 'agent_lost').title).toBe(agentLost.title);
  });

  test('a call that the agent ended says why', () => {
    expect(describeEnding('agent', 'silence').body).toBe('Nobody spoke any more.');
    expect(describeEnding('agent', 'provider_failed').title).toBe(agentLost.title);
    expect(describeEnding('agent', 'something_new').body).toBe(byAgent.body);
  });

  test('a lost connection stays one, though the agent took it for a hang-up', () => {
    expect(describeEnding('connection_lost', 'person_hung_up')).toEqual(connectionLost);
  });
});
