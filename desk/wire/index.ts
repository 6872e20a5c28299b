/**
 * WeChat on your desk: a server that speaks WeChat's wire, so that the product runs without a WeChat account.
 * One origin stands in for api.weixin.qq.com, mp.weixin.qq.com and open.weixin.qq.com. It imports nothing of the
 * product: whatever one side signs or encrypts, the other checks on its own.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { wireMiddleware } from './api/wire.middleware';
import { createControl } from './control/control';
import { controlMiddleware } from './control/control.routes';
import type { DeskControl } from './control/desk-control';
import { payMiddleware } from './pay/pay.middleware';
import type { PushTargets, WorldOptions } from './state/world';

export type { DeskAccount, DeskTemplate } from '../accounts';
export type { DeskControl, Forgery, Interaction, PersonView, ScanResult } from './control/desk-control';
export { DeskRefusal } from './control/desk-refusal';
export type { PayForgery, PaymentRequest, PaymentSheet } from './control/payment-actions';
export { PAY_FAULTS, type PayFault } from './pay/pay-book';
export type { PushRecord } from './push/push-sender';
export type { ApiCall } from './state/call-log';
export type { ApiFault, PushDisturbance } from './state/faults';
export type { ChatMessage, NewPerson, ServiceNotice, SharedPost } from './state/people';

export interface DeskOptions extends WorldOptions {
  /** 0 = any free port. */
  port?: number;
  host?: string;
  /** Adds more to the same port, such as the browser phone; runs after WeChat's own paths. */
  extend?: (app: Koa) => void;
}

export interface Desk {
  /** Origin, without a slash at the end. */
  url: string;
  control: DeskControl;
  setPushTargets(targets: PushTargets): void;
  stop(): Promise<void>;
}

/** Makes the Koa application without listening. */
export function createDesk(options: DeskOptions = {}): {
  app: Koa;
  control: DeskControl;
  stop(): Promise<void>;
} {
  const { control, world } = createControl(options);
  const app = new Koa();
  app.use(wireMiddleware(world)).use(payMiddleware(world)).use(controlMiddleware(control));
  options.extend?.(app);
  return {
    app,
    control,
    stop: async () => {
      await world().pushes.stop();
      await world().payNotifier.stop();
    },
  };
}

/** Starts the desk; by default on a free port of this machine only. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const { app, control, stop } = createDesk(options);
  const server = createServer(app.callback());
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    control,
    setPushTargets: control.setPushTargets,
    async stop() {
      await stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
