import { Flag, Int, Optional, Text } from '../platform/http';

/** One post of an activity's plan. */
export class PostForm {
  @Text(30) title: string;
  /** discipline or skill asked for, in words */
  @Optional() @Text(200) requirement?: string | null;
  @Int(1, 100_000) places: number;
  @Optional() @Int(14, 120) minAge?: number | null;
  @Optional() @Int(14, 120) maxAge?: number | null;
  @Optional() @Flag() membersOnly?: boolean;
}

export class PlacesForm {
  /** not fewer than are held */
  @Int(1, 100_000) places: number;
}
