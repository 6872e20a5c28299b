import { syntheticId } from '../../people/synthetic';
import { yearsAgo } from '../setting';
import type { Story } from '../story';

/** Following, log-in, registration, a wrong ID, a minor with a guardian. */
export async function peopleArrive(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('关注公众号，登录小程序');
  story.organizer = await story.appear('林晓组织');
  narrator.asked(story.organizer.name, '关注公众号');
  await story.organizer.inWechat('follow');
  const [welcome] = (await story.organizer.chat()).slice(-1);
  narrator.expectWords('公众号的欢迎语', welcome?.text ?? '', '科技志愿');

  narrator.chapter('注册：校验位写错的身份证被拒绝，改正后通过');
  await story.organizer.logIn();
  await story.organizer.confirmPhone();
  const right = syntheticId({ birthDay: '1985-05-20' });
  const wrong = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1');
  const refused = await story.organizer.tryToRegister({ documentNumber: wrong });
  narrator.expect('拒绝', [refused.status, refused.body.code], [400, 'id_number_checksum']);
  await story.organizer.register({ documentNumber: right });

  narrator.chapter('三位志愿者注册；其中一位 15 岁，由监护人同意');
  const guardian = await story.appear('周家长');
  await guardian.logIn();
  await guardian.confirmPhone();
  const [first, second] = [await story.appear('李一'), await story.appear('王二')];
  for (const each of [first, second]) {
    await each.inWechat('follow');
    await each.register();
  }
  const minor = await story.appear('周小');
  await minor.register({
    birthDay: yearsAgo(15),
    guardian: { name: guardian.name, phone: guardian.phone },
  });
  const state = async () => (await minor.get('我的资料', '/api/volunteer/me')).volunteer.state;
  narrator.expect('同意之前', await state(), 'GUARDIAN_PENDING');
  await guardian.post('监护人同意', '/api/volunteer/guardian-consents', {
    volunteerNumber: minor.number,
    minorName: minor.name,
    agreementVersion: (await guardian.get('协议版本', '/api/public/agreement')).version,
  });
  narrator.expect('同意之后', await state(), 'VERIFIED');
  story.volunteers = [first, second, minor];
}
