import 'reflect-metadata';
import { Id, Text } from '../../../server/platform/http';
import { openApiDocument } from '../../../server/platform/http/openapi';

const formCalled = (name: string, field: PropertyDecorator) => {
  const form = { [name]: class {} }[name]!;
  field(form.prototype, 'value');
  return form;
};

describe('the API document', () => {
  it('takes two forms of one name only when they ask for the same', () => {
    formCalled('PlaceForm', Id());
    formCalled('PlaceForm', Id());
    expect(openApiDocument([], 'http://localhost')).toMatchObject({
      components: { schemas: { PlaceForm: { properties: { value: {} } } } },
    });
    formCalled('PlaceForm', Text(20));
    expect(() => openApiDocument([], 'http://localhost')).toThrow(
      'two different forms or views are called PlaceForm',
    );
  });
});
