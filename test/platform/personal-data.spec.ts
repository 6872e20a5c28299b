import { maskIdNumber, maskName, maskPhone, PersonalData } from '../../server/platform/crypto/personal-data';
import { TokenSigner } from '../../server/platform/crypto/signed-token';

const key = (byte: number) => Buffer.alloc(32, byte);

describe('personal data at rest', () => {
  const old = new PersonalData({ fieldKeys: [{ id: 'k1', key: key(1) }], indexKey: key(9) });
  const rotated = new PersonalData({
    fieldKeys: [
      { id: 'k2', key: key(2) },
      { id: 'k1', key: key(1) },
    ],
    indexKey: key(9),
  });

  it('comes back, differs each time, and survives a rotation of the key', () => {
    const stored = old.encrypt('phone', '19900000001');
    expect(stored).not.toContain('19900000001');
    expect(old.encrypt('phone', '19900000001')).not.toBe(stored);
    expect(rotated.decrypt('phone', stored)).toBe('19900000001');
    expect(rotated.encrypt('phone', 'x')).toMatch(/^k2:/);
    expect(() => old.decrypt('phone', rotated.encrypt('phone', 'x'))).toThrow(/not configured/);
  });

  it('is refused when altered or moved to another purpose', () => {
    const stored = old.encrypt('phone', '19900000001');
    const bytes = Buffer.from(stored.slice(3), 'base64');
    bytes[bytes.length - 1]! ^= 1;
    expect(() => old.decrypt('phone', `k1:${bytes.toString('base64')}`)).toThrow();
    expect(() => old.decrypt('document', stored)).toThrow();
  });

  it('is found by a keyed hash', () => {
    expect(old.index('phone', '1')).toBe(rotated.index('phone', '1'));
    expect(old.index('phone', '1')).not.toBe(old.index('document', '1'));
  });

  it('is masked', () => {
    expect(maskIdNumber('110105199003070011')).toBe('110***********0011');
    expect(maskPhone('13800000011')).toBe('138****0011');
    expect([maskName('张三'), maskName('欧阳修'), maskName('丁')]).toEqual(['张*', '欧**', '丁*']);
  });
});

describe('signed tokens', () => {
  it('verify only as signed, for their purpose, with their key', () => {
    const signer = new TokenSigner(key(1), 'check-in');
    const token = signer.sign('a~1');
    expect(signer.verify(token)).toBe('a~1');
    expect(signer.verify(token.replace('a~1', 'a~2'))).toBeNull();
    expect(new TokenSigner(key(1), 'other').verify(token)).toBeNull();
    expect(new TokenSigner(key(2), 'check-in').verify(token)).toBeNull();
    expect(signer.verify('nonsense')).toBeNull();
  });
});
