import { EMPTY_DRAFT, type Problems, type RegistrationDraft } from '../../../../api/registration';

const CONSENTS = [
  {
    key: 'identity',
    title: '核验证件号码',
    required: true,
    why: '用于实名注册，保证一人一号。加密保存，任何页面都只显示首尾几位。',
  },
  {
    key: 'location',
    title: '签到时使用位置',
    required: false,
    why: '用于核对您在活动现场。不同意也可以扫码签到。',
  },
  {
    key: 'photos',
    title: '活动照片中出现我',
    required: false,
    why: '组织分享活动风采时，照片里可能有您。不同意时请告诉拍照的人。',
  },
  {
    key: 'sharing',
    title: '把服务记录报送全国志愿服务系统',
    required: false,
    why: '报送后，您在其他平台也能查到这些时长。',
  },
] as const;

/** The agreement, and separate consents for each use of personal data (R02): nothing is ticked beforehand. Event: `change`. */
Component({
  properties: {
    draft: { type: Object, value: EMPTY_DRAFT },
    problems: { type: Object, value: {} as Problems },
  },
  data: { consents: CONSENTS.map((consent) => ({ ...consent, given: false })) },
  observers: {
    draft({ consents }: RegistrationDraft) {
      this.setData({ consents: CONSENTS.map((consent) => ({ ...consent, given: consents[consent.key] })) });
    },
  },
  methods: {
    toggleAgreed() {
      const { agreed } = this.properties.draft as RegistrationDraft;
      this.triggerEvent('change', { agreed: !agreed });
    },
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const key = currentTarget.dataset.key as keyof RegistrationDraft['consents'];
      const { consents } = this.properties.draft as RegistrationDraft;
      this.triggerEvent('change', { consents: { ...consents, [key]: !consents[key] } });
    },
    openAgreement() {
      wx.navigateTo({ url: '/pages/volunteer/agreement/agreement' });
    },
  },
});
