import { Fault } from '../../server/platform/fault';
import { ageOn } from '../../server/volunteers/identity.rules';
import { beginningOf } from '../../server/volunteers/registration.rules';

const shanghai = (text: string) => new Date(`${text}+08:00`);

describe('years of life', () => {
  it.each([
    ['the day before a birthday', '2008-11-29', '2026-11-28', 17],
    ['a birthday', '2008-11-29', '2026-11-29', 18],
    ['the day before somebody is 14', '2012-12-01', '2026-11-30', 13],
    ['the first of a month', '2012-12-01', '2026-12-01', 14],
    ['New Year’s Eve', '2009-01-01', '2026-12-31', 17],
    ['New Year', '2009-01-01', '2027-01-01', 18],
    ['28 February for who was born on the 29th', '2008-02-29', '2026-02-28', 17],
    ['1 March for who was born on 29 February', '2008-02-29', '2026-03-01', 18],
    ['28 February of a leap year', '2012-02-29', '2028-02-28', 15],
    ['29 February', '2012-02-29', '2028-02-29', 16],
  ])('on %s', (_, birthDay, day, age) => expect(ageOn(birthDay, day)).toBe(age));
});

describe('who registers, by the day in Shanghai (R04)', () => {
  const begun = (birthDay: string, now: string): string => {
    const person = { documentType: '01', birthDay, phone: '19900000000' };
    const guardian = { name: '监护人', phone: '19900000001' };
    try {
      return beginningOf(person, guardian, shanghai(now)).state;
    } catch (error) {
      return error instanceof Fault ? error.code : String(error);
    }
  };

  it.each([
    ['ten minutes before the 14th birthday', '2012-11-29', '2026-11-28T23:50:00', 'guardian_must_register'],
    // In Greenwich it is still the day before.
    ['ten minutes into the 14th birthday', '2012-11-29', '2026-11-29T00:10:00', 'GUARDIAN_PENDING'],
    ['ten minutes before the 18th birthday', '2008-11-29', '2026-11-28T23:50:00', 'GUARDIAN_PENDING'],
    ['ten minutes into the 18th birthday', '2008-11-29', '2026-11-29T00:10:00', 'VERIFIED'],
    ['on 28 February, born on the 29th', '2008-02-29', '2026-02-28T23:50:00', 'GUARDIAN_PENDING'],
    ['on 1 March, born on 29 February', '2008-02-29', '2026-03-01T00:10:00', 'VERIFIED'],
  ])('%s', (_, birthDay, now, expected) => expect(begun(birthDay, now)).toBe(expected));
});
