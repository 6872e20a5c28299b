/** Pages that other features lead to. */
export const REGISTRATION = '/pages/volunteer/registration/registration';
export const MY_SIGN_UPS = '/pages/volunteer/signups/signups';
export const HOME_TAB = '/pages/tabs/home/home';
export const ME_TAB = '/pages/tabs/me/me';

const BY_PERSON = { label: '人工核对', url: '/pages/volunteer/claim/claim?by=person' };

export interface Way {
  label: string;
  /** tab pages are switched to, others opened */
  url: string;
}

const WAYS: Record<string, Way> = {
  not_registered: { label: '去注册', url: REGISTRATION },
  not_verified: { label: '查看认证', url: ME_TAB },
  document_imported: BY_PERSON,
  document_taken: BY_PERSON,
  claim_ambiguous: BY_PERSON,
  claim_attempts: BY_PERSON,
  guardian_consent_missing: { label: '查看认证', url: ME_TAB },
};

/** @returns where somebody gets the right they lack, by the server's code */
export const wayOutOf = (code: string): Way | undefined => WAYS[code];

export const takeWay = ({ url }: Way): void => openPage(url);

/** Tab pages are switched to, others opened above. */
export function openPage(url: string): void {
  if (url.startsWith('/pages/tabs/')) wx.switchTab({ url });
  else wx.navigateTo({ url });
}
