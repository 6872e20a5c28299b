/** HTTP as modules see it: audience routers, forms and views, pages. */
export type { RegisteredActor } from '../actor';
export { Api, type Audience, type Authenticate, type Call } from './api';
export * from './fields';
export { FileAnswer } from './file-answer';
export { type Html, html } from './html';
export { createHttpApp } from './http-app';
export { type Class, readInput } from './input';
export { type Listener, listen } from './listener';
export { operationsRoutes } from './operations.routes';
export { faultsAsPages, headTags, type PageHead, pageAssetRoutes, sendPage } from './page';
export { mapPage, Page, PageQuery, pageOf, readPage } from './paging';
export { WriteLimits } from './rate-limit';
export { giveSessionCookie, requireOwnPage, takeSessionCookie } from './session-cookie';
export { readUpload } from './upload';
