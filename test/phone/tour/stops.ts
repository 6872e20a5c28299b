import type { Facts } from './facts';

export type Who = 'organizer' | 'volunteer' | 'officer' | 'stranger' | 'nobody';

/** One page of the mini-program and how somebody gets there. */
export interface Stop {
  who: Who;
  /** Query of the page; without it the page is opened bare. */
  query?: (facts: Facts) => string;
  /** Sheets of the page: a name, and what is tapped to open it. */
  sheets?: Record<string, string>;
}

const ofActivity = ({ coming }: Facts) => `id=${coming}`;
const ofPast = ({ past }: Facts) => `id=${past}`;
const ofTeam = ({ team }: Facts) => `organizationId=${team}`;

/** Pages that need more than a volunteer who opens them; every other page of app.json is opened by the volunteer. */
export const STOPS: Record<string, Stop> = {
  'pages/activity/detail/detail': {
    who: 'volunteer',
    query: ofActivity,
    sheets: { poster: '#poster', risk: '#primary wx-button' },
  },
  'pages/tabs/organizations/organizations': {
    who: 'volunteer',
    sheets: { areas: 'text=全国 >> nth=0' },
  },
  'pages/volunteer/signups/signups': { who: 'volunteer', sheets: { reason: 'text=取消报名 >> nth=0' } },
  'pages/organization/detail/detail': { who: 'volunteer', query: ({ team }) => `id=${team}` },
  'pages/recap/detail/detail': {
    who: 'volunteer',
    query: ({ recap }) => `id=${recap}`,
    sheets: { poster: 'text=海报 >> nth=0' },
  },
  'pages/volunteer/registration/registration': { who: 'stranger' },
  'pages/volunteer/claim/claim': { who: 'stranger' },
  'pages/volunteer/check-in/check-in': { who: 'volunteer', query: ofActivity },
  'pages/demand/detail/detail': {
    who: 'organizer',
    query: ({ demand, team }) => `id=${demand}&organizationId=${team}`,
  },
  'pages/demand/mine/mine': { who: 'organizer', query: ofTeam },
  'pages/volunteer/arrival/arrival': { who: 'volunteer', query: ofPast },
  'pages/certificate/detail/detail': { who: 'volunteer', query: ({ certificate }) => `id=${certificate}` },
  'pages/certificate/verify/verify': {
    who: 'nobody',
    query: ({ certificateNumber }) => `code=${certificateNumber}`,
  },
  'pages/organizer/workbench/workbench': { who: 'organizer' },
  'pages/organizer/activities/activities': { who: 'organizer' },
  'pages/organizer/manage/manage': {
    who: 'organizer',
    query: ofActivity,
    sheets: { places: '#places' },
  },
  'pages/organizer/members/members': { who: 'organizer', query: ofTeam },
  'pages/organizer/plan/plan': { who: 'organizer', query: ofTeam },
  'pages/organizer/drafts/drafts': { who: 'organizer' },
  'pages/organizer/templates/templates': { who: 'organizer', query: ofTeam },
  'pages/organizer/series/series': { who: 'organizer', query: ofActivity },
  'pages/organizer/reschedule/reschedule': { who: 'organizer', query: ofActivity },
  'pages/organizer/close-out/close-out': { who: 'organizer', query: ofPast },
  'pages/organizer/preview/preview': { who: 'organizer', query: ofActivity },
  'pages/organizer/signups/signups': { who: 'organizer', query: ofPast },
  'pages/organizer/code/code': { who: 'organizer', query: ofActivity },
  'pages/organizer/attendance/attendance': { who: 'organizer', query: ofPast },
  'pages/organizer/records/records': { who: 'organizer', query: ofPast },
  'pages/organizer/entry/entry': { who: 'organizer', query: ofPast },
  'pages/organizer/recap/recap': { who: 'organizer', query: ofPast },
  'pages/organizer/notices/notices': { who: 'organizer', query: ofTeam },
  'pages/organizer/notice-form/notice-form': { who: 'organizer', query: ofTeam },
  'pages/organizer/notice-report/notice-report': { who: 'organizer', query: ({ notice }) => `id=${notice}` },
  'pages/organizer/applications/applications': { who: 'organizer' },
  'pages/organizer/founding/founding': { who: 'organizer' },
  'pages/organizer/past-activities/past-activities': { who: 'organizer', query: ofTeam },
  'pages/organizer/past-activity/past-activity': {
    who: 'organizer',
    query: ({ returnedPast }) => `id=${returnedPast}`,
  },
  'pages/organizer/past-entry/past-entry': {
    who: 'organizer',
    query: ({ returnedPast }) => `id=${returnedPast}`,
  },
  'pages/organizer/review-past/review-past': {
    who: 'officer',
    query: ({ waitingPast }) => `id=${waitingPast}`,
  },
  'pages/organizer/queue/queue': { who: 'officer' },
  'pages/organizer/review-organization/review-organization': {
    who: 'officer',
    query: ({ waitingOrganization }) => `id=${waitingOrganization}`,
  },
  'pages/organizer/review-activity/review-activity': {
    who: 'officer',
    query: ({ waitingActivity }) => `id=${waitingActivity}`,
  },
  'pages/organizer/review-recap/review-recap': { who: 'officer', query: ({ recap }) => `id=${recap}` },
};
