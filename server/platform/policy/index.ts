/** Limits that a platform admin may change while the product runs, with who, when and why. */
export {
  ADJUSTABLE,
  ADJUSTABLE_NAMES,
  type AdjustableLimit,
  type AdjustableName,
  isAdjustable,
} from './policy.rules';
export { PolicyBook } from './policy-book';
export { PolicyChange } from './policy-change.entity';
