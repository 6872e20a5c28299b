import type { Person } from '../state/people';

const SHOWN = 200;

/** The page on which a plain browser says in whose name it acts; on a phone WeChat itself knows. */
export function choosePersonPage(people: Person[], query: Record<string, string>): string {
  const links = people.slice(0, SHOWN).map((person) => {
    const target = new URLSearchParams({ ...query, as: person.id });
    return `<li><a href="?${escapeHtml(target.toString())}">${escapeHtml(person.nickname)}</a></li>`;
  });
  const list = links.length > 0 ? `<ul>${links.join('')}</ul>` : '<p>模拟环境里还没有人，请先创建。</p>';
  return page('以谁的身份登录？', list);
}

export function refusalPage(problem: string): string {
  return page('无法打开授权页', `<p>${escapeHtml(problem)}</p>`);
}

function page(title: string, content: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
  const style = '<style>body{font:16px/1.8 system-ui;max-width:32em;margin:2em auto;padding:0 1em}</style>';
  return `<!doctype html><html lang="zh-CN"><head>${head}${style}</head><body><h1>${title}</h1>${content}</body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
