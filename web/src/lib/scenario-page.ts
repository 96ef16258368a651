import { type ComponentType, createContext, useContext } from 'react';
import type { CallSummaryEvent } from '../../../src/calls/call/events.ts';
import type { Activity, ToolRun } from './activity.ts';
import { texts } from './texts/texts.ts';

/** What a tool did, in a person's words, for each of its states. */
export type ToolSentences = Record<ToolRun['status'], string>;

/** What the page says of calls of one scenario, in one language. */
export interface ScenarioWords {
  /** What such a call is about, where there is a choice. */
  title: string;
  /** Below the name of who is called. */
  lead: string;
  /** What kind of thing a rehearsal understands; during the call it suggests what fits. */
  phrases: readonly string[];
  tools: Record<string, ToolSentences>;
  dispositions: Record<string, string>;
}

/** What is known of a call, while it runs or when it is over. */
export interface CallOutcome extends Pick<CallSummaryEvent, 'user_preferences'> {
  activity: Activity;
  /** The summary or the kept call, in which a scenario finds what it added of its own. */
  told: Record<string, unknown>;
}

export interface DuringCallProps {
  activity: Activity;
  /** What the agent speaks, BCP 47. */
  language: string;
  disabled: boolean;
  onSay: (text: string) => void;
}

/** What one scenario adds to the page: its words, and the panels that its business has. */
export interface ScenarioPage {
  /** As calls carry it. */
  name: string;
  words: ScenarioWords;
  /** A page of its own, which is named in the navigation where the organization has the scenario. */
  ownPage?: { title: string; href: string };
  /** The one fact of a tool call worth showing; null leaves it to what all scenarios have. */
  toolFact?(run: Pick<ToolRun, 'tool' | 'asked' | 'answer'>): string | null;
  /** Beside the button that starts a call. Scenarios that share a panel show it once. */
  BeforeCall?: ComponentType;
  /** Beside what is said. */
  DuringCall?: ComponentType<DuringCallProps>;
  /** What came of the call, each under its title. */
  afterCall?: readonly { title: string; Part: ComponentType<CallOutcome> }[];
}

const ScenarioPages = createContext<ReadonlyMap<string, ScenarioPage>>(new Map());

/** Who knows all scenarios gives them to those who know none. */
export const ScenarioPagesProvider = ScenarioPages.Provider;

/** How the page shows a scenario; of one that it does not know it shows what all have. */
export function useScenarioPages(): (name: string) => ScenarioPage {
  const pages = useContext(ScenarioPages);
  return (name) => pages.get(name) ?? plainPage(name);
}

export function plainPage(name: string): ScenarioPage {
  return {
    name,
    words: {
      ...texts.plainScenario,
      title: name.replaceAll('_', ' '),
      phrases: [],
      tools: {},
      dispositions: {},
    },
  };
}
