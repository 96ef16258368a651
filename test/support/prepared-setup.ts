import { buildPage } from '../../src/cli/start/page.ts';
import { prepareEmbeddedTemplate } from './embedded-template.ts';

/** Vitest global setup: makes once what several test files would otherwise make at the same time. */
export default async function setup(): Promise<void> {
  await buildPage(() => undefined);
  await prepareEmbeddedTemplate();
}
