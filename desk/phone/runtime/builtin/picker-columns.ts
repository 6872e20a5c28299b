/** What the wheels show and what a choice on them means as the picker's value. */
export interface WheelColumns {
  labels: string[][];
  chosen: number[];
  valueOf(picked: number[]): unknown;
}

/** Wheels for `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, bounded by `start` and `end`. */
export function dateColumns(value: string, start: string, end: string, fields: string): WheelColumns {
  const from = start || '1970-01-01';
  const until = end || '2100-12-31';
  const [year, month, day] = (value || new Date().toISOString().slice(0, 10)).split('-').map(Number);
  const years = numbers(Number(from.slice(0, 4)), Number(until.slice(0, 4)), 4);
  const wheels = [years, numbers(1, 12, 2), numbers(1, 31, 2)].slice(0, { year: 1, month: 2 }[fields] ?? 3);
  return {
    labels: wheels.map((wheel, index) => wheel.map((each) => `${each}${'年月日'[index]}`)),
    chosen: [year, month, day].slice(0, wheels.length).map((each, index) => place(wheels[index], each ?? 1)),
    valueOf: (picked) => {
      const parts = wheels.map((wheel, index) => wheel[picked[index] ?? 0] ?? '');
      return within(existing(parts).join('-'), from, until);
    },
  };
}

/** Wheels for `HH:mm`. */
export function timeColumns(value: string, start: string, end: string): WheelColumns {
  const wheels = [numbers(0, 23, 2), numbers(0, 59, 2)];
  const [hour = 0, minute = 0] = (value || '00:00').split(':').map(Number);
  return {
    labels: wheels.map((wheel, index) => wheel.map((each) => `${each}${'时分'[index]}`)),
    chosen: [hour, minute],
    valueOf: (picked) =>
      within(wheels.map((wheel, index) => wheel[picked[index] ?? 0]).join(':'), start, end),
  };
}

function numbers(from: number, to: number, digits: number): string[] {
  return Array.from({ length: Math.max(to - from + 1, 1) }, (_, index) =>
    String(from + index).padStart(digits, '0'),
  );
}

function place(wheel: string[] | undefined, value: number): number {
  return Math.max(wheel?.findIndex((each) => Number(each) === value) ?? 0, 0);
}

/** 31 April becomes 30 April: wheels turn independently. */
function existing(parts: string[]): string[] {
  const [year, month, day] = parts;
  if (!day) return parts;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return [year ?? '', month ?? '', String(Math.min(Number(day), last)).padStart(2, '0')];
}

function within(value: string, start: string, end: string): string {
  if (start && value < start.slice(0, value.length)) return start.slice(0, value.length);
  if (end && value > end.slice(0, value.length)) return end.slice(0, value.length);
  return value;
}
