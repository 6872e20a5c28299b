import { html } from '../../../server/platform/http';

describe('html', () => {
  it('escapes every value and keeps templates', () => {
    const name = `<img src=x onerror="alert('1')">&`;
    expect(html`<p title="${name}">${html`<b>${name}</b>`}</p>`.toString()).toBe(
      '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;"><b>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</b></p>',
    );
  });

  it('joins lists and leaves out nothing, false and null', () => {
    expect(html`${[html`<i>1</i>`, '<', 2]}${null}${undefined}${false}${0}`.toString()).toBe(
      '<i>1</i>&lt;20',
    );
  });
});
