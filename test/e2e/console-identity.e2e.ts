import { syntheticId } from '../../desk/people/synthetic';
import { type ConsoleStage, openConsole } from './support/console';
import { picture } from './support/picture';

describe('who people are, on the PC', () => {
  let stage: ConsoleStage;
  beforeAll(async () => {
    stage = await openConsole();
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);

  test('a platform admin gives a lost account back and refuses a document, each with a reason', async () => {
    const { world } = stage;
    const documentNumber = syntheticId();
    const lost = await world.person('冯一').register({ documentNumber });
    const again = await world.person('冯一').logIn();
    await again.confirmPhone();
    const { agreementVersion, consents } = again.registrationForm() as Record<string, unknown>;
    const request = { name: '冯一', documentType: '01', documentNumber, agreementVersion, consents };
    (await again.post('/api/volunteer/claim-request', { ...request, remark: '换了微信' })).expect(201);
    const traveller = await world.person('Anna').logIn();
    await traveller.confirmPhone();
    const passport = {
      documentType: '05',
      documentNumber: 'E1234567',
      birthDay: '1991-02-03',
      gender: 'female',
    };
    const form = { ...traveller.registrationForm(), ...passport };
    (await traveller.post('/api/volunteer/registration', form)).expect(201);

    const page = await stage.logIn(await world.platformAdmin(), '/platform/claims');
    await page.getByRole('row', { name: /冯一/ }).press('Enter');
    await page.getByText('证件一致').waitFor();
    await picture(page, 'claims');
    await page.getByRole('button', { name: '是这一份' }).click();
    await page.getByRole('textbox', { name: '原因' }).fill('视频核验为本人');
    await page.getByRole('button', { name: '交给申请人' }).click();
    await page.getByText('没有等待核对的认领。').waitFor();
    expect((await again.get('/api/volunteer/me')).body.volunteer.id).toBe(lost.volunteerId);

    await page.goto('/platform/codes');
    await page.locator('dl.facts dt').first().waitFor();
    expect((await page.locator('dl.facts dt').allTextContents()).slice(0, 2)).toEqual(['01', '02']);
    await page.goto('/platform/verifications');
    await page.getByRole('row', { name: /Anna/ }).press('Enter');
    await page.getByRole('button', { name: '不通过' }).click();
    await page.getByRole('textbox', { name: '原因' }).fill('号码与护照不一致');
    await picture(page, 'verifications');
    await page.locator('.t-dialog').getByRole('button', { name: '不通过' }).click();
    await page.getByText('没有等待认证的志愿者。').waitFor();
    expect((await traveller.get('/api/volunteer/me')).body.volunteer.state).toBe('REJECTED');
    expect(stage.complaints).toEqual([]);
  }, 90_000);
});
