/** Pages of the mini-program that messages open, with the ids they read from their query. */
export const activityPage = (activityId: string): string => `pages/activity/detail/detail?id=${activityId}`;
export const inboxPage = (): string => 'pages/volunteer/inbox/inbox';
