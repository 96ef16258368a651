import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** How a database is away: nothing listens any more, or whatever is sent to it is never heard of again. */
export type Kind = 'refused' | 'black-holed';

/** The way from Parley to its database, which can be cut. */
export class Wire {
  private readonly target: URL;
  private readonly pairs = new Set<[Socket, Socket]>();
  private server: Server;
  private port = 0;
  private isSwallowing = false;

  constructor(target: string) {
    this.target = new URL(target);
    this.server = this.makeServer();
  }

  async open(): Promise<string> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  /** What is on its way is lost with it: whether it arrived is for chance, as in life. */
  cut(kind: Kind): void {
    if (kind === 'black-holed') {
      this.isSwallowing = true;
      for (const [near, far] of this.pairs) swallow(near, far);
      return;
    }
    this.server.close();
    this.drop();
  }

  async mend(): Promise<void> {
    this.isSwallowing = false;
    this.drop();
    if (this.server.listening) return;
    this.server = this.makeServer();
    await this.open();
  }

  close(): void {
    this.drop();
    this.server.close();
  }

  private makeServer(): Server {
    return createServer((near) => {
      const far = connect(Number(this.target.port), this.target.hostname);
      const pair: [Socket, Socket] = [near, far];
      this.pairs.add(pair);
      const end = () => {
        near.destroy();
        far.destroy();
        this.pairs.delete(pair);
      };
      for (const socket of pair) socket.on('error', end).on('close', end);
      if (this.isSwallowing) return swallow(near, far);
      near.pipe(far);
      far.pipe(near);
    });
  }

  private drop(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    this.pairs.clear();
  }
}

function swallow(near: Socket, far: Socket): void {
  near.unpipe(far).resume();
  far.unpipe(near).resume();
}
