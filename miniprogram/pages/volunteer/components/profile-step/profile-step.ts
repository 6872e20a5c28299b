import { EMPTY_DRAFT, type Problems, type RegistrationDraft } from '../../../../api/registration';
import type { ChosenArea } from '../../../../core/chosen-area';
import { codeName, codeOptions } from '../../../../core/codes';

const MOST_CATEGORIES = 4;
const MOST_DISCIPLINES = 5;
/** What is voluntary can be taken back. */
const UNTOLD = { code: '', name: '不填写' };
const tables = {
  ethnicity: [UNTOLD, ...codeOptions('ethnicity')],
  politicalStatus: [UNTOLD, ...codeOptions('politicalStatus')],
  education: [UNTOLD, ...codeOptions('education')],
};
const disciplines = codeOptions('discipline');

/** Where somebody lives and what they would like to do; the rest is voluntary. Event: `change`. */
Component({
  properties: {
    draft: { type: Object, value: EMPTY_DRAFT },
    problems: { type: Object, value: {} as Problems },
  },
  data: {
    choosingArea: false,
    disciplineNames: disciplines.map(({ name }) => name),
    chosenDisciplines: [] as typeof disciplines,
    categories: codeOptions('activityCategory').map((option) => ({ ...option, on: false })),
    pickers: [
      { field: 'ethnicity', label: '民族', names: tables.ethnicity.map(({ name }) => name), chosen: '' },
      {
        field: 'politicalStatus',
        label: '政治面貌',
        names: tables.politicalStatus.map(({ name }) => name),
        chosen: '',
      },
      { field: 'education', label: '学历', names: tables.education.map(({ name }) => name), chosen: '' },
    ],
  },
  observers: {
    draft(draft: RegistrationDraft) {
      this.setData({
        categories: this.data.categories.map((category) => ({
          ...category,
          on: draft.serviceCategories.includes(category.code),
        })),
        chosenDisciplines: disciplines.filter(({ code }) => draft.disciplines.includes(code)),
        pickers: this.data.pickers.map((picker) => {
          const field = picker.field as keyof typeof tables;
          return { ...picker, chosen: codeName(field, draft[field]) };
        }),
      });
    },
  },
  methods: {
    openAreas() {
      this.setData({ choosingArea: true });
    },
    closeAreas() {
      this.setData({ choosingArea: false });
    },
    areaChosen({ detail }: WechatMiniprogram.CustomEvent<ChosenArea>) {
      this.triggerEvent('change', { areaCode: detail.code, areaName: detail.name });
    },
    toggleCategory({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const code = currentTarget.dataset.code as string;
      const { serviceCategories: chosen } = this.properties.draft as RegistrationDraft;
      const without = chosen.filter((other) => other !== code);
      const serviceCategories = without.length < chosen.length ? without : [...chosen, code];
      if (serviceCategories.length > MOST_CATEGORIES)
        wx.showToast({ title: `最多选 ${MOST_CATEGORIES} 项`, icon: 'none' });
      else this.triggerEvent('change', { serviceCategories });
    },
    picked({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
      const field = currentTarget.dataset.field as keyof typeof tables;
      this.triggerEvent('change', { [field]: tables[field][Number(detail.value)]?.code ?? '' });
    },
    disciplinePicked({ detail }: WechatMiniprogram.PickerChange) {
      const { code } = disciplines[Number(detail.value)]!;
      const { disciplines: chosen } = this.properties.draft as RegistrationDraft;
      if (chosen.includes(code)) return;
      if (chosen.length >= MOST_DISCIPLINES)
        wx.showToast({ title: `最多选 ${MOST_DISCIPLINES} 项`, icon: 'none' });
      else this.triggerEvent('change', { disciplines: [...chosen, code] });
    },
    removeDiscipline({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { disciplines: chosen } = this.properties.draft as RegistrationDraft;
      const code = currentTarget.dataset.code as string;
      this.triggerEvent('change', { disciplines: chosen.filter((other) => other !== code) });
    },
    typed({ currentTarget, detail }: WechatMiniprogram.Input) {
      this.triggerEvent('change', { [currentTarget.dataset.field as string]: detail.value });
    },
  },
});
