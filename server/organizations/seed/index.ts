/** First data of the organizations: for the seed script, the simulation and tests. */
export { castUnitSeeds, unitNameOf } from './cast-units';
export { type SeedChoices, type Seeded, seedOrganizations } from './seed-organizations';
