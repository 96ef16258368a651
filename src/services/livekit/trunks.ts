import { createHmac } from 'node:crypto';
import { ServerError, SipClient } from 'livekit-server-sdk';
import { type Exchange, ExchangeError, type Kind, type Mark, type SettingsOf } from '../../lines/exchange.ts';
import { dispatchRules } from './trunks/dispatch-rules.ts';
import { inboundTrunks } from './trunks/inbound-trunks.ts';
import { outboundTrunks } from './trunks/outbound-trunks.ts';
import type { Shelf } from './trunks/wire.ts';

/** Somebody waits for the command; a server on another continent answers within this. */
const requestTimeoutSeconds = 10;

export interface ExchangeSettings {
  /** Of LiveKit's SIP API: ws, wss, http or https. */
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** Trunks and dispatch rules of a LiveKit server or project. */
export function createExchange({ url, apiKey, apiSecret }: ExchangeSettings): Exchange {
  // A request that LiveKit Cloud's failover repeats in another region would make a second trunk.
  const options = { requestTimeout: requestTimeoutSeconds, failover: false };
  const sip = new SipClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, options);
  const shelves: { [K in Kind]: Shelf<SettingsOf[K]> } = {
    inbound: inboundTrunks(sip),
    outbound: outboundTrunks(sip),
    rule: dispatchRules(sip),
  };

  return {
    inventory: () =>
      attempt('list its trunks and dispatch rules', async () => ({
        inbound: await shelves.inbound.list(),
        outbound: await shelves.outbound.list(),
        rule: await shelves.rule.list(),
      })),

    save: <K extends Kind>(
      kind: K,
      id: string | null,
      settings: SettingsOf[K],
      mark: Mark,
      password: string,
    ) =>
      attempt(`${id === null ? 'make' : 'change'} the ${nouns[kind]} "${settings.name}"`, () =>
        shelves[kind].save(id, settings, mark, password),
      ),

    remove: (kind, id) =>
      attempt(`remove the ${nouns[kind]} ${id}`, async () => {
        await shelves[kind].remove(id).catch((error: unknown) => {
          if (!(error instanceof ServerError && error.code === 'not_found')) throw error;
        });
      }),
  };
}

const nouns: Record<Kind, string> = {
  inbound: 'inbound trunk',
  outbound: 'outbound trunk',
  rule: 'dispatch rule',
};

/** As the environment names them. */
interface ExchangeVariables {
  LIVEKIT_URL?: string | undefined;
  LIVEKIT_SIP_URL?: string | undefined;
  LIVEKIT_API_KEY?: string | undefined;
  LIVEKIT_API_SECRET?: string | undefined;
}

/** LiveKit's SIP API as the settings say; null when there is no LiveKit server. */
export function createConfiguredExchange(settings: ExchangeVariables): Exchange | null {
  const { LIVEKIT_URL, LIVEKIT_SIP_URL, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = settings;
  const url = LIVEKIT_SIP_URL ?? LIVEKIT_URL;
  return url && apiKey && apiSecret ? createExchange({ url, apiKey, apiSecret }) : null;
}

/** Recognizes a password without telling it: whoever has the API secret can change the trunk anyway. */
export function fingerprint(password: string, apiSecret: string): string {
  return createHmac('sha256', apiSecret).update(password).digest('base64url').slice(0, 22);
}

async function attempt<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ServerError)) throw new ExchangeError(operation, 'unreachable', { cause });
    if (/redis required/.test(cause.message)) throw new ExchangeError(operation, 'no_redis', { cause });
    if (cause.status === 401 || cause.status === 403)
      throw new ExchangeError(operation, 'refused', { cause });
    const reason = cause.status !== undefined && cause.status < 500 ? 'rejected' : 'unreachable';
    throw new ExchangeError(operation, reason, { said: cause.message, cause });
  }
}
