import { fullTimeText } from '../platform/chinese-time';
import { maskIdNumber, maskPhone } from '../platform/crypto/personal-data';
import type { OwnData } from '../platform/own-data';
import { areaFullName, codeTable } from '../reference';
import type { ConsentKind } from './consent.entity';
import type { ConsentService } from './consent.service';
import type { VolunteerService } from './volunteer.service';

const CONSENT_NAMES: Record<ConsentKind, string> = {
  AGREEMENT: '注册协议',
  IDENTITY: '核验证件号码',
  LOCATION: '签到时使用位置',
  PHOTOS: '活动照片',
  SHARING: '向全国志愿服务信息系统共享',
  SHOWCASE: '在风采展示中出现（姓名脱敏）',
  GUARDIAN: '监护人同意',
};

/** What this module holds about a person, for the copy that they may have (R61). */
export function ownIdentity(ownData: OwnData, volunteers: VolunteerService, consents: ConsentService): void {
  ownData.section({
    title: '身份与资料',
    columns: ['项目', '内容'],
    rows: async (reader, volunteerId) => {
      const volunteer = await volunteers.findVolunteer(reader, volunteerId);
      const { profile } = volunteer;
      const plain = volunteers.plainIdentity(volunteer);
      const named = (table: Parameters<typeof codeTable>[0], codes: (string | undefined)[]) =>
        codes.flatMap((code) => (code ? (codeTable(table)[code] ?? code) : [])).join('、');
      return [
        ['志愿者编号', volunteer.number],
        ['姓名', volunteer.name],
        ['证件类型', named('identityDocument', [volunteer.documentType])],
        ['证件号码', maskIdNumber(plain.documentNumber)],
        ['手机号', maskPhone(plain.phone)],
        ['出生日期', volunteer.birthDay],
        ['性别', volunteer.gender === 'male' ? '男' : '女'],
        ['所在地区', areaFullName(volunteer.areaCode)],
        ['服务类别', named('activityCategory', volunteer.serviceCategories)],
        ['民族', named('ethnicity', [profile.ethnicity])],
        ['政治面貌', named('politicalStatus', [profile.politicalStatus])],
        ['学历', named('education', [profile.education])],
        ['工作单位', profile.employer ?? ''],
        ['职务/职称', profile.title ?? ''],
        ['邮箱', profile.email ?? ''],
        ['专业领域', named('discipline', profile.disciplines ?? [])],
        ['监护人', volunteer.guardianName ?? ''],
        ['原系统编号', volunteer.legacyNumber ?? ''],
        ['注册时间', fullTimeText(volunteer.createdAt)],
      ];
    },
  });
  ownData.section({
    title: '同意与授权',
    columns: ['事项', '决定', '版本', '时间'],
    rows: async (reader, volunteerId) =>
      (await consents.current(reader, volunteerId)).map(({ kind, decision, version, at }) => [
        CONSENT_NAMES[kind],
        decision === 'GRANTED' ? '同意' : '已撤回',
        version,
        fullTimeText(at),
      ]),
  });
}
