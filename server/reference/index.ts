/** Reference data that the state or the national volunteer system defines: areas (GB/T 2260) and code tables. Pure, in memory. */
export {
  type Area,
  type AreaLevel,
  areaFullName,
  areaPrefix,
  childAreas,
  findArea,
  listAreas,
} from './areas';
export { addDays, dayRemark, isDay, isWorkingDay, weekdayOf } from './calendar';
export { type CodeTable, codesOf, codeTable } from './codes';
