import { createServer, type IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

export const webhookSecret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`;

type Channel = 'sms' | 'webhook';

export interface AlertReceivers {
  url: string;
  /** Messages that were taken, as Twilio's form fields. */
  sms: Array<Record<string, string>>;
  /** Bodies whose signature was right. */
  webhooks: unknown[];
  /** The next request of this kind is answered with this status and not taken. */
  refuseNext(channel: Channel, status: number): void;
  close(): Promise<void>;
}

/** Twilio's Messages resource and a receiver of signed webhooks, on a socket of this machine. */
export async function startAlertReceivers(): Promise<AlertReceivers> {
  const sms: AlertReceivers['sms'] = [];
  const webhooks: unknown[] = [];
  const refusals = new Map<Channel, number>();
  const verifier = new Webhook(webhookSecret);
  const server = createServer(async (request, response) => {
    const channel = request.url === '/alert' ? 'webhook' : 'sms';
    const body = await textOf(request);
    const refusal = refusals.get(channel);
    refusals.delete(channel);
    if (refusal) return response.writeHead(refusal).end();
    if (channel === 'webhook') {
      const headers = z.record(z.string(), z.string()).parse(request.headers);
      webhooks.push(verifier.verify(body, headers));
      return response.writeHead(204).end();
    }
    const isAuthorized =
      request.headers.authorization === `Basic ${Buffer.from('AC1:secret').toString('base64')}`;
    const isMessages = request.url === '/2010-04-01/Accounts/AC1/Messages.json';
    if (!isAuthorized || !isMessages) return response.writeHead(isMessages ? 401 : 404).end();
    sms.push(Object.fromEntries(new URLSearchParams(body)));
    return response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    sms,
    webhooks,
    refuseNext: (channel, status) => void refusals.set(channel, status),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
