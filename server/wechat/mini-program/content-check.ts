import type { AccountApi } from '../account-api';

export type Verdict = 'pass' | 'review' | 'risky';

/** Where the text appears: 1 profile, 2 comment, 3 forum, 4 social log. */
export type CheckScene = 1 | 2 | 3 | 4;

export interface ContentChecks {
  /** @param q.openid of the author, who used the mini-program within two hours; content of any length, the worst part decides */
  checkText(q: { openid: string; content: string; scene: CheckScene; title?: string }): Promise<Verdict>;
}

const CHUNK = 2_500;
const SEVERITY: Verdict[] = ['pass', 'review', 'risky'];

export const contentChecks = (api: AccountApi): ContentChecks => ({
  async checkText({ openid, content, scene, title }) {
    let worst: Verdict = 'pass';
    for (const part of chunks(content)) {
      const answer = (await api.post(`${api.wxaPrefix}msg_sec_check`, {
        version: 2,
        openid,
        scene,
        content: part,
        title,
      })) as { result: { suggest: Verdict } };
      // A verdict that we do not know is for a person to decide.
      const verdict = SEVERITY.includes(answer.result.suggest) ? answer.result.suggest : 'review';
      if (SEVERITY.indexOf(verdict) > SEVERITY.indexOf(worst)) worst = verdict;
      if (worst === 'risky') break;
    }
    return worst;
  },
});

/** Cuts between characters; a word cut in two is a risk accepted only beyond WeChat's limit of one call. */
function chunks(content: string): string[] {
  const characters = Array.from(content);
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += CHUNK) parts.push(characters.slice(at, at + CHUNK).join(''));
  return parts;
}
