import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to Redis that can be cut, or go silent: connections stay open and nothing arrives any more. */
export class RedisWire {
  private readonly ends = new Set<Socket>();
  private server!: Server;
  private silent = false;

  /** @returns the address that leads to `target` through this wire */
  async open(target: string): Promise<string> {
    const { hostname, port } = new URL(target);
    this.server = createServer((near) => {
      const far = connect(Number(port || 6379), hostname);
      for (const end of [near, far]) {
        this.ends.add(end);
        end.on('error', () => {}).on('close', () => this.ends.delete(end));
      }
      // What is lost stays lost: after `recover` only a new connection gets through.
      let lost = false;
      near.on('data', (bytes) => {
        lost ||= this.silent;
        if (!lost) far.write(bytes);
      });
      near.on('close', () => far.destroy());
      far.on('data', (bytes) => near.write(bytes)).on('close', () => near.destroy());
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  fallSilent(): void {
    this.silent = true;
  }

  recover(): void {
    this.silent = false;
  }

  cut(): void {
    for (const end of this.ends) end.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
