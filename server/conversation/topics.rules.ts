/** What somebody can ask the official account about; also the keys of its menu. */
export const TOPICS = ['activities', 'hours', 'organizations', 'binding', 'help'] as const;
export type Topic = (typeof TOPICS)[number];

/** In the order in which they are looked for. */
const KEYWORDS: [string, Topic][] = [
  ['活动', 'activities'],
  ['时长', 'hours'],
  ['组织', 'organizations'],
  ['绑定', 'binding'],
];

/** @returns the topic whose keyword comes first in the text, help when there is none */
export function topicOfText(text: string): Topic {
  const words = text.normalize('NFKC');
  const found = KEYWORDS.map(([keyword, topic]) => ({ topic, at: words.indexOf(keyword) })).filter(
    ({ at }) => at >= 0,
  );
  return found.sort((a, b) => a.at - b.at)[0]?.topic ?? 'help';
}

export const topicOfKey = (key: string): Topic => TOPICS.find((topic) => topic === key) ?? 'help';

/** What a scanned code leads to. */
export interface Scene {
  kind: 'activity' | 'organization' | 'console-log-in';
  id: string;
}

const SCENE = /^(activity|org|console)_([0-9A-HJKMNP-TV-Z]{26})$/;
const KINDS: Record<string, Scene['kind']> = {
  activity: 'activity',
  org: 'organization',
  console: 'console-log-in',
};

/** How long a code for logging in on the PC lives. */
export const LOG_IN_SECONDS = 180;

/** @returns the scene of the code that a PC shows */
export const sceneOfLogIn = (id: string): string => `console_${id}`;

/** @returns null for scenes that are not ours */
export function readScene(scene: string | undefined): Scene | null {
  const match = SCENE.exec(scene ?? '');
  if (!match) return null;
  return { kind: KINDS[match[1]!]!, id: match[2]! };
}
