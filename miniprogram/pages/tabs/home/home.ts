import { type ActivityCard, listActivities, listNearby, type NearbyActivity } from '../../../api/activities';
import { findFigures, type KeyFigure } from '../../../api/figures';
import { listRecaps, type RecapCard } from '../../../api/recaps';
import { myCategories } from '../../../api/volunteer';
import { busily } from '../../../core/busy';
import { type ChosenArea, chooseArea, chosenArea } from '../../../core/chosen-area';
import { currentPosition } from '../../../core/position';
import { LOADING, show } from '../../../core/screen';
import { readStored, writeStored } from '../../../core/storage';
import { openPage } from '../../../core/ways';
import { ENTRIES } from './entries';

const RECOMMENDED = 4;
const LATEST = 3;
const KEY_FIGURES = 3;
/** Somebody wanted to see what is nearby: the next time it is there by itself. */
const NEARBY_WANTED = 'settings.nearby';

/** 首页: what one can join here and now, what is around the corner, and what others did. */
Page({
  data: {
    screen: LOADING,
    area: { code: '', name: '' } as ChosenArea,
    choosingArea: false,
    entries: ENTRIES,
    activities: [] as ActivityCard[],
    forMe: false,
    /** null until the person wants it */
    nearby: null as NearbyActivity[] | null,
    recaps: [] as RecapCard[],
    figures: [] as KeyFigure[],
    asOfText: '',
    busy: false,
  },
  onShow() {
    const area = chosenArea();
    // Also on the way back from signing up, and on another day: places and dates go on.
    if (this.data.screen.state === 'ready' && area.code === this.data.area.code) return this.read();
    this.setData({ area });
    return this.load();
  },
  async load() {
    await this.read();
    // Without waiting, and without a word when it fails: nobody asked for it just now.
    if (readStored<boolean>(NEARBY_WANTED)) this.findNearby().catch(() => undefined);
  },
  read(): Promise<void> {
    return show(this, async () => {
      const areaCode = this.data.area.code || undefined;
      const [activities, recaps, mine, key] = await Promise.all([
        listActivities({ areaCode, free: true }, undefined, 5 * RECOMMENDED),
        listRecaps({}, undefined, LATEST),
        myCategories(),
        // Figures are an extra: without them the page still serves.
        findFigures(areaCode ?? '').catch(() => ({ figures: [], asOfText: '' })),
      ]);
      // Free places alone do not make it open: it may be running already, or not recruit yet.
      const open = activities.items.filter((activity) => activity.open);
      const suits = ({ category }: ActivityCard) => mine.includes(category);
      const sorted = [...open.filter(suits), ...open.filter((activity) => !suits(activity))];
      return {
        activities: sorted.slice(0, RECOMMENDED),
        forMe: open.some(suits),
        recaps: recaps.items,
        figures: key.figures.slice(0, KEY_FIGURES),
        asOfText: key.asOfText,
      };
    });
  },
  onPullDownRefresh() {
    return this.load();
  },
  async findNearby(): Promise<void> {
    const nearby = await listNearby(await currentPosition());
    this.setData({ nearby });
  },
  showNearby(): Promise<void> {
    return busily(this, async () => {
      await this.findNearby();
      writeStored(NEARBY_WANTED, true);
    });
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<ChosenArea>) {
    chooseArea(detail);
    this.setData({ area: detail });
    return this.load();
  },
  wholeCountry() {
    chooseArea({ code: '', name: '' });
    this.setData({ area: { code: '', name: '' } });
    return this.load();
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    openPage(currentTarget.dataset.url as string);
  },
  onShareAppMessage() {
    return { title: '一起做科技志愿者', path: '/pages/tabs/home/home' };
  },
  onShareTimeline() {
    return { title: '一起做科技志愿者' };
  },
});
