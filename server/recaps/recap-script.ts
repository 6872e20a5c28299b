/**
 * Runs in the reader's browser: counts the view and, inside WeChat, gives the share card its title and picture.
 * Kept in words that every phone of the last ten years understands. A page that cannot reach us stays readable.
 */
export const RECAP_SCRIPT = `(function () {
  'use strict';
  var page = document.querySelector('[data-recap]');
  if (!page) return;
  var api = '/api/public/recaps/' + page.dataset.recap;

  function post(path, body) {
    fetch(api + path, {
      method: 'POST', keepalive: true,
      headers: { 'content-type': 'application/json' }, body: JSON.stringify(body)
    }).catch(function () {});
  }
  post('/views', {});

  var wx = window.wx;
  if (!wx || !wx.config) return;
  var address = location.href.split('#')[0];
  fetch('/api/public/js-sdk?url=' + encodeURIComponent(address)).then(function (response) {
    return response.ok ? response.json() : Promise.reject(response.status);
  }).then(function (config) {
    wx.config({
      debug: false, appId: config.appId, timestamp: config.timestamp, nonceStr: config.nonceStr,
      signature: config.signature, jsApiList: ['updateAppMessageShareData', 'updateTimelineShareData']
    });
    wx.ready(function () {
      var card = { title: page.dataset.title, link: page.dataset.url, imgUrl: page.dataset.image };
      wx.updateAppMessageShareData(Object.assign({
        desc: page.dataset.description, success: function () {}
      }, card));
      wx.updateTimelineShareData(Object.assign({ success: function () {} }, card));
    });
  }).catch(function () {});
})();
`;
