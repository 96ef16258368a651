import type { Logger } from '../shared/logger.ts';

/** Something that admins have to be told. */
export interface Alert {
  id: string;
  organizationId: string;
  organization: string;
  kind: string;
  message: string;
  createdAt: string;
  smsDone: boolean;
  webhookDone: boolean;
}

export interface Alerts {
  claim(batchSize: number, leaseSeconds: number): Promise<Alert[]>;
  done(alertId: string, channel: 'sms' | 'webhook'): Promise<void>;
}

/** Sends text messages. Throws when the provider did not take one. */
export interface Sms {
  send(message: { to: string; text: string }): Promise<void>;
}

/** Posts a signed JSON body. Throws when the receiver did not take it. */
export interface Webhook {
  post(event: { id: string; type: string; data: Record<string, unknown>; at: string }): Promise<void>;
}

export interface AlertWork {
  alerts: Alerts;
  /** Null when no SMS provider is configured. */
  sms: Sms | null;
  /** E.164, who is told. */
  admins: string[];
  webhook: Webhook | null;
  logger: Logger;
}

const batchSize = 20;
/** Providers answer in seconds; what failed is tried again after this. */
const leaseSeconds = 30;

/**
 * Tells admins what they were not told yet, by every configured way. A way that fails is tried again, the others are not
 * repeated.
 * @returns how many alerts were looked at
 */
export async function deliverAlerts(work: AlertWork): Promise<number> {
  const claimed = await work.alerts.claim(batchSize, leaseSeconds);
  for (const alert of claimed) {
    if (!alert.smsDone) await deliver(work, alert, 'sms', () => sendSms(work, alert));
    if (!alert.webhookDone) await deliver(work, alert, 'webhook', () => post(work, alert));
  }
  return claimed.length;
}

async function deliver(
  { alerts, logger }: AlertWork,
  alert: Alert,
  channel: 'sms' | 'webhook',
  send: () => Promise<void>,
): Promise<void> {
  try {
    await send();
    await alerts.done(alert.id, channel);
  } catch (error) {
    logger.warn({ alertId: alert.id, channel, err: error }, 'an alert was not taken; it is sent again later');
  }
}

async function sendSms({ sms, admins, logger }: AlertWork, { id, organization, message }: Alert) {
  if (sms === null || admins.length === 0) {
    logger.warn({ alertId: id }, 'nobody is told by SMS: SMS_API_KEY or SMS_ADMINS is not set');
    return;
  }
  for (const to of admins) await sms.send({ to, text: `Parley, ${organization}: ${message}` });
}

async function post({ webhook }: AlertWork, alert: Alert) {
  await webhook?.post({
    id: alert.id,
    type: alert.kind,
    at: alert.createdAt,
    data: { organization_id: alert.organizationId, message: alert.message },
  });
}
