import type { OpenedCall } from '../../../../calls/call/call.ts';
import type { Answer, Asked, Part, Topic } from '../../../../simulation/people/topic.ts';
import { type Negotiations, tempers } from '../../store/negotiations.ts';
import { Reception } from './reception.ts';

type Said = Pick<Topic, 'kind' | 'en' | 'fa'>;

/** What an agent says to a reception, in any words that mean it; the narrowest first. */
const said = {
  keep: {
    kind: 'keep',
    en: /\b(?:keep|hold|reserve)\b.*\b(?:until|till|for (?:us|me|him|her|them))\b/i,
    fa: /برای ما نگه|تا .* نگه (?:دارید|می ?دارید)/u,
  },
  book: {
    kind: 'book',
    en: /\b(?:could|can|would|will) you (?:please )?book\b/i,
    fa: /رزرو می ?‌?کنید/u,
  },
  takeBack: { kind: 'take_back', en: /\bis that all right\b/i, fa: /اشکالی ندارد/u },
  readBack: {
    kind: 'read_back',
    en: /\bis (?:that|this|it) (?:right|correct)\b|\b(?:right|correct)\?\s*$/i,
    fa: /درست است/u,
  },
  exact: {
    kind: 'exact',
    en: /\b(?:which|what) (?:day and time|exact time|time exactly)\b|\bat what time\b|\bexactly\b.*\?/i,
    fa: /دقیقا|چه ساعتی/u,
  },
  earlier: {
    kind: 'earlier',
    en: /\b(?:anything|something|any time)\b.*\b(?:before|earlier|sooner)\b|\b(?:earlier|sooner)\b[^.]*\?/i,
    fa: /زودتر از/u,
  },
  wish: {
    kind: 'wish',
    en: /\b(?:earliest|soonest|(?:next|first) available|availability|what (?:else )?(?:do|would|could) you (?:have|offer)|do you (?:still )?have (?:any|an|a|something|time))\b|\bschedule an appointment\b/i,
    fa: /زودترین|به بعد|وقت دارید|نوبت بگیرم/u,
  },
} satisfies Record<string, Said>;

type Understood = keyof typeof said;

/** A reception, made for one call from what its provider's calendar holds. */
export async function receptionOf(store: Negotiations, { call, agent }: OpenedCall): Promise<Part> {
  const [terms, temper] = await Promise.all([store.terms(call.id), store.temper(call.id)]);
  const reception = new Reception({
    store,
    callId: call.id,
    temper: tempers.find((one) => one === temper) ?? null,
    terms,
    language: agent.language,
    startedAt: call.startedAt,
  });
  const answers: Record<Understood, (asked: Asked) => Answer | Promise<Answer>> = {
    keep: (asked) => reception.keep(asked),
    book: () => reception.book(),
    takeBack: () => reception.takeBack(),
    readBack: (asked) => reception.readBack(asked),
    exact: (asked) => reception.exact(asked),
    earlier: (asked) => reception.earlier(asked),
    wish: (asked) => reception.wish(asked),
  };
  return { traits: () => ({}), topics: topicsOf((kind) => answers[kind]) };
}

/** Where no store is: somebody who understands as much, and has nothing. */
export const nobodysReception: Part = {
  traits: () => ({}),
  topics: topicsOf(
    () =>
      ({ lines }) =>
        lines.no,
  ),
};

function topicsOf(answerOf: (kind: Understood) => Topic['answer']): Topic[] {
  const kinds = Object.keys(said) as Understood[];
  return kinds.map((kind) => ({ ...said[kind], answer: answerOf(kind) }));
}
