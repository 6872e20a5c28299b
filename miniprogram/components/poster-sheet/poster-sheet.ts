import { findPoster } from '../../api/posters';
import { busily } from '../../core/busy';
import { savePicture } from '../../core/phone-media';
import { messageOf } from '../../core/screen';

/** A poster from the bottom of the page, to be saved to the album. Event: `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** recaps | activities */
    kind: { type: String, value: 'recaps' },
    /** of the recap or the activity */
    subject: { type: String, value: '' },
  },
  data: { url: '', failure: '', busy: false },
  observers: {
    visible(visible: boolean) {
      if (visible && !this.data.url) this.load();
    },
  },
  methods: {
    async load() {
      this.setData({ failure: '' });
      try {
        const { kind, subject } = this.properties;
        this.setData({ url: await findPoster(kind as 'recaps' | 'activities', subject) });
      } catch (failure) {
        this.setData({ failure: messageOf(failure) });
      }
    },
    save(): Promise<void> {
      return busily(this, async () => {
        await savePicture(this.data.url);
        this.close();
        wx.showToast({ title: '已保存到相册', icon: 'success' });
      });
    },
    close() {
      this.triggerEvent('close');
    },
    popupChanged({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
  },
});
