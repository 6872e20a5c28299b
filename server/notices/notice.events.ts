export interface NoticeHappened {
  noticeId: string;
}

declare module '../platform/outbox/events' {
  interface Events {
    /** Its audience is to be found and addressed. */
    'notice.published': NoticeHappened;
    /** Messages wait to be sent. */
    'notice.queued': NoticeHappened;
  }
}
