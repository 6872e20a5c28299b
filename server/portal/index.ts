/** The PC site as the server hands it out, with titles and content for search engines. It changes nothing. */
export type { SitePage } from './site';
