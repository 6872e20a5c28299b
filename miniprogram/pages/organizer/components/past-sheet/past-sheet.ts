import { downloadPastProof, type PastActivity } from '../../../../api/past-activities';
import { busily } from '../../../../core/busy';
import { showFile } from '../../../../core/phone-media';

/** An activity that was entered afterwards: what, when, who, why so late, and what proves it. */
Component({
  properties: {
    past: { type: Object, value: {} as PastActivity },
    /** who reads it: organizer | unit */
    audience: { type: String, value: 'organizer' },
  },
  data: { busy: false },
  methods: {
    openMap() {
      const { position, title, where } = this.properties.past as PastActivity;
      if (position) wx.openLocation({ ...position, name: title, address: where });
    },
    openProof({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const place = currentTarget.dataset.index as number;
      const { id, proof } = this.properties.past as PastActivity;
      const audience = this.properties.audience as 'organizer' | 'unit';
      return busily(this, async () =>
        showFile(await downloadPastProof(audience, id, place), proof[place] ?? ''),
      );
    },
  },
});
