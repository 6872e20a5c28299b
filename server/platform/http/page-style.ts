import tokens from '../../../config/design-tokens.json';

/** Layout of the public pages, on the tokens that the mini-program and the console share. */
export const PAGE_STYLE = `
:root {
${Object.entries(tokens.color)
  .map(([name, value]) => `  --${name}: ${value};`)
  .join('\n')}
  --radius: ${tokens.radius.card}px; --radius-s: ${tokens.radius.control}px;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.75 -apple-system, "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", sans-serif;
}
main { max-width: 680px; margin: 0 auto; padding-bottom: calc(32px + env(safe-area-inset-bottom)); }
img { display: block; max-width: 100%; }
a { color: var(--brand); text-decoration: none; }
h1 { margin: 0; font-size: 22px; line-height: 1.4; font-weight: 600; }
.hero { position: relative; aspect-ratio: 4 / 3; overflow: hidden; background: linear-gradient(135deg, var(--brand-deep), var(--brand) 60%, #5b93ff); }
.hero img { width: 100%; height: 100%; object-fit: cover; }
.hero svg { position: absolute; right: -6%; bottom: -14%; width: 62%; opacity: .22; }
.sheet {
  position: relative; margin: -24px 12px 0; padding: 20px 20px 24px;
  background: var(--surface); border-radius: var(--radius); box-shadow: 0 1px 2px rgba(24, 28, 37, .06), 0 8px 24px rgba(24, 28, 37, .06);
}
.from { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; font-size: 14px; line-height: 1.5; color: var(--brand); font-weight: 500; }
.from::before { content: ""; flex: none; width: 4px; height: 14px; border-radius: 2px; background: var(--brand); }
.meta { margin: 8px 0 0; font-size: 14px; line-height: 1.6; color: var(--ink-faint); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(84px, 1fr)); gap: 4px; margin: 20px 0 0; padding: 16px 0; border-block: 1px solid var(--line); }
.figures div { text-align: center; }
.figures dd { margin: 0; font-size: 28px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--ink); white-space: nowrap; }
.figures dd small { margin-left: 2px; font-size: 14px; font-weight: 400; color: var(--ink-faint); }
.figures dt { margin-top: 4px; font-size: 12px; line-height: 1.5; color: var(--ink-faint); }
.figures .earned dd { color: var(--warm-deep); }
.story { margin-top: 20px; overflow-wrap: anywhere; }
.story p { margin: 0 0 12px; color: var(--ink); }
.gallery { display: grid; gap: 8px; margin-top: 8px; }
.gallery img { width: 100%; height: auto; border-radius: var(--radius-s); background: var(--ground); }
.foot { margin: 20px 0 0; padding-top: 16px; border-top: 1px solid var(--line); font-size: 12px; line-height: 1.6; color: var(--ink-faint); font-variant-numeric: tabular-nums; }
.mark { margin: 24px 0 0; text-align: center; font-size: 12px; color: var(--ink-faint); }
.notice { display: flex; flex-direction: column; justify-content: center; min-height: 80vh; padding: 32px 24px; text-align: center; }
.notice h1 { margin-bottom: 12px; }
.notice p { margin: 0 auto 8px; max-width: 20em; color: var(--ink-soft); }
.verdict { padding: 40px 24px 48px; color: #fff; text-align: center; background: linear-gradient(135deg, var(--brand-deep), var(--brand)); }
.verdict.bad { background: linear-gradient(135deg, #8f1f27, var(--danger)); }
.verdict .badge svg { display: block; width: 56px; height: 56px; margin: 0 auto 12px; }
.verdict p { margin: 8px auto 0; max-width: 24em; }
.ask { display: flex; gap: 8px; max-width: 420px; margin: 24px auto 0; }
.ask input { flex: 1; min-width: 0; height: 48px; padding: 0 12px; font: inherit; border: 1px solid var(--line); border-radius: var(--radius-s); background: var(--surface); color: var(--ink); }
.ask button { flex: none; height: 48px; padding: 0 24px; font: inherit; color: #fff; background: var(--brand); border: 0; border-radius: var(--radius-s); }
.notice .badge { width: 72px; height: 72px; margin: 0 auto 24px; padding: 18px; border-radius: 50%; background: var(--brand-tint); color: var(--brand); }
.notice .badge svg { display: block; width: 36px; height: 36px; }
.notice form { margin: 12px auto 0; width: 100%; max-width: 320px; }
.notice button { width: 100%; min-height: 48px; border: 0; border-radius: var(--radius-s); font: inherit; cursor: pointer; }
.notice .primary { margin-top: 20px; background: var(--brand); color: #fff; font-weight: 600; }
.notice .plain { background: none; color: var(--ink-soft); }
@media (min-width: 700px) { main { padding-top: 24px; } .hero { border-radius: var(--radius); aspect-ratio: 16 / 9; } }
`;
