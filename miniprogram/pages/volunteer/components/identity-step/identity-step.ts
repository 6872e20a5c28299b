import type { RegistrationDraft } from '../../../../api/registration';
import { EMPTY_DRAFT, isMinor, knownPerson, type Problems, RESIDENT_ID } from '../../../../api/registration';
import { codeOptions } from '../../../../core/codes';
import { ageOf, readResidentId } from '../../../../core/resident-id';

const documents = codeOptions('identityDocument');

/** @returns what the number says while it is typed: who it is, or what is wrong with it */
function feedbackOn({ documentType, documentNumber }: RegistrationDraft) {
  const read = documentType === RESIDENT_ID ? readResidentId(documentNumber) : null;
  if (!read) return { derived: '', mistake: '' };
  if ('problem' in read) return { derived: '', mistake: read.problem };
  const [year, month, day] = read.birthDay.split('-').map(Number);
  const gender = read.gender === 'male' ? '男' : '女';
  const derived = `${gender} · ${year}年${month}月${day}日出生 · ${ageOf(read.birthDay)} 周岁`;
  return { derived, mistake: '' };
}

/** Who somebody is: the resident ID is checked and read while it is typed; minors name their guardian. Event: `change`. */
Component({
  properties: {
    draft: { type: Object, value: EMPTY_DRAFT },
    problems: { type: Object, value: {} as Problems },
    /** the guardian fills it in for a child: nobody else is named */
    byGuardian: { type: Boolean, value: false },
  },
  data: {
    documentNames: documents.map(({ name }) => name),
    documentIndex: 0,
    resident: true,
    derived: '',
    mistake: '',
    minor: false,
  },
  observers: {
    draft(draft: RegistrationDraft) {
      this.setData({
        ...feedbackOn(draft),
        documentIndex: documents.findIndex(({ code }) => code === draft.documentType),
        resident: draft.documentType === RESIDENT_ID,
        minor: !this.properties.byGuardian && isMinor(knownPerson(draft)),
      });
    },
  },
  methods: {
    typed({ currentTarget, detail }: WechatMiniprogram.Input) {
      this.triggerEvent('change', { [currentTarget.dataset.field as string]: detail.value });
    },
    documentPicked({ detail }: WechatMiniprogram.PickerChange) {
      const { code } = documents[Number(detail.value)]!;
      this.triggerEvent('change', { documentType: code, documentNumber: '' });
    },
    passOn({ detail }: WechatMiniprogram.CustomEvent<Partial<RegistrationDraft>>) {
      this.triggerEvent('change', detail);
    },
  },
});
