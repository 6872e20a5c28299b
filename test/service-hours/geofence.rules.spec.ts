import { distanceMetres, distanceText } from '../../server/service-hours/geofence.rules';

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

describe('distance', () => {
  it.each([
    ['the same point', at(39.9219, 116.4436), at(39.9219, 116.4436), 0],
    ['one minute of latitude, which is a nautical mile', at(39, 116), at(39 + 1 / 60, 116), 1853],
    ['a degree of longitude on the equator', at(0, 0), at(0, 1), 111_195],
    ['a degree of longitude at 60° north, half as much', at(60, 10), at(60, 11), 55_597],
    ['across the date line, the short way', at(0, 179.5), at(0, -179.5), 111_195],
    ['the antipode, half the girth', at(0, 0), at(0, 180), 20_015_115],
    ['Beijing to Shanghai', at(39.9042, 116.4074), at(31.2304, 121.4737), 1_067_311],
  ])('of %s', (_, from, to, metres) => {
    expect(Math.abs(distanceMetres(from, to) - metres)).toBeLessThanOrEqual(Math.max(1, metres * 0.0005));
    expect(distanceMetres(to, from)).toBe(distanceMetres(from, to));
  });

  it.each([
    [0, '0 米'],
    [999, '999 米'],
    [1000, '1.0 公里'],
    [12_345, '12.3 公里'],
  ])('of %d metres reads %s', (metres, text) => expect(distanceText(metres)).toBe(text));
});
