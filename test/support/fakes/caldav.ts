import { type Asked, type OutsideServer, type Reply, startOutsideServer } from './outside-server.ts';

/**
 * A CalDAV server on a loopback socket: one account with a calendar of events, one of tasks and one more of events. It
 * filters by nothing, as RFC 4791 lets no server do, so that what is asked has to be looked at here: a query without a range
 * or without the data is refused.
 */
export interface FakeCaldav extends OutsideServer {
  user: string;
  password: string;
  /** Of the account; `${url}home/work/` is a calendar. */
  accountUrl: string;
  calendarUrl: string;
  /** By path. */
  objects: Map<string, string>;
  readOnly: boolean;
  /** Answers queries like this instead. */
  instead: Reply | null;
}

const home = '/dav/me/home/';
const work = `${home}work/`;
const collections: Record<string, string> = {
  [work]: 'VEVENT',
  [`${home}tasks/`]: 'VTODO',
  [`${home}club/`]: 'VEVENT',
};

export async function startFakeCaldav(): Promise<FakeCaldav> {
  const state: Pick<FakeCaldav, 'user' | 'password' | 'objects' | 'readOnly' | 'instead'> = {
    user: 'me@example.com',
    password: 'secret',
    objects: new Map(),
    readOnly: false,
    instead: null,
  };
  const server = await startOutsideServer({
    answer: (asked) => answer(asked, fake),
    refusal: (status) => `<html>${status}</html>`,
  });
  const fake: FakeCaldav = Object.assign(state, server, {
    accountUrl: `${server.url}/`,
    calendarUrl: `${server.url}${work}`,
  });
  return fake;
}

function answer(asked: Asked, fake: FakeCaldav): Reply {
  const { method, url, headers } = asked;
  const credentials = Buffer.from(`${fake.user}:${fake.password}`).toString('base64');
  if (headers.authorization !== `Basic ${credentials}`) {
    return { status: 401, body: '', headers: { 'www-authenticate': 'Basic realm="DAV"' } };
  }
  if (url.pathname === '/.well-known/caldav')
    return { status: 301, body: '', headers: { location: '/dav/' } };
  if (method === 'PROPFIND') return find(asked);
  if (method === 'REPORT' && url.pathname in collections) return fake.instead ?? query(asked, fake);
  if (method === 'PUT') return put(asked, fake);
  return { status: 404, body: 'Not Found' };
}

function find({ url, body, headers }: Asked): Reply {
  const { pathname } = url;
  if (pathname === '/dav/') {
    return multistatus(
      propstat(pathname, '<d:current-user-principal><d:href>/dav/me/</d:href></d:current-user-principal>'),
    );
  }
  if (pathname === '/dav/me/') {
    return multistatus(
      propstat(pathname, `<c:calendar-home-set><d:href>${home}</d:href></c:calendar-home-set>`),
    );
  }
  if (pathname === home && headers.depth === '1') {
    return multistatus(
      propstat(home, '<d:resourcetype><d:collection/></d:resourcetype>'),
      ...Object.keys(collections).map(describeCollection),
    );
  }
  if (pathname in collections) {
    return multistatus(
      body.includes('supported-report-set')
        ? propstat(
            pathname,
            '<d:supported-report-set><d:supported-report><d:report><c:calendar-query/></d:report></d:supported-report></d:supported-report-set>',
          )
        : describeCollection(pathname),
    );
  }
  return { status: 404, body: '<html>Not Found</html>' };
}

function describeCollection(path: string): string {
  return propstat(
    path,
    `<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>${path}</d:displayname><c:supported-calendar-component-set><c:comp name="${collections[path]}"/></c:supported-calendar-component-set>`,
  );
}

function query({ url, body, headers }: Asked, fake: FakeCaldav): Reply {
  const isWhole =
    /<c:time-range[^>]+start="\d{8}T\d{6}Z"[^>]+end="\d{8}T\d{6}Z"/.test(body) &&
    body.includes('calendar-data') &&
    headers.depth === '1';
  if (!isWhole) return { status: 400, body: 'Bad Request' };
  const objects = [...fake.objects].filter(([path]) => path.startsWith(url.pathname));
  return multistatus(
    ...objects.map(([path, text], index) => {
      const data = index % 2 === 0 ? escaped(text) : `<![CDATA[${text}]]>`;
      return propstat(path, `<d:getetag>"${index}"</d:getetag><c:calendar-data>${data}</c:calendar-data>`);
    }),
  );
}

function put({ url, body, headers }: Asked, fake: FakeCaldav): Reply {
  if (fake.readOnly) return { status: 403, body: 'Forbidden' };
  if (headers['if-none-match'] === '*' && fake.objects.has(url.pathname)) {
    return { status: 412, body: 'Precondition Failed' };
  }
  fake.objects.set(url.pathname, body);
  return { status: 201, body: 'Created' };
}

function propstat(path: string, properties: string): string {
  return `<d:response><d:href>${path}</d:href><d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
}

function multistatus(...responses: string[]): Reply {
  return {
    status: 207,
    body: `<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${responses.join('')}</d:multistatus>\n`,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
  };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
