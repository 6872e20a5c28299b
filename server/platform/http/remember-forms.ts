import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * For each value it checks, class-validator searches every class of the product for those it inherits from: a cost that
 * grows with the product. What a form asks never changes once its class is defined, so it is searched once a form.
 */
export function rememberForms(storage: Storage = getMetadataStorage()): void {
  const search = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Rules>();
  storage.getTargetValidationMetadatas = (form, schema, always, strictGroups, groups) => {
    // The API document asks in another way, at start only.
    if (always || strictGroups || groups?.length) return search(form, schema, always, strictGroups, groups);
    let rules = known.get(form);
    if (!rules) {
      rules = search(form, schema, always, strictGroups, groups);
      known.set(form, rules);
    }
    return rules;
  };
}
