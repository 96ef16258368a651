import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';

/**
 * Supabase Storage as supabase-js meets it: buckets, uploads as forms, downloads in parts. Its faults look as the real
 * one's do, which answers 400 and says the true status in the body.
 */
export interface FakeStorage {
  url: string;
  buckets: Map<string, { public: boolean; objects: Map<string, Buffer> }>;
  close(): Promise<void>;
}

const root = '/storage/v1';

export async function startFakeStorage(
  secretKey: string,
  { ranges = true }: { ranges?: boolean } = {},
): Promise<FakeStorage> {
  const buckets: FakeStorage['buckets'] = new Map();
  const app = new Hono();
  const refuse = (c: Context, statusCode: string, message: string) =>
    c.json({ statusCode, error: message, message }, 400);

  app.use(async (c, next) => {
    const isPublic = c.req.path.startsWith(`${root}/object/public/`);
    // A private bucket without policies: to anybody else there is nothing.
    if (!isPublic && c.req.header('apikey') !== secretKey) return refuse(c, '404', 'Object not found');
    return next();
  });
  app.post(`${root}/bucket`, async (c) => {
    const { id, public: isPublic } = await c.req.json();
    if (buckets.has(id)) return refuse(c, '409', 'Duplicate');
    buckets.set(id, { public: isPublic, objects: new Map() });
    return c.json({ name: id });
  });
  app.get(`${root}/bucket/:id`, (c) => {
    const bucket = buckets.get(c.req.param('id'));
    return bucket
      ? c.json({ id: c.req.param('id'), public: bucket.public })
      : refuse(c, '404', 'Bucket not found');
  });
  app.get(`${root}/object/public/:bucket/*`, (c) => refuse(c, '404', 'Bucket not found'));
  app.post(`${root}/object/:bucket/*`, async (c) => {
    const { bucket, path } = objectOf(c);
    const objects = buckets.get(bucket)?.objects;
    if (!objects) return refuse(c, '404', 'Bucket not found');
    if (objects.has(path) && c.req.header('x-upsert') !== 'true') return refuse(c, '409', 'Duplicate');
    const file = [...(await c.req.formData()).values()].find((value) => value instanceof File);
    if (!file) return refuse(c, '400', 'No file');
    objects.set(path, Buffer.from(await file.arrayBuffer()));
    return c.json({ Id: 'x', Key: `${bucket}/${path}` });
  });
  app.get(`${root}/object/:bucket/*`, (c) => {
    const { bucket, path } = objectOf(c);
    const object = buckets.get(bucket)?.objects.get(path);
    if (!object) return refuse(c, '404', 'Object not found');
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(c.req.header('range') ?? '') ?? [];
    if (!ranges || start === undefined || end === undefined) return c.body(new Uint8Array(object));
    const range = `bytes ${start}-${end}/${object.length}`;
    return c.body(new Uint8Array(object.subarray(Number(start), Number(end) + 1)), 206, {
      'content-range': range,
    });
  });
  app.delete(`${root}/object/:bucket`, async (c) => {
    const objects = buckets.get(c.req.param('bucket'))?.objects;
    const { prefixes } = await c.req.json<{ prefixes: string[] }>();
    return c.json(prefixes.filter((path) => objects?.delete(path)).map((name) => ({ name })));
  });

  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({
        url: `http://127.0.0.1:${port}`,
        buckets,
        close: () => new Promise((done) => server.close(() => done())),
      }),
    );
  });
}

function objectOf(c: Context): { bucket: string; path: string } {
  const [bucket = '', ...path] = c.req.path
    .slice(`${root}/object/`.length)
    .split('/')
    .map(decodeURIComponent);
  return { bucket, path: path.join('/') };
}
