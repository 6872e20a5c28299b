import sharp from 'sharp';

const [WIDTH, HEIGHT] = [1200, 800];

/** @returns drawings in place of photographs, because nobody was there: balloon rockets, and a bench of experiments */
export const demoPhotos = (): Promise<Buffer[]> => Promise.all([ROCKETS, BENCH].map(drawn));

/** @returns the bench of experiments alone */
export const demoPhoto = (): Promise<Buffer> => drawn(BENCH);

const drawn = (scene: string): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${scene}</svg>`,
    ),
  )
    .jpeg({ quality: 86 })
    .toBuffer();

const child = (x: number, coat: string, raised: boolean): string => `
<g transform="translate(${x} 560)"><path d="M-52 190 C-52 90 52 90 52 190 Z" fill="${coat}"/>
<circle cy="62" r="44" fill="#f3c9a5"/><path d="M-45 58 C-44 6 44 6 45 58 C20 38 -20 38 -45 58 Z" fill="#3b2a20"/>
<path d="M40 130 Q84 ${raised ? '90 96 24' : '140 92 176'}" stroke="${coat}" stroke-width="22" fill="none" stroke-linecap="round"/></g>`;

const rocket = (x: number, y: number, colour: string): string => `
<g transform="translate(${x} ${y}) rotate(32)"><path d="M-170 8 H-70" stroke="#fff" stroke-width="7" stroke-dasharray="4 20" stroke-linecap="round" opacity=".8"/>
<ellipse rx="66" ry="44" fill="${colour}"/><path d="M-64 0 L-86 -14 V14 Z" fill="${colour}"/><ellipse cx="22" cy="-16" rx="20" ry="9" fill="#fff" opacity=".55"/></g>`;

const ROCKETS = `
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#1f63e0"/><stop offset="1" stop-color="#bcd5ff"/></linearGradient></defs>
<rect width="1200" height="800" fill="url(#s)"/><circle cx="1010" cy="150" r="74" fill="#ffe2a8"/>
<path d="M0 700 H1200 V800 H0 Z" fill="#2e7d5b"/><path d="M80 470 L1130 90" stroke="#fff" stroke-width="3" opacity=".7"/>
${rocket(420, 350, '#f26b3a')}${rocket(690, 250, '#ffc53d')}${rocket(930, 320, '#3fc380')}
${child(230, '#f26b3a', true)}${child(440, '#ffc53d', true)}${child(660, '#1f63e0', false)}${child(900, '#00a870', true)}`;

const flask = (x: number, colour: string, level: number): string => `
<g transform="translate(${x} 400)"><path d="M-24 -120 H24 V-40 L84 110 Q92 140 60 140 H-60 Q-92 140 -84 110 L-24 -40 Z" fill="#fff" opacity=".55"/>
<path d="M${-84 + level * 0.4} ${110 - level} L84 110 Q92 140 60 140 H-60 Q-92 140 -84 110 Z" fill="${colour}"/>
<circle cx="-14" cy="80" r="11" fill="#fff" opacity=".6"/><circle cx="18" cy="50" r="7" fill="#fff" opacity=".6"/></g>`;

const BENCH = `
<defs><linearGradient id="w" x2="1" y2="1"><stop stop-color="#fff1ea"/><stop offset="1" stop-color="#eaf1fe"/></linearGradient></defs>
<rect width="1200" height="800" fill="url(#w)"/><rect y="540" width="1200" height="260" fill="#c98f5b"/><rect y="540" width="1200" height="20" fill="#a87142"/>
${flask(250, '#1f63e0', 60)}${flask(520, '#f26b3a', 40)}${flask(790, '#00a870', 70)}
<g transform="translate(1030 420)" fill="none" stroke="#1f63e0" stroke-width="9"><circle r="17" fill="#1f63e0"/><ellipse rx="112" ry="40"/>
<ellipse rx="112" ry="40" transform="rotate(60)"/><ellipse rx="112" ry="40" transform="rotate(120)"/></g>`;
